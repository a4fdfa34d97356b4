#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/yaml/parse.h"

// The inside of redaction.h.

namespace plimsoll {

// What of a file must not be shown.
struct HiddenText {
  std::vector<Span> spans;          // bytes to replace
  std::vector<std::uint32_t> dark;  // lines that are not shown at all
  std::vector<std::string> values;  // credentials, to be hidden wherever else they are repeated
};

// Hides credentials among the scalars of the documents that could be read.
void hide_scalars(const YamlFile& file, HiddenText& hidden);

// Hides credentials in comments. `taken` are the keys and scalars of the file, sorted: a `#` inside
// them starts no comment.
void hide_comments(const SourceFile& source, std::uint32_t first_line, std::uint32_t last_line,
                   const std::vector<Span>& taken, HiddenText& hidden);

// Hides what lines of a document that could not be read may hold, judging each by itself.
void hide_unreadable_lines(const SourceFile& source, std::uint32_t first_line,
                           std::uint32_t last_line, HiddenText& hidden);

// The bytes [begin, end) of a text without structure that must not be shown: credentials by their
// shape, and whatever follows a credential word and a `:` or `=`.
std::vector<Span> find_in_free_text(std::string_view text);

}  // namespace plimsoll
