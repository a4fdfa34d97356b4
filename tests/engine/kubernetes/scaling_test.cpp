#include "engine/kubernetes/scaling.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/objects.h"

namespace plimsoll {
namespace {

TEST_CASE("bounds have the defaults of their kind") {
  struct Row {
    std::string api, kind, fields;
    std::optional<std::int64_t> min, max;
  };
  const std::string hpa = "HorizontalPodAutoscaler";
  const std::vector<Row> rows = {
      {"autoscaling/v2", hpa, "minReplicas: 2, maxReplicas: 5", 2, 5},
      {"autoscaling/v1", hpa, "maxReplicas: 5", 1, 5},
      {"autoscaling/v2beta2", hpa, "minReplicas: null, maxReplicas: 5.0", 1, 5},
      {"autoscaling/v2beta1", hpa, "minReplicas: 0", 0, std::nullopt},
      {"autoscaling/v2", hpa, "minReplicas: '2', maxReplicas: x", std::nullopt, std::nullopt},
      {"keda.sh/v1alpha1", "ScaledObject", "x: 1", 0, 100},
      {"keda.sh/v1alpha1", "ScaledObject", "minReplicaCount: 3, maxReplicaCount: 7", 3, 7},
      {"keda.sh/v1alpha1", "ScaledObject", "minReplicas: 3, maxReplicas: 7", 0, 100},
  };
  for (const Row& row : rows) {
    INFO(row.api << " " << row.fields);
    const Objects objects("{apiVersion: " + row.api + ", kind: " + row.kind +
                          ", metadata: {name: x}, spec: {" + row.fields + "}}");
    const auto autoscaler = autoscaler_of(objects.get(row.kind, "x"));
    REQUIRE(autoscaler);
    CHECK(autoscaler->min == row.min);
    CHECK(autoscaler->max == row.max);
  }
}

TEST_CASE("a target is found by group, kind, name and namespace, whatever its version") {
  struct Row {
    std::string autoscaler, target;  // its kind; empty for none
  };
  const auto hpa = [](const std::string& metadata, const std::string& ref) {
    return "{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: a, " +
           metadata + "}, spec: {maxReplicas: 3, scaleTargetRef: {" + ref + "}}}";
  };
  const auto keda = [](const std::string& metadata, const std::string& ref) {
    return "{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {name: a, " + metadata +
           "}, spec: {scaleTargetRef: {" + ref + "}}}";
  };
  const std::string own = "namespace: prod";
  const std::vector<Row> rows = {
      {hpa(own, "apiVersion: apps/v1, kind: Deployment, name: web"), "Deployment"},
      {hpa(own, "apiVersion: apps/v9, kind: Deployment, name: web"), "Deployment"},
      {hpa(own, "apiVersion: apps/v1, kind: StatefulSet, name: web"), "StatefulSet"},
      {hpa(own, "apiVersion: v1, kind: ReplicationController, name: web"), "ReplicationController"},
      {hpa(own, "kind: ReplicationController, name: web"), "ReplicationController"},
      {hpa(own, "apiVersion: v1, kind: Deployment, name: web"), ""},
      {hpa(own, "apiVersion: apps/v1, kind: Deployment, name: api"), ""},
      {hpa("", "apiVersion: apps/v1, kind: Deployment, name: web"), ""},
      {keda(own, "name: web"), "Deployment"},
      {keda(own, "kind: StatefulSet, name: web"), "StatefulSet"},
      {keda(own, "apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: web"), "Rollout"},
      {keda(own, ""), ""},
  };
  std::string workloads;
  for (const std::string_view kind :
       {"apps/v1, kind: Deployment", "apps/v1, kind: StatefulSet",
        "v1, kind: ReplicationController", "argoproj.io/v1beta1, kind: Rollout"}) {
    workloads += "---\n{apiVersion: " + std::string(kind) +
                 ", metadata: {name: web, namespace: prod}, spec: {}}\n";
  }
  for (const Row& row : rows) {
    INFO(row.autoscaler);
    const Objects objects(row.autoscaler + "\n" + workloads);
    const auto all = autoscalers(objects.set());
    REQUIRE(all.size() == 1);
    const Resource* target = scale_target(objects.set(), all.front());
    CHECK((target == nullptr ? "" : target->kind) == row.target);
    for (const Resource& resource : objects.set().all()) {
      CHECK(autoscalers_of(objects.set(), resource).size() == (target == &resource ? 1 : 0));
    }
  }
}

}  // namespace
}  // namespace plimsoll
