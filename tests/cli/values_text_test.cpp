// That the values printed are the values, and nothing that must not be printed.

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "cli/formats/escape.h"
#include "cli/values_report.h"
#include "tests/cli/values_chart.h"
#include "tests/support/json.h"

namespace plimsoll {
namespace {

using test::body;
using test::Chart;
using test::to_json;

TEST_CASE("values_report prints YAML that is read back as the same values") {
  const std::string value = GENERATE(values<std::string>(
      {"\"true\"",
       "\"\"",
       "\"1e3\"",
       "\"0123\"",
       "0777",
       "1e3",
       "1_000",
       "yes",
       "\"yes\"",
       "~",
       "\"~\"",
       "\"null\"",
       "2001-01-01",
       "1:30",
       "'12:30'",
       "\" a\"",
       "\"a \"",
       "\"a: b\"",
       "\"a #b\"",
       "\"#a\"",
       "\"- a\"",
       "\"*a\"",
       "\"&a\"",
       "\"!a\"",
       "\"%a\"",
       "\"@a\"",
       "\"`a\"",
       "\"{a}\"",
       "\"[a]\"",
       "\"a:\"",
       "\"a\\tb\"",
       "\"\\e[2J\"",
       "\"a\\u202eb\"",
       "\"\\xff\"",
       "\"##[error]x\"",
       "\"---\"",
       "\"...\"",
       "\"=\"",
       "\"<<\"",
       "\"a'b\"",
       "'a\"b'",
       "'^\\d+$'",
       "'it''s \"x\" \\'",
       "\"a\\nb\"",
       "\"a\\nb\\n\"",
       "\"a\\n\\nb\\n\\n\"",
       "\"\\na\"",
       "\"  a\\nb\"",
       "\"a\\n  b\"",
       "\"a\\n   \\nb\"",
       "\"a\\n\\tb\"",
       "\"a\\n::error::b\"",
       "\"::a\"",
       "\"a\\n---\\nb\"",
       "\"a\\n# b\"",
       "\"\\n\"",
       "\"a\\r\\nb\"",
       "\"한국어\"",
       "\"\\U0001F600\"",
       "\"\\x85\"",
       "18446744073709551615",
       "-0",
       "0.1",
       "1e21",
       "!!str 5",
       "!!int \"5\"",
       "!!binary aGVsbG8=",
       "[]",
       "{}",
       "[[1, [2]], {a: [b]}, {}, [], null]",
       "[{a: 1, b: [x, {c: d}]}, \"a\\nb\"]",
       "{a: {}, b: [], \"1\": x, 2: y, \"true\": z}",
       "{\"a.b\": 1, \"a: b\": 2, \"\": 3, \"<<\": 4, \"1.0\": 5, \"::x\": 6, \"##[a]\": 7}"}));
  INFO(value);
  Chart chart;
  chart.file("values.yaml", "v: " + value + "\nlist: [" + value + "]\nlast: {v: " + value + "}\n");
  const std::string text = chart.yaml();
  INFO(text);
  const auto again = parse_yaml("again", text);
  REQUIRE(again->documents.size() == 1);
  REQUIRE_FALSE(again->documents[0].unreadable());
  CHECK(to_json(again->documents[0].root) == to_json(chart.releases()[0]->values->root()));
  std::size_t start = 0;
  for (std::size_t end = text.find('\n'); end != text.npos; end = text.find('\n', start)) {
    const std::string line = text.substr(start, end - start);
    CHECK(visible(line) == line);  // no control character, nor anything invisible
    const std::size_t first = std::min(line.find_first_not_of(' '), line.size());
    CHECK_FALSE(line.substr(first).starts_with("::"));
    start = end + 1;
  }
}

TEST_CASE("values_report keeps flags' text in shape") {
  Chart chart;
  chart.file("values.yaml", "a: 1\nlist: [1, 2]\n");
  chart.set("a=true").set("b=\x1b[2J\xff").set("list[1]=x");
  CHECK(body(chart.yaml()) ==
        R"(a: true             # --set a, over values.yaml:1 (1)
list:               # --set list[1], over values.yaml:2 (2 items)
  - null
  - x
b: "\x1b[2J\ufffd"  # --set b
)");
}

TEST_CASE("values_report shows no credential, old ones neither") {
  Chart chart;
  chart.file("values.yaml",
             "user: app\npassword: old-s3cretPw77\nurl: postgres://app:Zx81qpT0@db/x\n"
             "env: [{name: DB_PASSWORD, value: Kq71xTn2pw}]\n"
             "args: [--password, Hn62ePk9wq]\n"
             "extra: [{kind: Secret, stringData: {note: Wv3nTz8kLs}}]\n"
             "token: {password: gone-Qp55xLm1}\n");
  chart.file("top.yaml",
             "password: new-s3cretPw88\nurl: postgres://app:Yw92rkU1@db/x\n"
             "token: {password: null}\nsaid: 'with new-s3cretPw88 in it'\n");
  chart.set("password=flag-s3cretPw99");
  const std::string json = format_values_json(chart.releases(), {});
  for (const std::string& text : {chart.yaml(), chart.yaml({.color = true}), json}) {
    INFO("a credential is shown");
    for (const char* secret : {"old-s3cret", "new-s3cret", "flag-s3cret", "Zx81qpT0", "Yw92rkU1",
                               "Kq71xTn2pw", "Hn62ePk9wq", "Wv3nTz8kLs", "gone-Qp55"}) {
      CHECK(text.find(secret) == text.npos);
    }
  }
  const std::string text = chart.yaml({.paths = {"password", "url", "token"}, .width = 0});
  CHECK(text.find("# *** stands for a credential, which is never shown.\n") != text.npos);
  CHECK(
      body(text) ==
      R"(password: "***"               # --set password, over top.yaml:1 (***), values.yaml:2 (***)
url: postgres://app:***@db/x  # top.yaml:2, over values.yaml:3 (postgres://app:***@db/x)
token: {}                     # top.yaml:3
  # password: deleted by top.yaml:3, over values.yaml:7 (***)
)");
}

}  // namespace
}  // namespace plimsoll
