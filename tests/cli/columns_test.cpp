// Columns from the bytes of a file to each report: code points for people, UTF-16 for machines.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/cli/run_on.h"

namespace plimsoll {
namespace {

using Json = nlohmann::json;

// A line of Hangul and an emoji, wrong once at a value and once inside a value.
constexpr std::string_view kQuota =
    "apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: a}\nspec:\n hard:\n"
    "  image: \"한글🚢/웹:latest\" # 배포\n";
constexpr std::string_view kUrl =
    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n"
    "\n  a: \"한글🚢 postgres://app:Hq82kkLs@db\" # 배포\n";

struct Row {
  std::string_view text;
  unsigned point_begin;
  unsigned utf16_begin, utf16_end;
  unsigned offset;  // of the begin, in a file with LF and without a byte order mark
};

std::string with_crlf(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return out;
}

Json report_of(const std::string& text, const char* format) {
  MemoryFileSystem files;
  files.add("/work/a.yaml", text);
  return Json::parse(run_on(files, {"lint", "a.yaml", "--format", format}).out);
}

}  // namespace

TEST_CASE("every report puts the columns of a Korean line where they are") {
  const Row rows[] = {{kQuota, 10, 10, 25, 77}, {kUrl, 26, 27, 35, 90}};
  for (const Row& row : rows) {
    const std::string lf(row.text);
    const std::string crlf = with_crlf(lf);
    for (const std::string& text : {lf, crlf, "\xEF\xBB\xBF" + lf, "\xEF\xBB\xBF" + crlf}) {
      CAPTURE(text);
      MemoryFileSystem files;
      files.add("/work/a.yaml", text);
      const std::string expected = "a.yaml:6:" + std::to_string(row.point_begin) + ": ";
      CHECK(run_on(files, {"lint", "a.yaml"}).out.starts_with(expected));

      const Json finding = report_of(text, "json")["findings"].at(0);
      CHECK(finding["start"]["line"] == 6);
      CHECK(finding["start"]["column"] == row.utf16_begin);
      CHECK(finding["end"]["line"] == 6);
      CHECK(finding["end"]["column"] == row.utf16_end);
      if (text == lf) CHECK(finding["start"]["offset"] == row.offset);

      const Json result = report_of(text, "sarif")["runs"].at(0)["results"].at(0);
      const Json& region = result["locations"].at(0)["physicalLocation"]["region"];
      CHECK(region == Json{{"startLine", 6},
                           {"startColumn", row.utf16_begin},
                           {"endLine", 6},
                           {"endColumn", row.utf16_end}});
    }
  }
}

}  // namespace plimsoll
