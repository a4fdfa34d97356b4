#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/text/span.h"

namespace plimsoll {

// What yaml-cpp says is wrong, in our words. Always valid UTF-8, which yaml-cpp's own are not: it
// quotes single bytes of the text.
std::string reworded(std::string_view theirs);

// The word at an offset of the text from `begin`; at the end of a line or of the text, the last one
// before it.
Span word_at(std::string_view text, std::uint32_t begin, std::uint32_t at);

// What an error of yaml-cpp at an offset of the text from `begin` is about: an escape or a word.
Span error_span(std::string_view text, std::uint32_t begin, std::uint32_t at,
                std::string_view theirs);

}  // namespace plimsoll
