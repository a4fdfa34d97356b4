#include "engine/values/values_tree.h"

#include <catch2/catch.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/kubernetes/pointing.h"
#include "engine/yaml/parse.h"
#include "tests/support/json.h"

namespace plimsoll {
namespace {

using test::to_json;

// Charts, files and flags from texts, merged. Keeps what the tree borrows from.
class Values {
 public:
  std::vector<Node> roots(const std::string& name, const std::string& text) {
    files_.push_back(parse_yaml(name, text));
    std::vector<Node> out;
    for (const Document& document : files_.back()->documents) {
      REQUIRE_FALSE(document.unreadable());
      out.push_back(document.root);
    }
    return out;
  }

  Values& defaults(const std::string& text) {
    chart_.defaults = {"values.yaml", LayerKind::kDefaults, roots("values.yaml", text), {}};
    return *this;
  }
  Values& dependency(const std::string& section, const std::string& text) {
    const std::string name = "charts/" + section + "/values.yaml";
    chart_.dependencies.push_back(
        {section, {name, LayerKind::kDefaults, roots(name, text), {}}, {}});
    return *this;
  }
  Values& file(const std::string& name, const std::string& text) {
    layers_.push_back({name, LayerKind::kFile, roots(name, text), {}});
    return *this;
  }
  Values& flag(SetMode mode, const std::string& text) {
    SetFlag flag = parse_set(mode, text);
    REQUIRE_FALSE(flag.error);
    layers_.push_back({text, LayerKind::kFlag, {}, std::move(flag.assignments)});
    return *this;
  }
  Values& set(const std::string& text) { return flag(SetMode::kSet, text); }

  const ValuesTree& merge() {
    tree_ = merge_values(chart_, layers_);
    return *tree_;
  }
  std::string json() { return to_json(merge().root()).dump(); }

  // `file:line` of a finding about a node.
  static std::string place(Node node) {
    const Location location = point_at(node);
    const Position at = location.source->position(location.span.begin, ColumnUnit::kByte);
    return location.source->path() + ":" + std::to_string(at.line);
  }

 private:
  std::vector<std::unique_ptr<const YamlFile>> files_;
  ChartValues chart_;
  std::vector<ValuesLayer> layers_;
  std::unique_ptr<const ValuesTree> tree_;
};

const std::string kDefaults =
    "resources: {limits: {cpu: 1, memory: 1Gi}}\nlist: [1, 2, 3]\nname: a\nempty: null\n";

TEST_CASE("layers merge as helm 4.1.4 merges them") {
  struct Row {
    std::string user;
    std::string expected;  // what differs from the defaults
  };
  const std::vector<Row> rows = {
      {"", "{}"},
      {"resources: {limits: {cpu: 2}}", R"({"resources":{"limits":{"cpu":2,"memory":"1Gi"}}})"},
      {"resources: {}", "{}"},
      {"list: [9]", R"({"list":[9]})"},
      {"list: []", R"({"list":[]})"},
      {"name: {x: 1}", R"({"name":{"x":1}})"},
      {"resources: hello", R"({"resources":"hello"})"},
      {"foo: null", R"({"foo":null})"},
      {"resources: {w: null}", R"({"resources":{"limits":{"cpu":1,"memory":"1Gi"},"w":null}})"},
  };
  const auto defaults = nlohmann::json::parse(
      R"({"resources":{"limits":{"cpu":1,"memory":"1Gi"}},"list":[1,2,3],"name":"a","empty":null})");
  for (const Row& row : rows) {
    INFO(row.user);
    auto expected = defaults;
    expected.update(nlohmann::json::parse(row.expected));
    Values values;
    CHECK(nlohmann::json::parse(values.defaults(kDefaults).file("f", row.user).json()) == expected);
  }
}

TEST_CASE("null takes defaults away, at any depth") {
  struct Row {
    std::string user;
    std::string expected;
  };
  const std::vector<Row> rows = {
      {"a:", R"({})"},
      {"a: {x: null}", R"({"a":{"q":{"z":1}}})"},
      {"a: {q: {z: null}}", R"({"a":{"q":{},"x":1}})"},
      {"a: null\n---\na: {w: 1}", R"({"a":{"q":{"z":1},"w":1,"x":1}})"},
      {"a: {q: null}\n---\na: {w: 3}", R"({"a":{"w":3,"x":1}})"},
  };
  for (const Row& row : rows) {
    INFO(row.user);
    Values values;
    values.defaults("a: {x: 1, q: {z: 1}}\n");
    CHECK(values.file("f", row.user).json() == row.expected);
  }
}

TEST_CASE("a default that was taken away is remembered") {
  Values values;
  values.defaults("a:\n  x: 1\n").file("f.yaml", "a:\n  x: null\n");
  const ValuesTree& tree = values.merge();
  REQUIRE(tree.deleted().size() == 1);
  const DeletedValue& gone = tree.deleted().front();
  CHECK(gone.key == "x");
  CHECK(gone.parent == tree.root()["a"]);
  CHECK(Values::place(gone.null) == "f.yaml:2");
  CHECK(tree.layers()[gone.provenance.layer].name == "f.yaml");
  REQUIRE(gone.provenance.shadowed.size() == 1);
  CHECK(Values::place(gone.provenance.shadowed.front().node) == "values.yaml:2");
}

TEST_CASE("flags apply by kind, whatever their order") {
  Values values;
  values.flag(SetMode::kSetLiteral, "a=5").flag(SetMode::kSetString, "a=3,b=3").set("a=2,b=2,c=2");
  values.flag(SetMode::kSetJson, "a=1,b=1,c=1,d=1");
  CHECK(values.json() == R"({"a":"5","b":"3","c":2,"d":1})");
}

TEST_CASE("flags edit the lists of files, and do not see those of defaults") {
  Values values;
  values.defaults("list: [1, 2, 3]\nseen: [1]\n").file("f", "seen: [a, b]\n");
  CHECK(values.set("list[1]=9,seen[0]=x,seen[2]=y").json() ==
        R"({"list":[null,9],"seen":["x","b","y"]})");
}

TEST_CASE("a flag cannot go into a scalar") {
  Values values;
  values.file("f", "s: str\n").set("s.t=1");
  const ValuesTree& tree = values.merge();
  REQUIRE(tree.problems().size() == 1);
  CHECK(tree.problems().front().reason == "s is set already, and is no mapping");
  CHECK(tree.layers()[tree.problems().front().layer].name == "s.t=1");
  CHECK(tree.problems().front().span == Span{0, 1});
  CHECK(to_json(tree.root()).dump() == R"({"s":"str"})");
}

TEST_CASE("values that are no mapping are a problem, and empty ones are none") {
  Values values;
  values.defaults("a: 1\n").file("list.yaml", "- a\n").file("empty.yaml", "# nothing\n");
  const ValuesTree& tree = values.merge();
  REQUIRE(tree.problems().size() == 1);
  CHECK(tree.problems().front().reason == "values must be a mapping, and this is a list");
  CHECK(to_json(tree.root()).dump() == R"({"a":1})");
}

TEST_CASE("sub-charts see their section and the globals, and the parent wins") {
  Values values;
  values.defaults("global: {r: parent, t: {x: 1}}\ndb: {size: 2, global: {r: section, s: 1}}\n");
  values.dependency("db", "size: 1\nuser: u\nglobal: {r: child, d: 4, t: {x: 9, z: 9}}\n");
  values.file("f", "global: {u: user}\n");
  CHECK(
      to_json(values.merge().root()["db"]).dump() ==
      R"({"global":{"d":4,"r":"parent","s":1,"t":{"x":1,"z":9},"u":"user"},"size":2,"user":"u"})");
}

TEST_CASE("a null in the parent's section deletes the sub-chart's default") {
  Values values;
  values.defaults("db: {user: null}\n").dependency("db", "user: u\nsize: 1\n");
  CHECK(values.json() == R"({"db":{"global":{},"size":1}})");
}

TEST_CASE("a section that is no mapping is a problem") {
  Values values;
  values.dependency("db", "a: 1\n").dependency("web", "b: 1\n").file("f.yaml", "db: false\n");
  const ValuesTree& tree = values.merge();
  REQUIRE(tree.problems().size() == 1);
  CHECK(tree.problems().front().reason == "the section db must be a mapping");
  CHECK(Values::place(tree.problems().front().node) == "f.yaml:1");
  CHECK(tree.root()["web"]["b"].text() == "1");
  CHECK(tree.layers()[tree.provenance(tree.root()["web"]["b"]).layer].name ==
        "charts/web/values.yaml");
}

TEST_CASE("each value knows its file, its layer, and what it shadows") {
  Values values;
  values.defaults("replicas: 1\nimage:\n  repository: r\n  tag: a\n");
  values.file("web.yaml", "image:\n  tag: b\n").file("prd.yaml", "\n\nimage:\n  tag: c\n");
  values.set("replicas=3,image.pull=Always,extra.deep=1");
  const ValuesTree& tree = values.merge();
  const Node root = tree.root();
  CHECK(Values::place(root["image"]["repository"]) == "values.yaml:3");
  CHECK(Values::place(root["image"]["tag"]) == "prd.yaml:4");
  CHECK(Values::place(root["image"]) == "prd.yaml:3");
  CHECK(Values::place(root["image"]["pull"]) == "prd.yaml:3");
  CHECK(Values::place(root["extra"]["deep"]) == "prd.yaml:3");
  CHECK_FALSE(root["replicas"].is_written());

  const auto layer = [&](Node node) { return tree.layers()[tree.provenance(node).layer].name; };
  CHECK(layer(root["image"]["repository"]) == "values.yaml");
  CHECK(layer(root["image"]["tag"]) == "prd.yaml");
  CHECK(layer(root["replicas"]) == "replicas=3,image.pull=Always,extra.deep=1");

  const auto& tag = tree.provenance(root["image"]["tag"]).shadowed;
  REQUIRE(tag.size() == 2);
  CHECK(Values::place(tag[0].node) == "web.yaml:2");
  CHECK(tree.layers()[tag[0].layer].name == "web.yaml");
  CHECK(Values::place(tag[1].node) == "values.yaml:4");
  const auto& replicas = tree.provenance(root["replicas"]).shadowed;
  REQUIRE(replicas.size() == 1);
  CHECK(Values::place(replicas[0].node) == "values.yaml:1");
  CHECK(tree.provenance(root["image"]["repository"]).shadowed.empty());
}

TEST_CASE("a flag that lost is remembered by its text") {
  Values values;
  values.set("a=1").flag(SetMode::kSetJson, "a=\"json\"").flag(SetMode::kSetString, "a=x");
  const ValuesTree& tree = values.merge();
  const auto& shadowed = tree.provenance(tree.root()["a"]).shadowed;
  REQUIRE(shadowed.size() == 2);
  CHECK(shadowed[0].text == "1");
  CHECK(shadowed[1].text == "json");
  CHECK_FALSE(shadowed[0].node.exists());
}

const std::vector<std::string> kTexts = {"{}",
                                         "a: 1\nb: {c: 2, d: [1, 2]}\n",
                                         "a: {x: 1}\nb: {c: null}\n",
                                         "b: 5\nc: {d: {e: f}}\n",
                                         "a: null\nb: {d: []}\n",
                                         "b: {d: {x: y}, e: &e {f: 1}}\nc: *e\n"};

TEST_CASE("merging with nothing changes nothing") {
  for (const std::string& text : kTexts) {
    INFO(text);
    Values alone;
    Values above;
    Values beneath;
    const std::string expected = alone.defaults(text).json();
    CHECK(above.defaults(text).file("f", "{}").json() == expected);
    CHECK(beneath.file("f", text).json() == expected);
  }
}

TEST_CASE("merging with oneself changes nothing where there are no nulls") {
  for (const std::string& text : kTexts) {
    if (text.find("null") != std::string::npos) continue;
    Values once;
    Values twice;
    CHECK(twice.defaults(text).file("f", text).json() == once.defaults(text).json());
  }
}

// A scalar between two mappings breaks it: merged with the later mapping first, it is gone, and the
// earlier mapping comes back.
TEST_CASE("merging files is associative where kinds agree") {
  const std::vector<std::string> texts = {"{}", "a: 1\nb: {c: 2, d: [1, 2]}\n",
                                          "a: null\nb: {c: null, e: 3}\n",
                                          "b: {d: [], c: x}\nf: {g: {h: 1}}\n"};
  for (const std::string& a : texts) {
    for (const std::string& b : texts) {
      for (const std::string& c : texts) {
        Values later;
        Values nested;
        Values all;
        const std::string merged = later.file("b", b).file("c", c).json();
        INFO(a << b << c);
        CHECK(nested.file("a", a).file("bc", merged).json() ==
              all.file("a", a).file("b", b).file("c", c).json());
      }
    }
  }
}

TEST_CASE("mappings keep the order of the lowest layer") {
  Values values;
  values.defaults("z: 1\na: 1\n").file("f", "b: 1\na: 2\n");
  std::string keys;
  for (const Node member : values.merge().root()) keys += member.key();
  CHECK(keys == "zab");
}

TEST_CASE("flags that make lists without end are cut") {
  std::string text = "a";
  for (int i = 0; i < 300; ++i) text += "[65536]";
  Values values;
  const ValuesTree& tree = values.set(text + "=1").merge();
  REQUIRE_FALSE(tree.problems().empty());
  CHECK(tree.problems().front().reason == "the values grow beyond all measure");
}

TEST_CASE("values that no file has a part in point nowhere, and exist") {
  Values values;
  const ValuesTree& tree = values.set("a.b=1").merge();
  CHECK(tree.root()["a"]["b"].text() == "1");
  CHECK(point_at(tree.root()["a"]["b"]).span == Span());
}

}  // namespace
}  // namespace plimsoll
