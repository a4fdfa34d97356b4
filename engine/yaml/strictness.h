#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/span.h"
#include "engine/yaml/node.h"

namespace plimsoll {

// What go-yaml, and so kubectl, refuses although yaml-cpp reads it. All offsets count from the
// start of `text`, which ends where the chunk ends.
struct Refusal {
  Span span;
  std::string message;
};

// From `at` to the next byte that is neither white space nor in a comment.
std::uint32_t skip_space_and_comments(std::string_view text, std::uint32_t at);

// Where the tag and anchor in [begin, content) end; behind it are white space and comments.
std::uint32_t properties_end(std::string_view text, std::uint32_t begin, std::uint32_t content);

// Whether text begins with a scalar that is empty as written: a pair of quotes or a block. Behind a
// tag without a value, what follows is the next token.
bool begins_with_empty_scalar(std::string_view text);

// How many bytes stand before `at` on its line.
std::uint32_t column_of(std::string_view text, std::uint32_t at);

// The first fault of the tags and anchors from one offset to the content they belong to: names with
// characters that go-yaml does not take, lines of their own that begin left of `text_column`.
std::optional<Refusal> check_properties(std::string_view text, Span properties,
                                        std::uint32_t text_column);

// The fault of a key that no `?` announces: it must stand on one line with its `:`, within 1024
// characters. `begin` is where its tag or anchor begins. Only in a flow
// collection may the `:` be missing.
std::optional<Refusal> check_implicit_key(std::string_view text, std::uint32_t begin, Span key,
                                          bool in_flow);

// The faults of a scalar as yaml-cpp read it: escapes that only JSON has, a tag by a handle that no
// %TAG declares, text in a flow collection that begins with a colon.
std::vector<Refusal> check_scalar(std::string_view text, Span scalar, ScalarStyle style,
                                  std::string_view tag, bool in_flow);

// The fault of a value in block style that begins a line left of `text_column`.
std::optional<Refusal> check_place(std::string_view text, std::uint32_t begin,
                                   std::uint32_t text_column);

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

// The zone of a scalar. Text that is not quoted may not begin left of `text_column`; that of a
// block is indented as its first line is.
TabZone tab_zone(std::string_view text, Span scalar, ScalarStyle style, std::uint32_t text_column);

// The tab in the white space before the first line of a block scalar, whose indentation is worked
// out from spaces.
std::optional<Span> tab_before_block(std::string_view text, Span zone, ScalarStyle style);

// The first tab of a stretch of text that stands where only spaces may: in the indentation of a
// line, or behind a `-` (Kubernetes semantics, section 2.6). The zones are sorted, and nested or
// apart.
std::optional<Span> forbidden_tab(std::string_view text, Span stretch,
                                  const std::vector<TabZone>& zones);

}  // namespace plimsoll
