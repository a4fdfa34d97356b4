#pragma once

#include <string_view>

namespace plimsoll {

// How many cells of a terminal a character takes: 2 for Hangul syllables, Han and emoji, 0 for
// combining marks and the medial and final letters of decomposed Hangul, else 1. Characters that
// have no fixed width (tabs, controls) count 1; see escape.h.
// Source: Unicode 15, East_Asian_Width W and F, General_Category Mn and Me.
unsigned display_width(char32_t value);

// The cells of a whole text. Bytes that are not UTF-8 count 1 each.
unsigned display_width(std::string_view text);

}  // namespace plimsoll
