#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/text/span.h"
#include "engine/yaml/node.h"

namespace plimsoll {

// A scalar as it lies in its source. `begin` is its first character (a quote, a block indicator, or
// the text itself), `text` what it decodes to.
struct ScalarSource {
  std::string_view source;
  std::uint32_t begin = 0;
  ScalarStyle style = ScalarStyle::kPlain;
  std::string_view text;
};

// The style of a scalar that begins with a character, where it is known not to be plain text that
// begins so.
ScalarStyle style_of(char first);

// Where the `~` or `null` that stands at `begin` ends. nullopt where there is none: a value that
// was left out may be followed by a key called null.
std::optional<std::uint32_t> spelled_null_end(std::string_view source, std::uint32_t begin,
                                              bool is_key);

// Where the scalar as written ends: behind the closing quote, the last character of plain text, the
// last character of a block scalar that is not white space. nullopt when the source does not spell
// `text`, for instance because a quote is never closed.
std::optional<std::uint32_t> scalar_end(const ScalarSource& scalar);

// The source of the bytes [begin, end) of the text, where each of them is written: a place inside
// an escape or a line fold is all of that escape or fold. nullopt when the source does not spell
// `text`.
std::optional<Span> text_source(const ScalarSource& scalar, std::size_t begin, std::size_t end);

}  // namespace plimsoll
