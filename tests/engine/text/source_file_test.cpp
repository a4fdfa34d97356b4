// Lines and columns, in every unit.

#include "engine/text/source_file.h"

#include <catch2/catch.hpp>

#include "engine/text/utf8.h"

namespace plimsoll {
namespace {

struct Columns {
  std::uint32_t byte;
  std::uint32_t utf16;
  std::uint32_t code_point;
};

void check_columns(const SourceFile& file, std::uint32_t offset, std::uint32_t line,
                   Columns columns) {
  CHECK(file.position(offset, ColumnUnit::kByte) == Position{line, columns.byte});
  CHECK(file.position(offset, ColumnUnit::kUtf16) == Position{line, columns.utf16});
  CHECK(file.position(offset, ColumnUnit::kCodePoint) == Position{line, columns.code_point});
}

}  // namespace

TEST_CASE("columns of Korean text and an emoji") {
  const std::string text = "# \n  image: \"한글🚢/웹:latest\" # 배포\n";
  for (const std::string_view prefix : {std::string_view(""), kUtf8ByteOrderMark}) {
    const SourceFile file("t", "t", std::string(prefix) + text);
    const auto offset = [&](std::string_view part) {
      return static_cast<std::uint32_t>(file.bytes().find(part));
    };
    check_columns(file, offset("한글"), 2, {11, 11, 11});
    check_columns(file, offset("🚢"), 2, {17, 13, 13});
    check_columns(file, offset("/웹"), 2, {21, 15, 14});
    check_columns(file, offset("latest"), 2, {26, 18, 17});
    check_columns(file, offset("# 배포"), 2, {34, 26, 25});
    check_columns(file, offset("# 배포") + 8, 2, {42, 30, 29});
  }
}

TEST_CASE("lines end at LF, CRLF and a lone CR") {
  const SourceFile file("t", "t", "a\nbb\r\nccc\rdddd\n\n");
  REQUIRE(file.line_count() == 5);
  const std::string_view lines[] = {"a", "bb", "ccc", "dddd", ""};
  for (std::uint32_t i = 0; i < 5; ++i) CHECK(file.text(file.line(i + 1)) == lines[i]);
  CHECK(file.position(2, ColumnUnit::kByte) == Position{2, 1});
  CHECK(file.position(10, ColumnUnit::kByte) == Position{4, 1});
  CHECK(file.position(16, ColumnUnit::kByte) == Position{5, 2});
}

TEST_CASE("files without a final line break, and empty ones, have lines") {
  CHECK(SourceFile("t", "t", "").line_count() == 1);
  CHECK(SourceFile("t", "t", "").position(0, ColumnUnit::kByte) == Position{1, 1});
  const SourceFile bare("t", "t", "ab");
  CHECK(bare.position(2, ColumnUnit::kByte) == Position{1, 3});
  CHECK(bare.text(bare.line(1)) == "ab");
  const SourceFile mark("t", "t", std::string(kUtf8ByteOrderMark));
  CHECK(mark.position(0, ColumnUnit::kByte) == Position{1, 1});
  CHECK(mark.position(3, ColumnUnit::kByte) == Position{1, 1});
}

TEST_CASE("text that is no YAML is told by its first fault") {
  using Kind = TextFault::Kind;
  struct Case {
    std::string text;
    Kind kind;
    std::uint32_t offset;
  };
  const Case faults[] = {
      {"\xFF\xFE"
       "a\0",
       Kind::kUtf16, 0},
      {"\xFE\xFF\0a", Kind::kUtf16, 0},
      {std::string("a\0b\0", 4), Kind::kUtf16, 0},
      {std::string("0123456789\0", 11), Kind::kNul, 10},
      {"0123456789\xC3(", Kind::kInvalidUtf8, 10},
      {"01234567\xED\xA0\x80", Kind::kInvalidUtf8, 8},      // a surrogate
      {"01234567\xC0\xAF", Kind::kInvalidUtf8, 8},          // overlong
      {"01234567\xF4\x90\x80\x80", Kind::kInvalidUtf8, 8},  // beyond Unicode
      {"01234567\xE1\x80", Kind::kInvalidUtf8, 8},          // cut off
      {"01234567\x1B", Kind::kControl, 8},
      {"0123456789abcdef\x7F", Kind::kControl, 16},
      {"01234567\xC2\x80", Kind::kControl, 8},
  };
  for (const Case& one : faults) {
    const auto fault = find_text_fault(one.text);
    REQUIRE(fault);
    CHECK(fault->kind == one.kind);
    CHECK(fault->offset == one.offset);
  }
  for (const std::string_view fine : {"", "plain\ttext\r\nof lines\n", "한글 🚢 \xC2\x85 \xC2\xA0",
                                      "\xEF\xBB\xBFmarked", "in\xEF\xBB\xBFside"}) {
    CHECK_FALSE(find_text_fault(fine));
  }
}

}  // namespace plimsoll
