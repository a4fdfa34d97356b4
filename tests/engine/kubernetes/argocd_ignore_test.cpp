#include "engine/kubernetes/argocd_ignore.h"

#include <array>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/objects.h"

namespace plimsoll {
namespace {

constexpr std::array<std::string_view, 2> kReplicas = {"spec", "replicas"};
constexpr std::array<std::string_view, 3> kSlash = {"metadata", "annotations", "a/b"};
constexpr std::array<std::string_view, 3> kTilde = {"metadata", "annotations", "m~n"};
constexpr std::array<std::string_view, 3> kEscape = {"metadata", "annotations", "a~1b"};

std::string_view text(Ignored ignored) {
  if (ignored == Ignored::kYes) return "yes";
  return ignored == Ignored::kNo ? "no" : "unknown";
}

std::unique_ptr<const YamlFile> item(const std::string& yaml) {
  auto file = parse_yaml("item", yaml);
  REQUIRE(file->documents.size() == 1);
  REQUIRE(file->documents.front().problems.empty());
  return file;
}

TEST_CASE("a JSON pointer covers what Argo CD removes with it") {
  struct Row {
    std::string_view pointer;
    FieldPath field;
    bool covers;
  };
  const std::vector<Row> rows = {
      {"/spec/replicas", kReplicas, true},
      {"/spec", kReplicas, true},
      {"x/spec", kReplicas, true},
      {"x/spec/replicas", kReplicas, true},
      {"spec/replicas", kReplicas, false},
      {"spec.replicas", kReplicas, false},
      {"/spec/replicas/", kReplicas, false},
      {"//spec/replicas", kReplicas, false},
      {"/spec/", kReplicas, false},
      {"/spec/Replicas", kReplicas, false},
      {"/spec/replicas/0", kReplicas, false},
      {"/spec/*", kReplicas, false},
      {"/spec%2Freplicas", kReplicas, false},
      {" /spec/replicas", kReplicas, true},
      {"/spec/replicas ", kReplicas, false},
      {"/replicas", kReplicas, false},
      {"/", kReplicas, false},
      {"", kReplicas, false},
      {"/metadata/annotations/a~1b", kSlash, true},
      {"/metadata/annotations/a/b", kSlash, false},
      {"/metadata/annotations/a%2Fb", kSlash, false},
      {"/metadata/annotations", kSlash, true},
      {"/metadata/annotations/m~0n", kTilde, true},
      {"/metadata/annotations/m~n", kTilde, true},
      {"/metadata/annotations/a~01b", kEscape, true},
      {"/metadata/annotations/a~1b", kEscape, false},
  };
  for (const Row& row : rows) {
    INFO(row.pointer);
    CHECK(pointer_covers(row.pointer, row.field) == row.covers);
  }
}

TEST_CASE("a jq expression covers a field, or does not, or cannot be judged") {
  struct Row {
    std::string_view expression;
    std::string_view covers;
  };
  const std::vector<Row> rows = {
      {".spec.replicas", "yes"},
      {".spec", "yes"},
      {" .spec.replicas\n", "yes"},
      {".spec.replicas, .spec.paused", "yes"},
      {".spec.paused,.spec.replicas", "yes"},
      {".spec[\"replicas\"]", "yes"},
      {".[\"spec\"].replicas", "yes"},
      {".\"spec\".\"replicas\"", "yes"},
      {".spec.[\"replicas\"]", "yes"},
      {".spec [ \"replicas\" ]", "yes"},
      {".spec?.replicas?", "yes"},
      {".spec[]", "yes"},
      {".spec.template.spec.containers[].image", "no"},
      {".spec.template.spec.containers[0].image", "no"},
      {".spec.template.spec.containers[-1]", "no"},
      {".spec.template.spec.containers[] | select(.name == \"y\")", "no"},
      {".metadata.annotations[\"a/b\"], .metadata.annotations.\"a/b\"", "no"},
      {".spec.Replicas", "no"},
      {".spec.replicas.x", "no"},
      {".replicas", "no"},
      {"spec.replicas", "no"},
      {"/spec/replicas", "no"},
      {".spec | .replicas", "unknown"},
      {".spec.replicas | select(. > 1)", "unknown"},
      {".spec |= {}", "unknown"},
      {".metadata |= {}", "unknown"},
      {"..", "unknown"},
      {".", "unknown"},
      {".spec[\"replicas\"", "unknown"},
      {".spec[\"rep\\u006cicas\"]", "unknown"},
      {".[\"spec\", \"status\"]", "unknown"},
      {".a[1:2]", "unknown"},
      {".spec | to_entries", "unknown"},
      {"(.spec.replicas)", "unknown"},
      {".metadata as $m | .spec.replicas", "unknown"},
      {".a // .spec.replicas", "unknown"},
      {"path(.spec)", "unknown"},
      {".spec.replicas,", "unknown"},
      {"", "unknown"},
  };
  for (const Row& row : rows) {
    INFO(row.expression);
    CHECK(text(jq_covers(row.expression, kReplicas)) == row.covers);
  }
}

TEST_CASE("an item covers a field by pointer, expression or manager") {
  struct Row {
    std::string yaml, covers;
  };
  const std::vector<Row> rows = {
      {"jsonPointers: [/spec/template, /spec/replicas]", "yes"},
      {"jqPathExpressions: [.spec.paused, .spec.replicas]", "yes"},
      {"managedFieldsManagers: [argocd, kube-controller-manager]", "yes"},
      {"managedFieldsManagers: ['*', kube-controller]", "no"},
      {"jsonPointers: [/spec/template]", "no"},
      {"jqPathExpressions: ['.spec | keys']", "unknown"},
      {"jsonPointers: [/spec/replicas]\njqPathExpressions: ['.spec | keys']", "yes"},
      {"jsonPointers: ['{{pointer}}']", "unknown"},
      {"jsonPointers: null", "no"},
      {"{}", "no"},
  };
  for (const Row& row : rows) {
    INFO(row.yaml);
    const auto file = item(row.yaml);
    CHECK(text(item_covers(file->documents.front().root, kReplicas)) == row.covers);
  }
}

TEST_CASE("an item selects by globs and exact names") {
  struct Row {
    std::string yaml, selects;
  };
  const std::vector<Row> rows = {
      {"{group: apps, kind: Deployment}", "yes"},
      {"{group: '*', kind: '*'}", "yes"},
      {"{group: apps, kind: '{Deployment,StatefulSet}'}", "yes"},
      {"{group: apps, kind: '{Deployment, StatefulSet}'}", "yes"},
      {"{group: apps, kind: '{StatefulSet, Deployment}'}", "no"},
      {"{group: apps, kind: '[!S]*'}", "yes"},
      {"{group: apps, kind: '[^S]*'}", "no"},
      {"{group: apps, kind: '['}", "no"},
      {"{group: apps, kind: 'Deployment|StatefulSet'}", "no"},
      {"{group: apps, kind: deployment}", "no"},
      {"{group: Apps, kind: Deployment}", "no"},
      {"{group: apps/v1, kind: Deployment}", "no"},
      {"{group: '', kind: Deployment}", "no"},
      {"{kind: Deployment}", "no"},
      {"{group: apps}", "no"},
      {"{group: apps, kind: Deployment, name: web, namespace: prod}", "yes"},
      {"{group: apps, kind: Deployment, name: '*'}", "no"},
      {"{group: apps, kind: Deployment, name: We*}", "no"},
      {"{group: apps, kind: Deployment, namespace: dev}", "no"},
      {"{group: apps, kind: Deployment, name: '', namespace: ''}", "yes"},
      {"{group: apps, kind: '{{kind}}'}", "unknown"},
      {"{group: apps, kind: StatefulSet, name: '{{name}}'}", "no"},
  };
  const IgnoreTarget web{
      .group = "apps", .kind = "Deployment", .name = "web", .name_space = "prod"};
  for (const Row& row : rows) {
    INFO(row.yaml);
    const auto file = item(row.yaml);
    CHECK(text(item_selects(file->documents.front().root, web)) == row.selects);
  }
}

TEST_CASE("a namespace that is not known may be any") {
  const auto file = item("{group: '', kind: Service, namespace: prod}");
  const Node root = file->documents.front().root;
  CHECK(item_selects(root, {.group = "", .kind = "Service", .name = "web", .name_space = ""}) ==
        Ignored::kUnknown);
  CHECK(item_selects(root, {.group = "", .kind = "Secret", .name = "web", .name_space = ""}) ==
        Ignored::kNo);
}

TEST_CASE("argocd-cm ignores for one kind, or for all") {
  struct Row {
    std::string key, value, ignores;
  };
  const std::string covering = "'jsonPointers: [/spec/replicas]'";
  const std::vector<Row> rows = {
      {"resource.customizations.ignoreDifferences.apps_Deployment", covering, "yes"},
      {"resource.customizations.ignoreDifferences.all", covering, "yes"},
      {"resource.customizations.ignoreDifferences.all", "'jsonPointers: [/status]'", "no"},
      {"resource.customizations.ignoreDifferences.all", "'jsonPointers: ['", "unknown"},
      {"resource.customizations.ignoreDifferences.Deployment", covering, "no"},
      {"resource.customizations.ignoreDifferences.apps_StatefulSet", covering, "no"},
      {"resource.customizations.health.apps_Deployment", covering, "no"},
      {"resource.customizations", "'apps/Deployment: {ignoreDifferences: x}'", "unknown"},
      {"resource.customizations", "'apps/Deployment: {health.lua: x}'", "no"},
  };
  const IgnoreTarget web{
      .group = "apps", .kind = "Deployment", .name = "web", .name_space = "prod"};
  for (const Row& row : rows) {
    INFO(row.key << ": " << row.value);
    const Objects objects(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: argocd-cm}\ndata:\n  " + row.key + ": " +
        row.value + "\n");
    CHECK(text(settings_ignore(objects.set(), web, kReplicas)) == row.ignores);
  }
}

}  // namespace
}  // namespace plimsoll
