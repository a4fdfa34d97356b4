#include "engine/kubernetes/schema.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "engine/text/concat.h"

namespace plimsoll {
namespace {

// One document as a resource, kept alive.
struct Manifest {
  explicit Manifest(std::string text) : file(parse_yaml("test.yaml", std::move(text))) {
    const Node root = file->documents.at(0).root;
    const std::string_view api_version = root["apiVersion"].text();
    const std::size_t slash = api_version.find('/');
    if (slash != std::string_view::npos) resource.group = api_version.substr(0, slash);
    resource.version = api_version.substr(slash == std::string_view::npos ? 0 : slash + 1);
    resource.kind = root["kind"].text();
    resource.root = root;
    resource.document = &file->documents.at(0);
  }
  std::unique_ptr<const YamlFile> file;
  Resource resource;
};

std::string path_of(const TypedNode& value) {
  if (value.holder == nullptr) return "";
  if (value.holder->type->kind == ApiTypeKind::kList) {
    return concat(path_of(*value.holder), "/", value.index);
  }
  return concat(path_of(*value.holder), "/", value.node.key());
}

std::vector<std::string> visited(const Manifest& manifest) {
  std::vector<std::string> paths;
  walk_typed(manifest.resource, [&](const TypedNode& value) { paths.push_back(path_of(value)); });
  return paths;
}

// The type at a path below a type; an empty step is the element of a list or map.
const ApiType* type_at(const ApiType* type, const std::vector<std::string_view>& path) {
  for (const std::string_view step : path) {
    if (type == nullptr) return nullptr;
    if (step.empty()) {
      type = type->element;
    } else {
      const ApiField* field = find_field(*type, step);
      type = field == nullptr ? nullptr : field->type;
    }
  }
  return type;
}

TEST_CASE("built-in kinds are sorted, unique and objects with metadata") {
  const auto kinds = built_in_kinds();
  const auto key = [](const ApiRoot& root) {
    return std::tie(root.group, root.version, root.kind);
  };
  CHECK(std::ranges::adjacent_find(kinds, std::greater_equal<>(), key) == kinds.end());
  const ApiField* metadata = find_field(any_object_type(), "metadata");
  REQUIRE(metadata != nullptr);
  for (const ApiRoot& root : kinds) {
    INFO(root.group << "/" << root.version << " " << root.kind);
    CHECK(find_api_type(root.group, root.version, root.kind) == root.type);
    CHECK(type_at(root.type, {"metadata"}) == metadata->type);
    CHECK(find_api_type(root.group, root.version, concat(root.kind, "x")) == nullptr);
  }
}

TEST_CASE("fields have the types of the API") {
  struct Row {
    std::string_view group, version, kind;
    std::vector<std::string_view> path;
    ApiTypeKind expected;
  };
  const std::vector<Row> rows = {
      {"apps", "v1", "Deployment", {"spec", "replicas"}, ApiTypeKind::kInt32},
      {"apps", "v1", "Deployment", {"spec", "paused"}, ApiTypeKind::kBool},
      {"apps",
       "v1",
       "Deployment",
       {"spec", "strategy", "rollingUpdate", "maxSurge"},
       ApiTypeKind::kIntOrString},
      {"",
       "v1",
       "Pod",
       {"spec", "containers", "", "resources", "limits", ""},
       ApiTypeKind::kQuantity},
      {"", "v1", "Pod", {"spec", "containers", "", "args", ""}, ApiTypeKind::kString},
      {"", "v1", "Pod", {"spec", "terminationGracePeriodSeconds"}, ApiTypeKind::kInt64},
      {"", "v1", "Pod", {"spec", "volumes", "", "emptyDir", "sizeLimit"}, ApiTypeKind::kQuantity},
      {"", "v1", "Pod", {"spec", "ephemeralContainers", "", "image"}, ApiTypeKind::kString},
      {"", "v1", "Secret", {"data", ""}, ApiTypeKind::kBytes},
      {"", "v1", "Secret", {"stringData", ""}, ApiTypeKind::kString},
      {"", "v1", "Secret", {"metadata", "labels", ""}, ApiTypeKind::kString},
      {"", "v1", "Secret", {"metadata", "creationTimestamp"}, ApiTypeKind::kTime},
      {"coordination.k8s.io", "v1", "Lease", {"spec", "renewTime"}, ApiTypeKind::kMicroTime},
      {"apps", "v1", "ControllerRevision", {"data"}, ApiTypeKind::kAny},
      {"autoscaling",
       "v2beta2",
       "HorizontalPodAutoscaler",
       {"spec", "metrics"},
       ApiTypeKind::kList},
      {"argoproj.io",
       "v1alpha1",
       "ApplicationSet",
       {"spec", "template", "spec", "source", "helm", "parameters", "", "forceString"},
       ApiTypeKind::kBool},
      {"keda.sh", "v1alpha1", "ScaledObject", {"spec", "maxReplicaCount"}, ApiTypeKind::kInt32},
  };
  for (const Row& row : rows) {
    INFO(row.kind << " " << row.path.front() << " ... " << row.path.back());
    const ApiType* type = type_at(find_api_type(row.group, row.version, row.kind), row.path);
    REQUIRE(type != nullptr);
    CHECK(type->kind == row.expected);
  }
}

TEST_CASE("groups, versions, kinds and fields are matched exactly") {
  CHECK(find_api_type("Apps", "v1", "Deployment") == nullptr);
  CHECK(find_api_type("apps", "v2", "Deployment") == nullptr);
  CHECK(find_api_type("core", "v1", "Pod") == nullptr);
  const ApiType* deployment = find_api_type("apps", "v1", "Deployment");
  CHECK(type_at(deployment, {"spec", "Replicas"}) == nullptr);
  CHECK(type_at(deployment, {"spec", ""}) == nullptr);
}

TEST_CASE("a walk visits what is written and known, outer before inner") {
  CHECK(visited(Manifest(R"(
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}, other: 1}
spec:
  containers:
    - {name: web, args: [a, null], Image: b}
    - scalar
  nodeSelector: [list]
)")) == std::vector<std::string>{
            "", "/apiVersion", "/kind", "/metadata", "/metadata/name", "/metadata/labels",
            "/metadata/labels/app", "/spec", "/spec/containers", "/spec/containers/0",
            "/spec/containers/0/name", "/spec/containers/0/args", "/spec/containers/0/args/0",
            "/spec/containers/0/args/1", "/spec/containers/1", "/spec/nodeSelector"});
}

TEST_CASE("of an unknown kind only the metadata is walked") {
  CHECK(visited(Manifest("{apiVersion: a/v1, kind: B, metadata: {name: c}, spec: {d: e}}")) ==
        std::vector<std::string>{"", "/apiVersion", "/kind", "/metadata", "/metadata/name"});
}

TEST_CASE("placeholders of an ApplicationSet are not walked, those of others are") {
  const std::string rest = ", metadata: {name: '{{ .name }}'}}";
  const std::string group = "{apiVersion: argoproj.io/v1alpha1, kind: ";
  CHECK(visited(Manifest(group + "ApplicationSet" + rest)).back() == "/metadata");
  CHECK(visited(Manifest(group + "Application" + rest)).back() == "/metadata/name");
}

TEST_CASE("what aliases lead to is walked once for each type, however often it is used") {
  std::string text = "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - &c\n      env: &e\n";
  for (int i = 0; i < 30; ++i) text += concat("        - {name: A", i, ", value: b}\n");
  for (int i = 0; i < 30; ++i) text += "    - {env: *e}\n    - *c\n";
  std::map<std::string, int> counts;
  std::size_t total = 0;
  walk_typed(Manifest(std::move(text)).resource, [&](const TypedNode& value) {
    if (value.node.text() == "b") ++counts[concat(value.node.value_span().begin)];
    ++total;
  });
  REQUIRE(counts.size() == 30);
  CHECK(std::ranges::all_of(counts, [](const auto& entry) { return entry.second <= 2; }));
  CHECK(total < 400);
}

}  // namespace
}  // namespace plimsoll
