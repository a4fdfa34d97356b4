#pragma once

#include <compare>
#include <cstdint>

namespace plimsoll {

// A half-open range of bytes in one source file. Everything inside the engine speaks bytes; lines
// and columns are computed at the edge, by SourceFile::position. 32 bits suffice because no input
// above kMaxInputBytes (engine/yaml/limits.h) is read.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

}  // namespace plimsoll
