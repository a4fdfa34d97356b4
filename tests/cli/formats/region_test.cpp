#include "cli/formats/region.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using plimsoll::ColumnUnit;
using plimsoll::Position;
using plimsoll::SourceFile;
using plimsoll::Span;

namespace {

constexpr std::string_view kVector = "  image: \"한글🚢/웹:latest\" # 배포";

Span find(const SourceFile& source, std::string_view token) {
  const std::size_t at = source.bytes().find(token);
  REQUIRE(at != std::string_view::npos);
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + token.size())};
}

}  // namespace

TEST_CASE("columns of a Korean line in every unit, in every kind of file") {
  struct Row {
    std::string_view token;
    Span bytes;
    Span utf16;
    Span code_points;
  };
  const Row rows[] = {
      {"한글", {11, 17}, {11, 13}, {11, 13}},   {"🚢", {17, 21}, {13, 15}, {13, 14}},
      {"/웹", {21, 25}, {15, 17}, {14, 16}},    {"latest", {26, 32}, {18, 24}, {17, 23}},
      {"# 배포", {34, 42}, {26, 30}, {25, 29}},
  };
  const std::string line(kVector);
  for (const std::string& bytes :
       {"a: 1\n" + line + "\n", "a: 1\r\n" + line + "\r\n", "a: 1\r" + line + "\r",
        "\xEF\xBB\xBF"
        "a: 1\n" +
            line}) {
    const SourceFile source("f.yaml", "f.yaml", bytes);
    for (const Row& row : rows) {
      const plimsoll::Location location{&source, find(source, row.token)};
      const auto check = [&](ColumnUnit unit, Span columns) {
        const plimsoll::Region region = plimsoll::region_of(location, unit);
        CHECK(region.begin == Position{2, columns.begin});
        CHECK(region.end == Position{2, columns.end});
      };
      check(ColumnUnit::kByte, row.bytes);
      check(ColumnUnit::kUtf16, row.utf16);
      check(ColumnUnit::kCodePoint, row.code_points);
    }
  }
}

TEST_CASE("a byte order mark takes no column") {
  const SourceFile source("f.yaml", "f.yaml", "\xEF\xBB\xBFkind: Pod\n");
  const plimsoll::Region region =
      plimsoll::region_of({&source, find(source, "kind")}, ColumnUnit::kUtf16);
  CHECK(region.begin == Position{1, 1});
  CHECK(region.end == Position{1, 5});
}

TEST_CASE("no place is inside or behind a line's terminator") {
  for (const std::string_view end : {"", "\n", "\r\n", "\r"}) {
    const SourceFile source("f.yaml", "f.yaml", "a: 1\nb: [" + std::string(end));
    const auto size = static_cast<std::uint32_t>(source.bytes().size());
    for (std::uint32_t offset = 9; offset <= size; ++offset) {
      CHECK(plimsoll::place_of(source, offset, ColumnUnit::kUtf16) == Position{2, 5});
    }
  }
  const SourceFile empty("f.yaml", "f.yaml", "");
  CHECK(plimsoll::place_of(empty, 0, ColumnUnit::kUtf16) == Position{1, 1});
}
