#pragma once

#include <cstdint>

namespace plimsoll {

// What an input may be before it is refused with a finding. Far above anything the API server takes
// (an object of more than about 1.5 MiB does not fit into etcd), and low enough that a hostile
// repository costs no more than a large one.
inline constexpr std::uint32_t kMaxInputBytes = 512u << 20;
inline constexpr std::uint32_t kMaxDocumentBytes = 64u << 20;
inline constexpr std::uint32_t kMaxLineBytes = 16u << 20;
inline constexpr std::uint32_t kMaxDepth = 400;

}  // namespace plimsoll
