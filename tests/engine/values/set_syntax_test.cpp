#include "engine/values/set_syntax.h"

#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/values/helm_value.h"
#include "engine/values/values_tree.h"
#include "tests/support/json.h"
#include "tests/support/tsv.h"

namespace plimsoll {
namespace {

using Json = nlohmann::json;
using test::to_json;

std::unique_ptr<const ValuesTree> merged(SetFlag flag) {
  ValuesLayer layer{.name = "flag", .kind = LayerKind::kFlag};
  layer.assignments = std::move(flag.assignments);
  return merge_values({}, {&layer, 1});
}

// The values that one flag makes, or "error".
std::string values_of(SetMode mode, std::string_view text) {
  SetFlag flag = parse_set(mode, text);
  if (flag.error) return "error";
  const auto tree = merged(std::move(flag));
  return tree->problems().empty() ? to_json(tree->root()).dump() : "error";
}

TEST_CASE("the text of --set is typed and split as Helm does it") {
  const std::map<std::string, std::string> rows = {
      {"", "{}"},
      {"a=", R"({"a":""})"},
      {"a", "error"},
      {"a=TRUE,b=Null,c=-0", R"({"a":true,"b":null,"c":0})"},
      {"a=+5", R"({"a":5})"},
      {"a=01", R"({"a":"01"})"},
      {"a=-01", R"({"a":-1})"},
      {"a=1.5", R"({"a":"1.5"})"},
      {"a=yes", R"({"a":"yes"})"},
      {"a=9223372036854775808", R"({"a":"9223372036854775808"})"},
      {"a=x,y", "error"},
      {"a=x\\,y", R"({"a":"x,y"})"},
      {"a=\\{x\\}", R"({"a":"{x}"})"},
      {"a={}", R"({"a":[""]})"},
      {"a={1,x\\,y}b=2", R"({"a":[1,"x,y"],"b":2})"},
      {"a={x", "error"},
      {"a\\.b.c=1", R"({"a.b":{"c":1}})"},
      {"a[1].b[0]=x", R"({"a":[null,{"b":["x"]}]})"},
      {"a[+1]=x", R"({"a":[null,"x"]})"},
      {"a[-1]=x", "error"},
      {"a[x]=1", "error"},
      {"a[0]x=1", "error"},
      {"a[65537]=x", "error"},
      {"a=1,a.b=2", "error"},
      {"a=1,a[0]=2", "error"},
      {"a=null,a.b=2", "error"},
      {"a[0]=1,a[0].b=2", R"({"a":[{"b":2}]})"},
      {"a[0]=1,a[0][1]=2", "error"},
      {"a[0]=null,a[0][1]=2", R"({"a":[[null,2]]})"},
      {",a=1", "error"},
      {"a=1,", R"({"a":1})"},
      {"a=1,\\", R"({"a":1})"},
      {"=x", "{}"},
      {".a=x", "{}"},
      {"..a=x", "error"},
      {"[0]=x", "{}"},
      {"a.=x", "error"},
      {"a.=", "{}"},
      {"a[0].=x", R"({"a":[{}]})"},
      {"a[0].b=", R"({"a":[]})"},
      {"a.b=", R"({"a":{"b":""}})"},
      {"a[0]=", R"({"a":[""]})"},
      // Helm says nothing and sets nothing, or an empty list.
      {"a.", "error"},
      {"a[0", "error"},
      {"a[0]", "error"},
      {"a[0][1", "error"},
  };
  for (const auto& [text, values] : rows) {
    INFO(text);
    CHECK(values_of(SetMode::kSet, text) == values);
  }
}

TEST_CASE("the other flags read paths alike and values their own way") {
  struct Row {
    SetMode mode;
    std::string_view text;
    std::string_view values;
  };
  const std::vector<Row> rows = {
      {SetMode::kSetString, "a=1,b={true,2}", R"({"a":"1","b":["true","2"]})"},
      {SetMode::kSetLiteral, "a.b=x,y={\\", R"({"a":{"b":"x,y={\\"}})"},
      {SetMode::kSetLiteral, "a\\,b=", R"({"a\\,b":""})"},
      {SetMode::kSetJson, R"(a={"b":[1,null]} ,c="x", d=)",
       R"({" d":null,"a":{"b":[1,null]},"c":"x"})"},
      {SetMode::kSetJson, R"( {"a":{"b":1}})", R"({"a":{"b":1}})"},
      {SetMode::kSetJson, R"({"a":1} x)", "error"},
      {SetMode::kSetJson, "a=x", "error"},
      {SetMode::kSetJson, "a={b: 1}", "error"},
      {SetMode::kSetJson, "a=1x", "error"},
      {SetMode::kSetJson, "a[1]=[1]", R"({"a":[null,[1]]})"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(values_of(row.mode, row.text) == row.values);
  }
}

TEST_CASE("every flag that the real helm was asked about") {
  const std::map<std::string, SetMode> modes = {{"--set", SetMode::kSet},
                                                {"--set-string", SetMode::kSetString},
                                                {"--set-json", SetMode::kSetJson},
                                                {"--set-literal", SetMode::kSetLiteral}};
  for (const auto& row : test::reference_table("helm-values.tsv")) {
    const auto mode = modes.find(row.at(0));
    if (mode == modes.end()) continue;
    const std::string text = Json::parse(row.at(1));
    INFO(row.at(0) << " " << text);
    SetFlag flag = parse_set(mode->second, text);
    const bool refused = flag.error.has_value();
    const auto tree = merged(std::move(flag));
    REQUIRE((refused || !tree->problems().empty()) == (row.at(2) == "error"));
    if (row.at(2) == "error") continue;
    const Json ours = to_json(tree->root());
    const bool rounded = row.at(1).find("9007199254740993") != std::string::npos;
    if (!rounded) CHECK(ours == Json::parse(row.at(2)));
    const Node a = tree->root()["a"];
    CHECK((a ? helm_text(a) : "<nil>") == Json::parse(row.at(4)).get<std::string>());
    CHECK(is_int64(a) == (row.at(3) == "int64"));
  }
}

TEST_CASE("every part of a flag knows its bytes") {
  const std::string text = R"(a\.b.c[2]=x\,y,d={1,zz})";
  const SetFlag flag = parse_set(SetMode::kSet, text);
  const auto at = [&](Span span) { return text.substr(span.begin, span.size()); };
  REQUIRE(flag.assignments.size() == 2);
  const Assignment& first = flag.assignments[0];
  REQUIRE(first.path.size() == 3);
  CHECK(first.path[0].key == "a.b");
  CHECK(at(first.path[0].span) == R"(a\.b)");
  CHECK(at(first.path[1].span) == "c");
  CHECK(first.path[2].index == 2u);
  CHECK(at(first.path[2].span) == "2");
  CHECK(at(first.value.span) == R"(x\,y)");
  CHECK(at(first.span) == R"(a\.b.c[2]=x\,y)");
  const Assignment& second = flag.assignments[1];
  CHECK(at(second.span) == "d={1,zz}");
  CHECK(at(second.value.items[1].span) == "zz");
}

TEST_CASE("errors mark the part that is wrong") {
  // What stands there may be the end of a secret with a comma in it, so it is not quoted.
  constexpr const char* kNoValue = "a key has no value; a comma inside a value is written \\,";
  struct Row {
    SetMode mode;
    std::string text;
    std::string_view marked;
    std::string_view reason;
  };
  std::string deep = "a";
  for (int i = 0; i < 31; ++i) deep += ".a";
  const std::vector<Row> rows = {
      {SetMode::kSet, "a=1,bc", "bc", kNoValue},
      {SetMode::kSet, "a.b,c=1", "a.b", kNoValue},
      {SetMode::kSet, "a[-3]=1", "-3", "the index -3 is negative"},
      {SetMode::kSet, "a[1x]=1", "1x", "1x is no index of a list"},
      {SetMode::kSet, "a[99999]=1", "99999", "the index 99999 is above 65536, Helm's limit"},
      {SetMode::kSet, "a[0]q=1", "q", "text between ] and = is not understood"},
      {SetMode::kSet, "a[0", "0", "the [ has no ]"},
      {SetMode::kSet, "a={x,y", "{x,y", "the list has no }"},
      {SetMode::kSet, deep + "=1", "a", "nests deeper than 30 levels, Helm's limit"},
      {SetMode::kSetJson, "a=[1,", "[1,", "the value is no JSON"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const SetFlag flag = parse_set(row.mode, row.text);
    REQUIRE(flag.error);
    CHECK(row.text.substr(flag.error->span.begin, flag.error->span.size()) == row.marked);
    CHECK(flag.error->reason == row.reason);
  }
}

TEST_CASE("what was understood before an error is kept") {
  const SetFlag flag = parse_set(SetMode::kSet, "a=1,b=2,c");
  CHECK(flag.error);
  CHECK(flag.assignments.size() == 2);
}

TEST_CASE("a file's content becomes a string, whatever it looks like") {
  SetFlag flag = parse_set(SetMode::kSetFile, "a=path/to,b={x}");
  REQUIRE(flag.assignments.size() == 2);
  REQUIRE(flag.assignments[0].value.kind == SetValue::Kind::kFile);
  CHECK(flag.assignments[0].value.text == "path/to");
  REQUIRE(flag.assignments[1].value.items.at(0).kind == SetValue::Kind::kFile);
  flag.assignments[0].value.resolve_file("1\n");
  flag.assignments[1].value.items[0].resolve_file("true");
  CHECK(to_json(merged(std::move(flag))->root()).dump() == R"({"a":"1\n","b":["true"]})");
}

TEST_CASE("parameters of Argo CD keep their commas and point to what is written") {
  const auto file = parse_yaml("app.yaml", "- 'a,b'\n- '{a,b}'\n- \"3\"\n- 'a\\,b'\n");
  const std::vector<std::string> expected = {R"("a,b")", R"(["a","b"])", "3", R"("a,b")"};
  std::size_t row = 0;
  for (const Node value : file->documents.front().root) {
    const auto tree = merged(parse_argo_parameter("x.y", value, false));
    const Node made = tree->root()["x"]["y"];
    CHECK(to_json(made).dump() == expected.at(row++));
    CHECK(made.is_written());
    CHECK(made.value_span() == value.value_span());
    CHECK(&made.source() == &file->source);
  }
  const Node three = *++ ++file->documents.front().root.begin();
  CHECK(to_json(merged(parse_argo_parameter("x", three, true))->root()).dump() == R"({"x":"3"})");
}

TEST_CASE("no text makes the reader fail") {
  const std::string alphabet = "a=.[]{},\\01\"";
  unsigned state = 1;
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (int i = 0; i < round % 14; ++i) {
      state = state * 1664525u + 1013904223u;
      text += alphabet[(state >> 16) % alphabet.size()];
    }
    for (const SetMode mode : {SetMode::kSet, SetMode::kSetJson, SetMode::kSetLiteral}) {
      SetFlag flag = parse_set(mode, text);
      if (flag.error) CHECK(flag.error->span.end <= text.size());
      for (const Assignment& assignment : flag.assignments) {
        CHECK(assignment.span.end <= text.size());
        CHECK(assignment.span.contains(assignment.value.span));
      }
      merged(std::move(flag));
    }
  }
}

}  // namespace
}  // namespace plimsoll
