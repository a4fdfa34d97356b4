#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/text/utf8.h"

namespace plimsoll {

// Text in quotes: what it decodes to and how long it is as written.
struct Quoted {
  std::string text;
  std::uint32_t size = 0;  // bytes, both quotes included
};

// Reads the quoted scalar that `source` begins with as YAML. nullopt when the quote is never closed
// or an escape is none of YAML's.
std::optional<Quoted> read_quoted(std::string_view source);

// What a JSON string, quotes included, decodes to; a surrogate without its other half becomes
// U+FFFD, as in Go. nullopt when an escape is none of JSON's.
std::optional<std::string> decode_json_string(std::string_view quoted);

// Whether quoted text, closing quote included, decodes to exactly what stands between its quotes.
bool is_verbatim_quoted(std::string_view quoted);

// What a one-letter escape of double quotes stands for; empty for the others.
std::string_view simple_escape(char letter);

// The escape `\x..`, `\u....` or `\U........` that a text begins with; JSON's two halves of one
// character count as one escape, and half of one as U+FFFD.
std::optional<CodePoint> hex_escape(std::string_view text);

}  // namespace plimsoll
