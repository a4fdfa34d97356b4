#include "cli/formats/escape.h"

#include <catch2/catch.hpp>
#include <string>

using plimsoll::visible;

TEST_CASE("what a terminal would obey is shown instead") {
  struct Row {
    std::string_view text;
    std::string_view shown;
  };
  const Row rows[] = {
      {"plain text", "plain text"},
      {"한글 🚢 é", "한글 🚢 é"},
      {"a\x1b[2Jb", "a␛[2Jb"},
      {"a\nb\tc\rd", "a␊b␉c␍d"},
      {std::string_view("a\0b", 3), "a␀b"},
      {"\x7f", "␡"},
      {"\u009b31m", "\\u{9b}31m"},
      {"admin\u202egnp.exe", "admin\\u{202e}gnp.exe"},
      {"\u2066x\u2069", "\\u{2066}x\\u{2069}"},
      {"pay\u200bpal", "pay\\u{200b}pal"},
      {"\ufeffkind", "\\u{feff}kind"},
      {"\u3164", "\\u{3164}"},
      {"a\U000E0041", "a\\u{e0041}"},
      {"bad \xff\xc3", "bad \\xff\\xc3"},
      {"⚠\ufe0f", "⚠\ufe0f"},
      {"x ##[error]y ## [z", "x \\u{23}#[error]y ## [z"},
      {"###[a", "#\\u{23}#[a"},
      {"x ##vso[task.setvariable]y", "x \\u{23}#vso[task.setvariable]y"},
      {"##teamcity[a", "\\u{23}#teamcity[a"},
      {"## Heading, ##abc", "## Heading, ##abc"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.shown);
    CHECK(visible(row.text) == row.shown);
  }
}

TEST_CASE("what was made visible holds nothing unsafe, and stays as it is") {
  for (char32_t value = 0; value < 0x110000; value += value < 0x10000 ? 1 : 37) {
    if (value >= 0xD800 && value < 0xE000) continue;
    std::string text;
    plimsoll::append_utf8(text, value);
    const std::string once = visible(text);
    bool safe = visible(once) == once;
    for (std::string_view rest = once; !rest.empty();) {
      const plimsoll::CodePoint point = plimsoll::decode_code_point(rest);
      safe = safe && point.valid && !plimsoll::is_unsafe(point.value);
      rest.remove_prefix(point.size);
    }
    if (!safe) FAIL("U+" << std::hex << static_cast<unsigned>(value));
  }
}

TEST_CASE("credentials in what an input is called are not presented") {
  CHECK(plimsoll::presentable("key postgres://a:Kx82msLq0@db\n") == "key postgres://a:***@db␊");
  CHECK(plimsoll::presentable_pointer("/data/b~1c/d~0e/0") == "/data/b~1c/d~0e/0");
  CHECK(plimsoll::presentable_pointer("/data/a:~1~1b:Kx82msLq0@c~1~0d/x") ==
        "/data/a:~1~1b:***@c~1~0d/x");
  CHECK(plimsoll::presentable_pointer("/data/--password=Kx82msLq0") == "/data/--password=***");
}
