// Where findings point: the contract, case by case.

#include "engine/kubernetes/pointing.h"

#include <catch2/catch.hpp>
#include <string>

#include "engine/yaml/parse.h"

namespace plimsoll {
namespace {

constexpr std::string_view kText =
    "apiVersion: v1\n"
    "kind: Pod\n"
    "metadata:\n"
    "  name: 'web'\n"
    "  labels: {app: \"web\"}\n"
    "  annotations:\n"
    "spec:\n"
    "  nothing: ~\n"
    "  volumes: []\n"
    "  containers:\n"
    "    - name: web # comment\n"
    "      image: &image web:1\n"
    "      args: [--a, --b]\n"
    "      env:\n"
    "        - value: x\n"
    "        - valueFrom: {fieldRef: {fieldPath: a}}\n"
    "          name: *image\n"
    "        - *shared\n"
    "        -\n";

// The node at a path of keys and item numbers.
Node at(Node node, std::string_view path) {
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    const std::string_view step = path.substr(0, slash);
    path.remove_prefix(std::min(slash + 1, path.size()));
    if (node.is_sequence()) {
      auto item = node.begin();
      for (int i = std::stoi(std::string(step)); i > 0; --i) ++item;
      node = *item;
    } else {
      node = node[step];
    }
  }
  return node;
}

std::string marked(Node node) {
  const Location location = point_at(node);
  return std::string(location.source->text(location.span));
}

}  // namespace

TEST_CASE("a finding marks what it is about and no more") {
  std::string text(kText);
  text.insert(0, "shared: &shared {name: s}\n");
  const auto file = parse_yaml("t", text);
  REQUIRE(file->documents[0].problems.empty());
  const Node root = file->documents[0].root;

  struct Case {
    std::string_view path;
    std::string_view mark;
  };
  const Case cases[] = {
      {"", "Pod"},
      {"metadata", "metadata"},
      {"metadata/name", "'web'"},
      {"metadata/labels", "labels"},
      {"metadata/labels/app", "\"web\""},
      {"metadata/annotations", "annotations"},
      {"spec/nothing", "~"},
      {"spec/volumes", "volumes"},
      {"spec/containers", "containers"},
      {"spec/containers/0", "web"},
      {"spec/containers/0/image", "web:1"},
      {"spec/containers/0/args/1", "--b"},
      {"spec/containers/0/env/0", "value"},
      {"spec/containers/0/env/1", "*image"},
      {"spec/containers/0/env/2", "*shared"},
      {"spec/containers/0/env/2/name", "s"},
      {"spec/containers/0/env/3", "env"},
  };
  for (const Case& one : cases) {
    INFO(one.path);
    CHECK(marked(at(root, one.path)) == one.mark);
  }
}

TEST_CASE("what is missing is reported at the deepest ancestor that exists") {
  const auto file =
      parse_yaml("t", std::string(kText).replace(kText.find("        - *shared\n"), 18, ""));
  const Node root = file->documents[0].root;
  CHECK(marked(deepest(root, {"spec", "strategy", "type"})) == "spec");
  CHECK(marked(deepest(root, {"status"})) == "Pod");
  CHECK(marked(deepest(root, {"metadata", "annotations", "a"})) == "annotations");
  const Node container = at(root, "spec/containers/0");
  CHECK(marked(deepest(container, {"livenessProbe"})) == "web");
}

TEST_CASE("objects of a list are marked at their kind") {
  const auto file = parse_yaml("t",
                               "apiVersion: v1\nkind: List\nitems:\n"
                               "- apiVersion: v1\n  kind: Pod\n  metadata: {name: a}\n"
                               "- metadata: {name: b}\n");
  const Node items = file->documents[0].root["items"];
  CHECK(marked(at(items, "0")) == "Pod");
  CHECK(marked(at(items, "1")) == "metadata");
}

TEST_CASE("JSON pointers name the way from the object") {
  const auto file = parse_yaml("t", "a: {b/c: [x, {d~e: y}]}\n");
  const Node root = file->documents[0].root;
  CHECK(json_pointer(root, root).empty());
  CHECK(json_pointer(root, at(root["a"]["b/c"], "1/d~e")) == "/a/b~1c/1/d~0e");
}

TEST_CASE("JSON pointers name what is merged where it is merged") {
  const auto file = parse_yaml(
      "t", "x: &x {a: 1}\nspec: {<<: {b: {c: 1}}}\nlist: {<<: [{d: 1}, *x]}\none: {<<: *x}\n");
  const Node root = file->documents[0].root;
  for (const char* path : {"/spec/b/c", "/list/d", "/list/a", "/one/a"}) {
    CHECK(json_pointer(root, at(root, path + 1)) == path);
  }
}

}  // namespace plimsoll
