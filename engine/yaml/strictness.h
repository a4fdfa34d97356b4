#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/span.h"

namespace plimsoll {

// What go-yaml, and so kubectl, refuses although yaml-cpp reads it. All offsets count from the start
// of `text`, which ends where the chunk ends.
struct Refusal {
  Span span;
  std::string message;
};

// The first fault of the tags and anchors in [begin, content): names with characters that go-yaml
// does not take.
std::optional<Refusal> check_properties(std::string_view text, std::uint32_t begin,
                                        std::uint32_t content);

// The fault of a key that no `?` announces: it must stand on one line with its `:`, within 1024
// characters. `begin` is where its tag or anchor begins. Only in a flow mapping may the `:` be
// missing.
std::optional<Refusal> check_implicit_key(std::string_view text, std::uint32_t begin, Span key,
                                          bool in_flow_mapping);

// The fault of the directives and document ends that a chunk begins with: only `%YAML 1.1` and
// `%TAG` are known, a `---` must follow them, and `...` cannot stand before anything has begun.
std::vector<Refusal> check_prologue(std::string_view text, Span chunk);

// A stretch in which tabs are text or white space: a scalar with the blank lines behind it, or a
// flow collection. Only from a column on (0-based) where its text must be indented.
struct TabZone {
  Span span;
  std::uint32_t least_column = 0;
  friend constexpr auto operator<=>(const TabZone&, const TabZone&) = default;
};

// The first tab of a stretch of text that stands where only spaces may: in the indentation of a
// line, or behind a `-` (Kubernetes semantics, section 2.6). The zones are sorted, and nested or
// apart.
std::optional<Span> forbidden_tab(std::string_view text, Span stretch,
                                  const std::vector<TabZone>& zones);

}  // namespace plimsoll
