#include "engine/values/helm_value.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/yaml/parse.h"
#include "engine/yaml/scalar.h"
#include "engine/yaml/synthetic.h"
#include "tests/support/tsv.h"

namespace plimsoll {
namespace {

using Json = nlohmann::json;

struct Row {
  std::string value;
  std::string text;    // {{ .Values.v }}
  std::string quoted;  // {{ .Values.v | quote }}
  bool truthy;
};

void check(const Row& row) {
  INFO("v: " << row.value);
  const auto file = parse_yaml("values.yaml", "v: " + row.value + "\n");
  REQUIRE_FALSE(file->documents.front().unreadable());
  const Node value = file->documents.front().root["v"];
  CHECK(helm_text(value) == row.text);
  CHECK(helm_quoted(value) == row.quoted);
  CHECK(is_truthy(value) == row.truthy);
  CHECK_FALSE(is_int64(value));
}

TEST_CASE("templates see values of a file as Helm does") {
  const std::vector<Row> rows = {
      {"", "", "", false},
      {"\"false\"", "false", "\"false\"", true},
      {"\"0\"", "0", "\"0\"", true},
      {"no", "false", "\"false\"", false},
      {"0", "0", "\"0\"", false},
      {"-0.0", "-0", "\"-0\"", false},
      {"0777", "511", "\"511\"", true},
      {"999999", "999999", "\"999999\"", true},
      {"1000000", "1e+06", "\"1e+06\"", true},
      {"1234567", "1.234567e+06", "\"1.234567e+06\"", true},
      {"9007199254740993", "9.007199254740992e+15", "\"9.007199254740992e+15\"", true},
      {"0.00001", "1e-05", "\"1e-05\"", true},
      {"1.10", "1.1", "\"1.1\"", true},
      {"\"\"", "", "\"\"", false},
      {"[]", "[]", "\"[]\"", false},
      {"{}", "map[]", "\"map[]\"", false},
      {"{b: 1000000, a: [x, null]}", "map[a:[x <nil>] b:1e+06]", "\"map[a:[x <nil>] b:1e+06]\"",
       true},
      {"\"a\\\"b\\\\\\n\\t\\e\"", "a\"b\\\n\t\x1b", R"("a\"b\\\n\t\x1b")", true},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("every value that the real helm was asked about") {
  for (const auto& row : test::reference_table("helm-values.tsv")) {
    if (row.at(0).starts_with("--")) continue;
    const std::string value = Json::parse(row.at(0));
    if (row.at(1) == "error") {
      INFO(value);
      CHECK(parse_yaml("values.yaml", "v: " + value + "\n")->documents.front().unreadable());
      continue;
    }
    check({value, Json::parse(row.at(1)), Json::parse(row.at(2)),
           Json::parse(row.at(3)).get<std::string>() == "T"});
  }
}

TEST_CASE("only numbers that did not go through JSON are integers") {
  const SourceFile nowhere("", "", "");
  Tree tree(nowhere);
  SyntheticBuilder builder(tree);
  const Node integer = builder.scalar("", "1000000", MadeType::kInteger, {});
  const Node number = builder.scalar("", "1000000", MadeType::kNumber, {});
  const Node string = builder.scalar("", "1000000", MadeType::kString, {});
  CHECK(is_int64(integer));
  CHECK_FALSE(is_int64(number));
  CHECK_FALSE(is_int64(string));
  CHECK(helm_text(integer) == "1000000");
  CHECK(helm_text(number) == "1e+06");
  CHECK(helm_text(string) == "1000000");
  CHECK(helm_text({}).empty());
  CHECK_FALSE(is_truthy({}));
}

}  // namespace
}  // namespace plimsoll
