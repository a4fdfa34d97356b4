#pragma once

#include <string>
#include <string_view>

namespace plimsoll {

// Texts as YAML spells them, in the plainest way that is read back as the same string by Helm and
// by readers of YAML 1.2. Nothing unsafe (cli/formats/escape.h) is left in them: such characters
// are escaped, and bytes that are no UTF-8 become U+FFFD.

// A string on one line: plain, in single quotes, or in double quotes.
std::string yaml_string(std::string_view text);

// A key. Plain numbers stay plain, since keys are strings all the same.
std::string yaml_key(std::string_view key);

// In double quotes whatever it is.
std::string yaml_quoted(std::string_view text);

// Whether a text of several lines can be written as a block scalar (`|` or `|-`) as it is.
bool fits_block_scalar(std::string_view text);

}  // namespace plimsoll
