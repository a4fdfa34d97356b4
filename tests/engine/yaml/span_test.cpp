// Every node knows the bytes it came from.

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "engine/yaml/parse.h"
#include "tests/support/fixtures.h"

namespace plimsoll {
namespace {

std::string_view key_of(Node node) {
  return node.source().text(node.key_span());
}
std::string_view value_of(Node node) {
  return node.source().text(node.value_span());
}

std::string without_final_breaks(std::string_view text) {
  while (text.ends_with('\n') || text.ends_with(' ')) text.remove_suffix(1);
  return std::string(text);
}

bool has_explicit_indent(std::string_view block) {
  return block.substr(0, 3).find_first_of("123456789") != std::string_view::npos;
}

// The text of what a span holds, read as a document of its own.
std::string read_again(std::string_view text) {
  const auto file = parse_yaml("again", std::string(text));
  if (file->documents.size() != 1) return "";
  return std::string(file->documents[0].root.text());
}

struct Totals {
  std::size_t scalars = 0;
  std::size_t blocks = 0;
  std::size_t nodes = 0;
  bool duplicates = false;  // of which the last stands for the first
};

void check_scalar(Node node, Totals& totals) {
  ++totals.scalars;
  const std::string_view written = value_of(node);
  const bool block = node.style() == ScalarStyle::kLiteral || node.style() == ScalarStyle::kFolded;
  if (block) {
    ++totals.blocks;
    REQUIRE((written.front() == '|' || written.front() == '>'));
    if (has_explicit_indent(written) || node.text().empty()) return;
    REQUIRE(without_final_breaks(read_again(written)) == without_final_breaks(node.text()));
    return;
  }
  // A document cannot begin with these although a value may.
  if (written.starts_with("---") || written.starts_with("...") || written.empty()) return;
  REQUIRE(read_again(written) == node.text());
}

// The source of every byte of the text, in order, inside the scalar.
void check_bytes(Node node) {
  const std::string_view text = node.text();
  const Span whole = node.value_span();
  const std::size_t step = text.size() / 64 + 1;
  std::uint32_t last = whole.begin;
  for (std::size_t i = 0; i < text.size(); i += step) {
    const Span span = node.text_span(i, i + 1);
    REQUIRE(whole.begin <= span.begin);
    REQUIRE(last <= span.begin);
    REQUIRE(span.end <=
            std::max(whole.end, static_cast<std::uint32_t>(node.source().bytes().size())));
    if (span.size() == 1 && span != whole) {
      const char source = node.source().bytes()[span.begin];
      const bool is_break = source == '\n' || source == '\r';
      REQUIRE((source == text[i] || is_break));
    }
    last = span.begin;
  }
}

void check_node(Node node, Totals& totals) {
  ++totals.nodes;
  if (node.is_alias()) {
    REQUIRE(value_of(node).starts_with('*'));
    return;
  }
  if (node.has_key() && !key_of(node).starts_with('*') && !node.parent().empty()) {
    const std::string again = read_again(key_of(node));
    const bool converted = again != node.key() && key_of(node) != node.key();
    if (converted && node.key() != "null")
      REQUIRE(key_of(node).find_first_of("0123456789.yYnNtTfFoO") == 0);
  }
  if (node.is_scalar()) {
    check_scalar(node, totals);
    check_bytes(node);
  }
  std::uint32_t last = node.value_span().begin;
  for (const Node child : node) {
    if (child.through().exists() || !(child.parent() == node)) continue;
    const std::uint32_t begin = child.has_key() ? child.key_span().begin : child.value_span().begin;
    REQUIRE(begin >= node.value_span().begin);
    REQUIRE(child.value_span().end <= node.value_span().end);
    if (!totals.duplicates) REQUIRE(begin >= last);
    last = begin;
    check_node(child, totals);
  }
}

}  // namespace

TEST_CASE("the span of every node, read again, gives the node") {
  Totals totals;
  std::vector<std::filesystem::path> paths = test::files_below(test::fixtures());
  for (const auto& path : test::files_below(test::shared() / "corpus")) {
    if (path.filename() != "prometheus-operator-crds.yaml") paths.push_back(path);
  }
  for (const auto& path : paths) {
    if (path.extension() != ".yaml" && path.extension() != ".json") continue;
    INFO(path.string());
    const auto file = parse_yaml(path.string(), test::read_file(path));
    for (const Document& document : file->documents) {
      totals.duplicates = !document.problems.empty();
      if (document.root.exists() && !document.unreadable()) check_node(document.root, totals);
    }
  }
  CHECK(totals.nodes > 100);
}

TEST_CASE("spans of every style, to the byte") {
  const auto file = parse_yaml("t",
                               "plain: a b # c\n"
                               "single: 'it''s'  # c\n"
                               "double: \"a\\tb\"\n"
                               "\"quoted key\": v\n"
                               "tagged: !!str 12\n"
                               "anchored: &x  y\n"
                               "alias: *x\n"
                               "empty:\n"
                               "null_: ~\n"
                               "literal: |  # c\n"
                               "  one\n"
                               "\n"
                               "  two  \n"
                               "\n"
                               "folded: >-\n"
                               "  one\n"
                               "  two\n"
                               "flow: {a: [1, 2 ], b: \"]\"} # c\n"
                               "multi: one\n"
                               "  two\n"
                               "  three\n"
                               "seq:\n"
                               "- 1\n"
                               "-   name: n\n"
                               "    x: y\n"
                               "last: z\n");
  const Node root = file->documents[0].root;
  REQUIRE(file->documents[0].problems.empty());
  CHECK(value_of(root["plain"]) == "a b");
  CHECK(value_of(root["single"]) == "'it''s'");
  CHECK(root["single"].text() == "it's");
  CHECK(value_of(root["double"]) == "\"a\\tb\"");
  CHECK(key_of(root["quoted key"]) == "\"quoted key\"");
  CHECK(value_of(root["tagged"]) == "12");
  CHECK(root["tagged"].tag() == "tag:yaml.org,2002:str");
  CHECK(value_of(root["anchored"]) == "y");
  CHECK(value_of(root["alias"]) == "*x");
  CHECK(root["alias"].text() == "y");
  CHECK(value_of(root["empty"]).empty());
  CHECK(value_of(root["null_"]) == "~");
  CHECK(value_of(root["literal"]) == "|  # c\n  one\n\n  two");
  CHECK(root["literal"].text() == "one\n\ntwo  \n");
  CHECK(value_of(root["folded"]) == ">-\n  one\n  two");
  CHECK(value_of(root["flow"]) == "{a: [1, 2 ], b: \"]\"}");
  CHECK(value_of(root["flow"]["a"]) == "[1, 2 ]");
  CHECK(value_of(root["multi"]) == "one\n  two\n  three");
  CHECK(root["multi"].text() == "one two three");
  CHECK(value_of(root["seq"]) == "- 1\n-   name: n\n    x: y");
  CHECK(value_of(root["last"]) == "z");
}

TEST_CASE("places inside scalars") {
  struct Case {
    std::string_view yaml;
    std::string_view find;      // in the text
    std::string_view expected;  // in the source
  };
  const Case cases[] = {
      {"a: postgres://u:pw1@h/db\n", "pw1", "pw1"},
      {"a: \"x\\ty\"\n", "\t", "\\t"},
      {"a: \"x\\ty\"\n", "y", "y"},
      {"a: \"caf\\u00e9 secret\"\n", "secret", "secret"},
      {"a: \"caf\\u00e9 secret\"\n", "\xC3\xA9", "\\u00e9"},
      {"{\"a\": \"\\ud83d\\udea2 secret\"}", "🚢", "\\ud83d\\udea2"},
      {"{\"a\": \"\\ud83d\\udea2 \\/secret\"}", "secret", "secret"},
      {"a: 'it''s secret'\n", "secret", "secret"},
      {"a: 'it''s secret'\n", "'", "''"},
      {"a: |\n  k=v\n  password=hunter2\n  z=1\n", "hunter2", "hunter2"},
      {"a: |\r\n  k=v\r\n  password=hunter2\r\n", "hunter2", "hunter2"},
      {"a: |4\n      k=v\n    password=hunter2\n", "hunter2", "hunter2"},
      {"a:\n- |2\n    k=v\n   password=hunter2\n", "hunter2", "hunter2"},
      {"a: |-\n\n\n  k=v\n\n  password=hunter2\n", "hunter2", "hunter2"},
      {"a: |\n  비밀번호=하나둘\n  x\n", "하나둘", "하나둘"},
      {"a: >\n  one\n  two\n\n  three\n    four\n\n  five six\n", "six", "six"},
      {"a: >\n  one\n  two\n\n  three\n    four\n\n  five six\n", "four", "four"},
      {"a: one\n  two\n\n  three secret\n", "secret", "secret"},
      {"a: \"one\n  two \\\n  three secret\"\n", "secret", "secret"},
      {"a: 'one\n  two\n\n  secret'\n", "secret", "secret"},
      {"a: &x |\n  secret\nb: *x\n", "secret", "secret"},
  };
  for (const Case& one : cases) {
    INFO(one.yaml);
    const auto file = parse_yaml("t", std::string(one.yaml));
    Node node = file->documents[0].root["a"];
    if (node.is_sequence()) node = *node.begin();
    const std::size_t at = node.text().find(one.find);
    REQUIRE(at != std::string_view::npos);
    CHECK(file->source.text(node.text_span(at, at + one.find.size())) == one.expected);
  }
}

}  // namespace plimsoll
