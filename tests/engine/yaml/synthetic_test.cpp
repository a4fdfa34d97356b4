#include "engine/yaml/synthetic.h"

#include <catch2/catch.hpp>
#include <string>

#include "engine/kubernetes/pointing.h"
#include "engine/yaml/parse.h"
#include "engine/yaml/scalar.h"
#include "tests/support/fixtures.h"
#include "tests/support/json.h"

namespace plimsoll {
namespace {

using test::to_json;

void check_same(Node copy, Node original) {
  INFO(original.key() << " " << original.text());
  CHECK(copy.kind() == original.kind());
  CHECK(copy.key() == original.key());
  CHECK(copy.text() == original.text());
  CHECK(copy.style() == original.style());
  CHECK(copy.tag() == original.tag());
  CHECK(copy.key_span() == original.key_span());
  CHECK(copy.value_span() == original.value_span());
  CHECK(copy.is_alias() == original.is_alias());
  CHECK(copy.is_flow() == original.is_flow());
  CHECK(copy.through() == original.through());
  CHECK(&copy.source() == &original.source());
  CHECK(copy.is_written());
  CHECK_FALSE(copy.has_own_text());
  CHECK(point_at(copy).span == point_at(original).span);
  if (original.is_scalar() && !original.text().empty()) {
    CHECK(copy.text_span(0, 1) == original.text_span(0, 1));
  }
  REQUIRE(copy.size() == original.size());
  auto from = original.begin();
  for (const Node child : copy) {
    CHECK(child.parent() == copy);
    check_same(child, *from);
    ++from;
  }
}

TEST_CASE("a copied tree answers as what it was copied from") {
  const std::string text = GENERATE(
      std::string("a: 'it''s'\nb: [1, {c: ~}, \"\\u00e9\"]\nd: |\n  text\n  more\ne: !!str 5\n"),
      std::string("x: &x {a: 1, b: [2]}\ny: *x\nz:\n  <<: *x\n  a: 3\n'on': yes\non: no\n"),
      std::string("- one\n- - two\n  -\n- k: &v val\n  l: *v\n"), std::string("{}\n"));
  const auto file = parse_yaml("values.yaml", text);
  const Node root = file->documents.front().root;
  Tree tree(file->source);
  const Node copy = SyntheticBuilder(tree).copy("", root);
  check_same(copy, root);
  CHECK(to_json(copy) == to_json(root));

  Tree again(file->source);
  check_same(SyntheticBuilder(again).copy("", copy), root);
}

struct Lifted {
  Lifted() : file(parse_yaml("values.yaml", "web:\n  replicaCount: 3\n")), tree(file->source) {
    const Node web = file->documents.front().root["web"];
    SyntheticBuilder builder(tree, SyntheticBuilder::kPartial);
    root = builder.begin(NodeKind::kMapping, "", SyntheticBuilder::at(web));
    builder.copy("replicas", web["replicaCount"]);
    builder.scalar("paused", "false", MadeType::kBoolean, SyntheticBuilder::below(web));
    builder.scalar("note", "5", MadeType::kString, SyntheticBuilder::below(web));
    builder.scalar_like("copies", web["replicaCount"], SyntheticBuilder::below(web));
    builder.null("gone", SyntheticBuilder::below(web));
    builder.end();
  }

  std::string_view marked(std::string_view key) const {
    const Location location = point_at(root[key]);
    return location.source->text(location.span);
  }

  std::unique_ptr<const YamlFile> file;
  Tree tree;
  Node root;
};

TEST_CASE("what is lifted keeps its own keys and points to what it was lifted from") {
  const Lifted lifted;
  CHECK(to_json(lifted.root).dump() ==
        R"({"copies":3,"gone":null,"note":"5","paused":false,"replicas":3})");
  const Node replicas = lifted.root["replicas"];
  CHECK(replicas.source().text(replicas.key_span()) == "replicaCount");
  CHECK(lifted.marked("replicas") == "3");
  CHECK(json_pointer(lifted.root, replicas) == "/replicas");
  CHECK_FALSE(absent(lifted.root, "template"));
}

TEST_CASE("what is not written points to the nearest ancestor that is") {
  const Lifted lifted;
  for (const std::string_view key : {"paused", "note", "copies", "gone"}) {
    const Node node = lifted.root[key];
    INFO(key);
    REQUIRE(node.exists());
    CHECK_FALSE(node.is_written());
    CHECK(node.source().text(node.value_span()) == "web");
    CHECK(node.value_span() == node.key_span());
    CHECK(lifted.marked(key) == "web");
    CHECK(node.text_span(0, 1) == node.value_span());
  }
  CHECK(lifted.root["note"].quoted());
  CHECK_FALSE(lifted.root["paused"].quoted());
}

TEST_CASE("a tree that nothing written stands behind points to its source") {
  const SourceFile nowhere("none", "none", "");
  Tree tree(nowhere);
  SyntheticBuilder builder(tree);
  const Node root = builder.scalar("", "x", MadeType::kString, {Node(), false});
  CHECK(root.text() == "x");
  CHECK(&root.source() == &nowhere);
  CHECK(point_at(root).span == Span());
}

}  // namespace
}  // namespace plimsoll
