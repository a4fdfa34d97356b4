#include "engine/yaml/scalar.h"

#include <catch2/catch.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/text/concat.h"
#include "engine/yaml/parse.h"
#include "tests/support/json.h"
#include "tests/support/tsv.h"

namespace plimsoll {
namespace {

using Json = nlohmann::json;
using test::to_json;

bool is_refused(Node node) {
  if (node.is_mapping() || node.is_sequence()) {
    for (const Node child : node) {
      if (is_refused(child)) return true;
    }
    return false;
  }
  return resolve(node).type == ScalarType::kInvalid;
}

// What `v: <scalar>` becomes: its JSON, or "error".
std::string converted(const std::string& scalar) {
  const auto file = parse_yaml("test.yaml", "v: " + scalar + "\n");
  Node root;
  for (const Document& document : file->documents) {
    if (document.unreadable()) return "error";
    if (!root) root = document.root;
  }
  return is_refused(root) ? "error" : to_json(root).dump();
}

TEST_CASE("scalars become the JSON that kubectl sends, row by row") {
  for (const auto& row : test::reference_table("yaml-scalars.tsv")) {
    INFO(row.at(0) << " should be " << row.at(1));
    const std::string expected = row.at(1) == "error" ? "error" : Json::parse(row.at(1)).dump();
    CHECK(converted(Json::parse(row.at(0)).get<std::string>()) == expected);
  }
}

TEST_CASE("plain text is read as YAML 1.1, and tags and quotes decide before it") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"", "null"},
      {"~", "null"},
      {"yes", "true"},
      {"Off", "false"},
      {"yEs", "\"yEs\""},
      {"0777", "511"},
      {"0o17", "15"},
      {"08", "8"},
      {"0x1F", "31"},
      {"-0b11", "-3"},
      {"1_000", "1000"},
      {"_1", "\"_1\""},
      {"8000.0", "8000"},
      {".5_5", "0.55"},
      {"._5", "\"._5\""},
      {"1e21", "1e+21"},
      {"0.0000001", "1e-7"},
      {"1e400", "\"1e400\""},
      {"1e-400", "0"},
      {"18446744073709551615", "18446744073709551615"},
      {"18446744073709551616", "18446744073709552000"},
      {"1:30", "\"1:30\""},
      {"2001-01-01", "\"2001-01-01\""},
      {"1.20.0", "\"1.20.0\""},
      {".inf", "error"},
      {"'yes'", "\"yes\""},
      {"\"8000\"", "\"8000\""},
      {"!!str 123", "\"123\""},
      {"!!int \"123\"", "123"},
      {"!!int 1.5", "error"},
      {"!!float 0x10", "16"},
      {"!!float 9223372036854775808", "error"},
      {"!!bool 'no'", "false"},
      {"!!null ''", "null"},
      {"!!binary aGk=", "\"hi\""},
      {"!!binary aGk", "error"},
      {"!!timestamp 2001-1-1", "\"2001-1-1\""},
      {"!!timestamp 2001-13-1", "error"},
      {"!custom 12", "\"12\""},
      {"! 12", "\"12\""},
  };
  for (const auto& [scalar, expected] : rows) {
    INFO(scalar << " should be " << expected);
    CHECK(converted(scalar) ==
          (expected == "error" ? expected : "{\"v\":" + Json::parse(expected).dump() + "}"));
  }
}

TEST_CASE("typed reads take what the API server takes") {
  struct Row {
    std::string scalar;
    std::optional<bool> boolean;
    std::optional<std::int64_t> integer;
    std::optional<std::string_view> string;
    std::string_view type;
  };
  constexpr auto kNone = std::nullopt;
  const std::vector<Row> rows = {
      {"", kNone, kNone, kNone, "null"},
      {"on", true, kNone, kNone, "a boolean"},
      {"'on'", kNone, kNone, "on", "a string"},
      {"8000", kNone, 8000, kNone, "an integer"},
      {"8000.0", kNone, 8000, kNone, "a number"},
      {"-8e3", kNone, -8000, kNone, "a number"},
      {"\"8000\"", kNone, kNone, "8000", "a string"},
      {"8000.5", kNone, kNone, kNone, "a number"},
      {"-9223372036854775808", kNone, INT64_MIN, kNone, "an integer"},
      {"9223372036854775808", kNone, kNone, kNone, "an integer"},
      {"1e19", kNone, kNone, kNone, "a number"},
      {"web", kNone, kNone, "web", "a string"},
      {"[a]", kNone, kNone, kNone, "a list"},
      {"{a: b}", kNone, kNone, kNone, "a mapping"},
      {".nan", kNone, kNone, kNone, "a value that JSON cannot hold"},
  };
  for (const Row& row : rows) {
    INFO(row.scalar);
    const auto file = parse_yaml("test.yaml", "v: " + row.scalar + "\n");
    const Node node = file->documents.at(0).root["v"];
    CHECK(as_bool(node) == row.boolean);
    CHECK(as_int(node) == row.integer);
    CHECK(as_string(node) == row.string);
    CHECK(type_name(node) == row.type);
  }
  for (const char* fits : {"2147483647", "-2147483648", "1e9"}) {
    CHECK(as_int32(parse_yaml("t", concat("v: ", fits))->documents.at(0).root["v"]));
  }
  for (const char* wide : {"2147483648", "-2147483649", "1e10", "'1'", "1.5"}) {
    CHECK_FALSE(as_int32(parse_yaml("t", concat("v: ", wide))->documents.at(0).root["v"]));
  }
  CHECK_FALSE(as_bool(Node()));
  CHECK_FALSE(as_int(Node()));
  CHECK_FALSE(as_string(Node()));
  CHECK(type_name(Node()) == "null");
}

TEST_CASE("keys become text as Kubernetes makes it, and stay as they are where they can") {
  const std::vector<std::pair<std::string_view, std::string_view>> converted_keys = {
      {"on", "true"},       {"No", "false"},
      {"0x10", "16"},       {"010", "8"},
      {"1.0", "1"},         {"1e3", "1000"},
      {"1_0", "10"},        {"+1", "1"},
      {".Inf", ".inf"},     {"-.INF", "-.inf"},
      {".NaN", ".nan"},     {"1000000.0", "1e+06"},
      {"0.00001", "1e-05"}, {"3.14159265358979", "3.1415927"}};
  for (const auto& [key, expected] : converted_keys) {
    INFO(key);
    CHECK(canonical_key(key) == std::string(expected));
  }
  for (const std::string_view key : {"1", "1.5", "true", ".inf", "app", "2001-01-01", "1.2.3",
                                     "app.kubernetes.io/name", "yEs", "<<", "0x"}) {
    INFO(key);
    CHECK(canonical_key(key) == std::nullopt);
  }
  for (const std::string_view key : {"", "~", "null", "Null", "NULL"}) CHECK(is_null_text(key));
  for (const std::string_view key : {"nULL", "none", "0"}) CHECK_FALSE(is_null_text(key));
}

}  // namespace
}  // namespace plimsoll
