#include "cli/formats/frame.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "cli/formats/cells.h"
#include "cli/formats/display_width.h"
#include "cli/formats/escape.h"
#include "engine/text/utf8.h"

using plimsoll::FrameStyle;
using plimsoll::Mark;
using plimsoll::RedactedLine;
using plimsoll::ShownLine;
using plimsoll::SourceFile;
using plimsoll::Span;

namespace {

ShownLine as_it_is(const SourceFile& source) {
  return [&source](std::uint32_t number) {
    return RedactedLine{std::string(source.text(source.line(number))), {}};
  };
}

Span find(std::string_view text, std::string_view token) {
  const std::size_t at = text.find(token);
  REQUIRE(at != std::string_view::npos);
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + token.size())};
}

std::string frame(std::string_view bytes, std::vector<Mark> marks, unsigned width = 0) {
  const SourceFile source("f.yaml", "f.yaml", std::string(bytes));
  return render_frame(source, as_it_is(source), std::move(marks), {.width = width}).text;
}

// The part of a drawn row that stands in the cells [begin, end).
std::string in_cells(std::string_view row, unsigned begin, unsigned end) {
  std::string out;
  unsigned column = 0;
  while (!row.empty()) {
    const plimsoll::CodePoint point = plimsoll::decode_code_point(row);
    const unsigned width = plimsoll::display_width(point.value);
    const bool inside = column >= begin && column + width <= end && (width > 0 || column > begin);
    if (inside) out += row.substr(0, point.size);
    column += width;
    row.remove_prefix(point.size);
  }
  return out;
}

}  // namespace

TEST_CASE("marks stand under what they are about") {
  const std::string line = "  image: \"한글🚢/웹:la\x1btest\" # 배\u1107\u1162포 \u202e e\u0301nd";
  for (const std::string_view token :
       {"image", "한글", "🚢", "/웹",
        "la\x1b"
        "test",
        "# 배", "\u1107\u1162", "포", "\u202e", "e\u0301nd", "\"", "  image"}) {
    for (const unsigned width : {0u, 20u, 31u, 10000u}) {
      CAPTURE(token, width);
      const Span span = find(line, token);
      const plimsoll::LineView view(line, span, width);
      const auto [begin, end] = view.columns(span);
      CHECK(in_cells(view.text(), begin, end) == plimsoll::visible(token));
      if (width > 0) CHECK(plimsoll::display_width(view.text()) <= width);
    }
  }
}

TEST_CASE("every part of a line fits into every width, its first character in sight") {
  const std::string line =
      "\ta: {이름: \"웹 서버\", 🚢: [1, 2, three], b\u0301: 'long text of many words'}";
  for (std::uint32_t begin = 0; begin < line.size(); ++begin) {
    if ((static_cast<unsigned char>(line[begin]) & 0xC0) == 0x80) continue;
    const Span span{begin, static_cast<std::uint32_t>(line.size())};
    for (unsigned width = 8; width < 90; ++width) {
      const plimsoll::LineView view(line, span, width);
      const auto columns = view.columns(span);
      CAPTURE(begin, width, view.text());
      CHECK(plimsoll::display_width(view.text()) <= width);
      CHECK(columns.begin < columns.end);
      CHECK(columns.end <= std::max(width, columns.begin + 1));
      const std::string first =
          plimsoll::visible(line.substr(begin), plimsoll::decode_code_point(line.substr(begin)));
      if (first != "␉" && plimsoll::display_width(first) > 0) {
        CHECK(in_cells(view.text(), columns.begin, columns.end).starts_with(first));
      }
    }
  }
}

TEST_CASE("a line of megabytes is cut around its mark") {
  std::string line(3u << 20, 'x');
  line.replace(line.size() / 2, 5, "wrong");
  const Span span = find(line, "wrong");
  CHECK(plimsoll::LineView(line, span, 15).text() == "…xxxxwrongxxxx…");
  const std::string korean = "웹" + std::string(200000, 'a') + "웹";
  CHECK(plimsoll::LineView(korean, {200003, 200006}, 10).text() == "…aaaaaaa웹");
}

TEST_CASE("frames") {
  SECTION("one mark") {
    CHECK(frame("a: 1\nb: two\n", {{{8, 11}, "", true}}) ==
          " 2 | b: two\n"
          "   |    ^^^\n");
  }
  SECTION("cause and effect, with what lies between") {
    const std::string text = "one: 1\ntwo: 2\nthree: 3\nfour: 4\nfive: 5\nsix: 6\nseven: 7\n";
    CHECK(frame(text, {{find(text, "seven"), "", true},
                       {find(text, "3"), "because of this", false},
                       {find(text, "one"), "and this", false},
                       {find(text, "6"), "and that", false}}) ==
          " 1 | one: 1\n"
          "   | --- and this\n"
          " 2 | two: 2\n"
          " 3 | three: 3\n"
          "   |        - because of this\n"
          "  ...\n"
          " 6 | six: 6\n"
          "   |      - and that\n"
          " 7 | seven: 7\n"
          "   | ^^^^^\n");
  }
  SECTION("two marks on one line, the primary first") {
    CHECK(frame("{a: 1, a: 2}\n", {{{1, 2}, "first here", false}, {{7, 8}, "", true}}) ==
          " 1 | {a: 1, a: 2}\n"
          "   |        ^\n"
          "   |  - first here\n");
  }
  SECTION("several lines are marked on the first") {
    CHECK(frame("script: |\n  one\n  two\n", {{{8, 21}, "", true}}) ==
          " 1 | script: |\n"
          "   |         ^\n");
  }
  SECTION("nothing is marked with one caret") {
    CHECK(frame("a: [\n", {{{5, 5}, "", true}}) ==
          " 1 | a: [\n"
          "   |     ^\n");
    CHECK(frame("", {{{0, 0}, "", true}}) ==
          " 1 |\n"
          "   | ^\n");
  }
  SECTION("tabs are four spaces, in text and under it") {
    CHECK(frame("a:\t\tb\n", {{{4, 5}, "", true}}) ==
          " 1 | a:        b\n"
          "   |           ^\n");
  }
  SECTION("line ends and byte order marks are not shown") {
    CHECK(frame("\xEF\xBB\xBFkind: Pod\r\nx: 1\r\n", {{{9, 12}, "", true}}) ==
          " 1 | kind: Pod\n"
          "   |       ^^^\n");
  }
  SECTION("a label that does not fit beside its mark goes below it") {
    CHECK(frame("key: value of some length\n", {{{5, 10}, "a long remark", false}}, 24) ==
          " 1 | key: value of some…\n"
          "   |      -----\n"
          "   |      a long remark\n");
  }
  SECTION("narrower than narrow") {
    CHECK(frame("name: abcdefghijkl\n", {{{6, 18}, "", true}}, 1) ==
          " 1 | …abcdef…\n"
          "   |  ^^^^^^^\n");
  }
}

TEST_CASE("marks follow what was hidden") {
  const std::string bytes = "url: postgres://web:hunter2@db/app?sslmode=off\n";
  const SourceFile source("f.yaml", "f.yaml", bytes);
  const Span secret = find(bytes, "hunter2");
  const ShownLine shown = [&](std::uint32_t) {
    return RedactedLine{"url: postgres://web:***@db/app?sslmode=off", {{secret, {20, 23}}}};
  };
  const auto marks_of = [&](Span span) {
    return render_frame(source, shown, {{span, "", true}}, {}).text;
  };
  const std::string line = " 1 | url: postgres://web:***@db/app?sslmode=off\n";
  CHECK(marks_of(secret) == line + "   |                     ^^^\n");
  CHECK(marks_of({secret.begin + 2, secret.begin + 3}) == line + "   |                     ^^^\n");
  CHECK(marks_of(find(bytes, "@db")) == line + "   |                        ^^^\n");
  CHECK(marks_of(find(bytes, "web:")) == line + "   |                 ^^^^\n");
  CHECK(marks_of(find(bytes, "web:hunter2@")) == line + "   |                 ^^^^^^^^\n");
}

TEST_CASE("a line that may not be shown is not") {
  const SourceFile source("f.yaml", "f.yaml", "a: 1\nb: 2\n");
  const ShownLine nothing = [](std::uint32_t) { return std::nullopt; };
  CHECK(
      render_frame(source, nothing, {{{0, 1}, "", true}, {{5, 6}, "the other", false}}, {}).text ==
      " 1 | (line not shown: it may hold a credential)\n"
      " 2 | (line not shown: it may hold a credential)\n"
      "   | the other\n");
}
