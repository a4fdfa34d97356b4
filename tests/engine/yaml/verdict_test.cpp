// What is YAML to kubectl and what is not: kubernetes-semantics section 2.3 to 2.7.

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "engine/yaml/parse.h"

namespace plimsoll {
namespace {

// The text marked by each problem of a file.
std::vector<std::string> marked(std::string_view text) {
  const auto file = parse_yaml("test.yaml", std::string(text));
  std::vector<std::string> marks;
  for (const Document& document : file->documents) {
    for (const Problem& problem : document.problems) {
      marks.emplace_back(file->source.text(problem.span));
    }
  }
  return marks;
}

struct Case {
  std::string_view text;
  std::vector<std::string> marks;  // none: kubectl reads it
};

const Case kCases[] = {
    // Accepted.
    {"", {}},
    {"\n\n# only a comment\n", {}},
    {"---\n---\n# c\n---\na: 1\n", {}},
    {"a:\tb\n", {}},
    {"a: b\t# c\n", {}},
    {"a:\n- b\n", {}},
    {"a: 1#c\n", {}},
    {"a: \"b\"#c\n", {}},
    {"a: -b\nb: ?c\nc: :d\nd: http://x:80/y\n", {}},
    {"{a, b}\n", {}},
    {"{\"a\":1,}\n", {}},
    {"[1,2,]\n", {}},
    {"%YAML 1.1\n---\na: 1\n", {}},
    {"# c\n%YAML 1.1\n---\na: 1\n", {}},
    {"%TAG ! tag:example.com,2000:\n---\na: !x 1\n", {}},
    {"--- # comment\na: 1\n", {}},
    {"a: 1\n...\n", {}},
    {"a: 1\n...\n---\nb: 1\n", {}},
    {"{\"a\": 1}{\"b\": 2}", {}},
    {"{\"a\": 1}\n{\"b\": 2}\n", {}},
    {"{\n\t\"a\": [\n\t\t1\n\t]\n}\n", {}},
    {"a: |\n  x\n  ---\n  y\n", {}},
    {"a: \"x\n  \ty\"\n", {}},
    {"a: |\n  x\n\n  \ty\n", {}},
    {"a: &x 1\nb: *x\nc: &x 2\nd: *x\n", {}},
    {"a: 1\r\nb: |\r\n  x\r\n", {}},
    {"\xEF\xBB\xBF"
     "a: 1\n",
     {}},
    {"a: {<<: {b: 1}, <<: {c: 1}}\n", {}},
    {"a: ~\nb: null\nc:\nnull_: 1\n", {}},

    {"{\"a\": \"\\ud83d\\udea2 \\/ \\ud83d\"}", {}},
    {"{\"a\": [1, -0.5e+3, true, null, {}, []]}{\"b\": 2}", {}},
    {"{\"a\": 1} # YAML after all\n", {}},

    // What yaml-cpp reads otherwise and is put right.
    {"a: \"it\\'s\"\n", {}},
    {"a: '''b'''''\n", {}},
    {"a: \"\n\n\n\"\n", {}},
    {"a: \"b\\\n\n  c\"\n", {}},
    {"a: 1\n \t\nb: 2\n", {}},
    {"a: 1\n \t# c\nb: 2\n", {}},
    {"a: !!str\n\"b\": 1\n", {}},
    {"a: !<tag:yaml.org,2002:str> 1\n", {}},
    {"&x a: *x\nb: *x\n", {}},
    {"? a\n: b\n?\n  c\n: d\n", {}},
    {"a:\n  b: 1\n  # is it c?\n  c: 1\n# ?\n# d ?\nd: [{e: 1, # f?\n  f: 1}]\n", {}},
    {"[&x , b]\n", {}},
    {"a: |\n  \xEF\xBB\xBF"
     "b\n",
     {}},
    {"a: 1\n---\n\xEF\xBB\xBF"
     "b: 2\n",
     {}},
    {"a:\n|\n  b\n", {}},
    {"a: [\nb]\n", {}},
    {"%YAML  1.1 # c\n---\na: 1\n", {}},

    // Refused.
    {"a: 1\nb\n", {"b"}},
    {"a: 1\n\"b\"\n", {"\"b\""}},
    {"a: &x.y 1\n", {"&x.y"}},
    {"a: &b:c 1\n", {"&b:c"}},
    {"a: !t^g 1\n", {"!t^g"}},
    {"[!!str, a]\n", {"!!str,"}},
    {"a:\n&x\n- 1\n", {"&x"}},
    {"a: &x\n!!map\n  b: 1\n", {"!!map"}},
    {"a:\n\"b\"\n", {"\""}},
    {"a:\n[b]\n", {"["}},
    {"[:b]\n", {":b"}},
    {"a: \"\\\xC3\xA9\"\n", {"\\\xC3\xA9"}},
    {"a: \"b\\qc\"\n", {"\\q"}},
    {"a: \"\\ud83d\"\n", {"\\ud83d"}},
    {"a: \"\\xZZ\"\n", {"\\xZZ"}},
    {"\t\n", {"\t"}},
    {"a: 1\n---\n\t\n---\nb: 1\n", {"\t"}},
    {"a:\n\t", {"\t"}},
    {"a: |\n  \tb\n", {"\t"}},
    {"a: |\n\n \t\n  b\n", {"\t"}},
    {"? a\n: -\tb\n", {"\t"}},
    {"...\n", {"..."}},
    {"%YAML 1.1\na: 1\n", {"%YAML 1.1"}},
    {"%YAML 1.12\n---\na: 1\n", {"%YAML 1.12"}},
    {"%TAG ! x\n", {"%TAG ! x"}},
    {"a: 1\n%YAML 1.1\n---\nb: 1\n", {"%YAML 1.1"}},
    {"a: 1\n\xEF\xBB\xBF"
     "b: 1\n",
     {"\xEF\xBB\xBF"}},
    {"!!int a: 1\n", {"a"}},
    {"\xEF\xBB\xBF{\"a\": \"\\/\"}", {"\\/"}},
    {"{\"a\": 1}\nb: 2\n", {"b:"}},
    {"{\"a\": 01, }\n---\n{\"a\": [}\n", {"}"}},
    {"a:\n\tb: 1\n", {"\t"}},
    {"a: b: c\n", {":"}},
    {"a: b:\n", {":"}},
    {"a: %b\n", {"%b"}},
    {"a: `b\n", {"`b"}},
    {"a: @b\n", {"@b"}},
    {"a: *nope\n", {"*nope"}},
    {"a: \"x\" y\n", {"y"}},
    {"a: \"never closed\nb: 1\n", {"\""}},
    {"a: 'never closed\n", {"'"}},
    {"a: [b, c\nd: 1\n", {"["}},
    {"a: {b: 1\n", {"{"}},
    {"a: ]\n", {"]"}},
    {"[a, , b]\n", {","}},
    {"[,]\n", {","}},
    {",\n", {","}},
    {"a: 1\n...\n,\n", {","}},
    {"-\ta\n", {"\t"}},
    {"a:\n\t- b\n", {"\t"}},
    {"a:\n  b: 1\n\t\n  c: 2\n", {"\t"}},
    {"a: {{ .Values.x }}\n", {"{ .Values.x }"}},
    {"{{ .Values.x }}: 1\n", {"{ .Values.x }", "{{ .Values.x }}"}},
    {"? [a]\n: b\n", {"[a]"}},
    {"null: 1\n", {"null"}},
    {"~: 1\n", {"~"}},
    {"a: &x [*x]\n", {"*x"}},
    {"a: -.inf\nb: .NaN\nc: .5\nd: .info\n", {"-.inf", ".NaN"}},
    {"a: !!int 1.5\nb: !!str 1.5\nc: !!bool \"foo\"\n", {"1.5", "\"foo\""}},
    {"a: {<<: 1}\n", {"1"}},
    {"%YAML 1.2\n---\na: 1\n", {"%YAML 1.2"}},
    {"%FOO x\n---\na: 1\n", {"%FOO x"}},
    {"--- {a: 1}\n", {"--- {a: 1}"}},
    {"---apiVersion: v1\n", {"---apiVersion: v1"}},
    {"a: 1\n----\nb: 1\n", {"----"}},
    {"a: 1\n...\nb: 2\n", {"b:"}},
    {" a: 1\nb: 2\n", {"b:"}},
    {"a: \x1B[31mred\n", {"\x1B"}},
    {std::string_view("a: \0b\n", 6), {std::string(1, '\0')}},
    {"a: \xC3\x28\n", {"\xC3"}},
    {"\xFF\xFE"
     "a\0",
     {"\xFF\xFE"}},
};

}  // namespace

TEST_CASE("texts that kubectl reads have no problem, others are marked where they go wrong") {
  for (const Case& one : kCases) {
    INFO(one.text);
    CHECK(marked(one.text) == one.marks);
  }
}

TEST_CASE("text is what go-yaml makes of it, where yaml-cpp makes something else") {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"a: \"\n\n\n\"\n", "\n\n"},       {"a: 'b\n\n\n'\n", "b\n\n"},
      {"a: \"b \\\n\n  c\"\n", "b \nc"}, {"a: \"b\\t \n c\"\n", "b\t c"},
      {"a: '''b'''''\n", "'b''"},        {"a: |+\n   ", "\n"},
      {"a: |\n  b\n   ", "b\n \n"},      {"a: \"it\\'s\"\n", "it's"},
      {"&x k: 1\na: *x\n", "k"},         {"a: !!str\n\"b\": 1\n", ""},
  };
  for (const auto& [yaml, text] : cases) {
    INFO(yaml);
    CHECK(parse_yaml("t", std::string(yaml))->documents[0].root["a"].text() == text);
  }
  CHECK(parse_yaml("t", "{a:, b: c}\n")->documents[0].root["a:"].exists());
}

TEST_CASE("a document behind --- and a lone CR is read") {
  const auto file = parse_yaml("t", "--- # c\ra: 1\rb: 2\r");
  REQUIRE(file->documents.size() == 1);
  CHECK(file->documents[0].problems.empty());
  CHECK(file->documents[0].root["b"].text() == "2");
}

// What cannot be put right around yaml-cpp: all that is known to differ from kubectl. Rare enough
// in files that deploy to be left.
TEST_CASE("where this reader and kubectl differ") {
  const std::string_view refused_here[] = {
      "[?a]\n",                    // a key without a space behind its ?
      "{a\n b, c: d}\n",           // a key of several lines without a value
      "{a: b:}\n",                 // plain text that ends in a colon before a bracket
      "- !!str, a\n",              // a tag that runs on to a comma
      "a: &x:b c\n",               // an anchor that ends at a colon
      "a: &x 1\n*x: 1\n",          // an alias that ends at a colon
      "---\n...\n",                // an end of a document behind its start alone
      "{\"a\": \"\\ud83d\"} b\n",  // JSON's surrogates before text that is no JSON
  };
  for (const std::string_view text : refused_here) {
    INFO(text);
    CHECK_FALSE(marked(text).empty());
  }
  const std::string_view read_here[] = {
      "%YAML 1.1\n---\na: 1\n",   // kubectl's splitter parts a directive from its document
      "%TAG ! a|b\n---\na: 1\n",  // the prefix of a tag is not looked at
      "!!int\n",                  // a tag without a value at the root, which fits no integer
      "!\n",                      // the same: kubectl reads an empty string
      "[a:]\n",                   // kubectl reads the text `a:`
      "a: b\xC2\x85"
      "  c\n",  // U+0085, U+2028 and U+2029 are line breaks to kubectl
  };
  for (const std::string_view text : read_here) {
    INFO(text);
    CHECK(marked(text).empty());
  }
}

TEST_CASE("a syntax error costs its own document only") {
  const auto file = parse_yaml("t", "a: 1\n---\nb: 2\n---\nc: [\n---\nd: 4\n");
  REQUIRE(file->documents.size() == 4);
  CHECK(file->documents[0].root["a"].text() == "1");
  CHECK(file->documents[1].root["b"].text() == "2");
  CHECK_FALSE(file->documents[2].root.exists());
  CHECK(file->documents[2].unreadable());
  CHECK(file->documents[3].root["d"].text() == "4");
}

TEST_CASE("what kubectl drops is read all the same") {
  const auto file = parse_yaml("t", "a: 1\n...\nb: 2\n");
  REQUIRE(file->documents.size() == 2);
  CHECK(file->documents[1].root["b"].text() == "2");
  const auto split = parse_yaml("t", "---apiVersion: v1\nkind: Pod\n");
  REQUIRE(split->documents.size() == 2);
  CHECK(split->documents[1].root["apiVersion"].text() == "v1");
}

TEST_CASE("duplicate keys are marked at the later, with the first") {
  const auto file = parse_yaml("t", "a: 1\nb: {c: 1, \"c\": 2}\na: 2\n1: x\n\"1\": y\n");
  const auto& problems = file->documents[0].problems;
  REQUIRE(problems.size() == 3);
  CHECK(file->source.text(problems[0].span) == "\"c\"");
  CHECK(problems[0].related.begin == 9);
  CHECK(problems[1].span.begin == 23);
  CHECK(problems[1].related.begin == 0);
  CHECK(file->source.text(problems[2].span) == "\"1\"");
  CHECK(file->documents[0].root["a"].text() == "2");
  CHECK(file->documents[0].root.size() == 3);
}

TEST_CASE("merges follow the order of the text") {
  const auto file = parse_yaml("t",
                               "base: &base {a: 1, b: 1}\n"
                               "other: &other {b: 2, c: 2}\n"
                               "before: {<<: *base, a: 3}\n"
                               "after: {a: 3, <<: *base}\n"
                               "several: {<<: [*base, *other]}\n"
                               "quoted: {\"<<\": 1}\n");
  const Node root = file->documents[0].root;
  CHECK(file->documents[0].problems.empty());
  CHECK(root["before"]["a"].text() == "3");
  CHECK(root["after"]["a"].text() == "1");
  CHECK(root["after"].size() == 2);
  CHECK(root["several"]["b"].text() == "1");
  CHECK(root["several"]["c"].text() == "2");
  CHECK(root["quoted"]["<<"].text() == "1");
  const Node merged = root["before"]["b"];
  CHECK(file->source.text(merged.value_span()) == "1");
  CHECK(file->source.text(merged.through().value_span()) == "*base");
  CHECK_FALSE(root["before"]["a"].through().exists());
}

TEST_CASE("aliases that explode are refused, harmless floods are not") {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 9; ++i) {
    const std::string last = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + last;
    for (int j = 0; j < 8; ++j) bomb += ", " + last;
    bomb += "]\n";
  }
  const auto refused = parse_yaml("t", bomb);
  REQUIRE(refused->documents.size() == 1);
  CHECK(refused->documents[0].problems.size() == 1);
  CHECK_FALSE(refused->documents[0].root.exists());

  std::string flood = "a: &a x\nb:\n";
  for (int i = 0; i < 100'000; ++i) flood += "- *a\n";
  CHECK(parse_yaml("t", flood)->documents[0].problems.empty());
}

TEST_CASE("depth has a limit, whichever way it is reached") {
  const auto deep = [](int depth) {
    std::string block;
    for (int i = 0; i < depth; ++i) block += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
    return block;
  };
  CHECK(marked(deep(300)).empty());
  CHECK(marked(deep(1000)).size() == 1);
  CHECK(marked(std::string(300, '[') + std::string(300, ']')).empty());
  CHECK(marked(std::string(100'000, '[')).size() == 1);
  CHECK(marked(std::string(100'000, '{')).size() == 1);
}

}  // namespace plimsoll
