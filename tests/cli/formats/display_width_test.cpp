#include "cli/formats/display_width.h"

#include <catch2/catch.hpp>
#include <string>

#include "engine/text/utf8.h"

TEST_CASE("text is as wide as terminals draw it") {
  struct Row {
    std::string_view text;
    unsigned width;
  };
  const Row rows[] = {
      {"", 0},          {"image: web", 10},
      {"한글", 4},      {"\u1112\u1161\u11ab\u1100\u1173\u11af", 4},  // the same, decomposed
      {"배포.yaml", 9}, {"漢字", 4},
      {"𠮷", 2},  // outside the basic plane
      {"ｶﾅ", 2},  // half width
      {"（", 2},  // full width
      {"🚢", 2},         {"e\u0301", 1},
      {"é", 1},         {"…", 1},
      {"␛", 1},         {"\xFF\xFE", 2},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(plimsoll::display_width(row.text) == row.width);
  }
}

TEST_CASE("a width does not depend on the company") {
  for (char32_t value = 0x20; value < 0x30000; ++value) {
    if (value >= 0xD800 && value < 0xE000) continue;
    std::string text;
    plimsoll::append_utf8(text, value);
    const unsigned alone = plimsoll::display_width(value);
    if (alone > 2 || plimsoll::display_width("a" + text + "한") != alone + 3) {
      FAIL("U+" << std::hex << static_cast<unsigned>(value));
    }
  }
}
