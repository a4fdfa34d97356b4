// Where pods and containers are, for every kind that has them.

#include "engine/kubernetes/workload.h"

#include <catch2/catch.hpp>
#include <string>

#include "engine/kubernetes/manifest.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

constexpr std::string_view kSpec =
    "{containers: [{name: a}], initContainers: [{name: i}, {name: s, restartPolicy: Always}], "
    "ephemeralContainers: [{name: e}]}";

std::vector<Resource> resources_of(const YamlFile& file) {
  std::vector<Resource> resources;
  for (const Document& document : file.documents) append_resources(document, resources);
  return resources;
}

}  // namespace

TEST_CASE("every kind with a pod has its containers found, told apart by class") {
  const std::string pod = concat("{metadata: {labels: {app: web}}, spec: ", kSpec, "}");
  const std::string objects[] = {
      concat("{apiVersion: v1, kind: Pod, metadata: {labels: {app: web}}, spec: ", kSpec, "}"),
      concat("{apiVersion: v1, kind: PodTemplate, template: ", pod, "}"),
      concat("{apiVersion: v1, kind: ReplicationController, spec: {template: ", pod, "}}"),
      concat("{apiVersion: apps/v1, kind: Deployment, spec: {template: ", pod, "}}"),
      concat("{apiVersion: extensions/v1beta1, kind: Deployment, spec: {template: ", pod, "}}"),
      concat("{apiVersion: apps/v1, kind: ReplicaSet, spec: {template: ", pod, "}}"),
      concat("{apiVersion: apps/v1, kind: StatefulSet, spec: {template: ", pod, "}}"),
      concat("{apiVersion: apps/v1, kind: DaemonSet, spec: {template: ", pod, "}}"),
      concat("{apiVersion: batch/v1, kind: Job, spec: {template: ", pod, "}}"),
      concat("{apiVersion: batch/v1beta1, kind: CronJob, spec: {jobTemplate: {spec: {template: ",
             pod, "}}}}"),
  };
  using Class = ContainerClass;
  const std::pair<std::string_view, Class> expected[] = {
      {"a", Class::kApp}, {"i", Class::kInit}, {"s", Class::kSidecar}, {"e", Class::kEphemeral}};
  for (const std::string& object : objects) {
    INFO(object);
    const auto file = parse_yaml("t", object);
    const auto resources = resources_of(*file);
    REQUIRE(resources.size() == 1);
    const auto found = pod_of(resources[0]);
    REQUIRE(found);
    CHECK(found->metadata["labels"]["app"].text() == "web");
    const auto containers = containers_of(*found);
    REQUIRE(containers.size() == std::size(expected));
    for (std::size_t i = 0; i < containers.size(); ++i) {
      CHECK(containers[i].name() == expected[i].first);
      CHECK(containers[i].container_class == expected[i].second);
    }
  }
}

TEST_CASE("kinds of other groups and objects without a spec have no pod") {
  for (const std::string_view object :
       {"{apiVersion: v1, kind: Deployment, spec: {template: {spec: {}}}}",
        "{apiVersion: example.com/v1, kind: Pod, spec: {}}", "{apiVersion: v1, kind: Pod}",
        "{apiVersion: apps/v1, kind: Deployment, spec: {template: [a]}}",
        "{apiVersion: v1, kind: ConfigMap}"}) {
    INFO(object);
    const auto file = parse_yaml("t", std::string(object));
    const auto resources = resources_of(*file);
    REQUIRE(resources.size() == 1);
    CHECK_FALSE(pod_of(resources[0]));
  }
}

TEST_CASE("lists give their items, with what they inherit") {
  struct Case {
    std::string_view text;
    std::vector<std::string> labels;
  };
  const Case cases[] = {
      {"{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Pod, metadata: {name: a}}]}",
       {"Pod/a"}},
      {"{apiVersion: v1, kind: ConfigMapList, items: [{metadata: {name: a, namespace: n}}]}",
       {"ConfigMap/n/a"}},
      {"{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: List, items: "
       "[{apiVersion: v1, kind: Pod, metadata: {generateName: b-}}]}]}",
       {"Pod/b-"}},
      {"{apiVersion: v1, kind: List, items: []}", {}},
      {"{apiVersion: v1, kind: List, items: [{kind: Pod}, null, 3]}", {}},
      {"{apiVersion: example.com/v1, kind: PermissionList, metadata: {name: p}}",
       {"PermissionList/p"}},
  };
  for (const Case& one : cases) {
    INFO(one.text);
    const auto file = parse_yaml("t", std::string(one.text));
    std::vector<std::string> labels;
    for (const Resource& resource : resources_of(*file)) labels.push_back(resource.label());
    CHECK(labels == one.labels);
  }
}

TEST_CASE("probe numbers are those that the kubelet works with") {
  const auto file = parse_yaml("t",
                               "{apiVersion: v1, kind: Pod, spec: {containers: [{name: a, "
                               "livenessProbe: {periodSeconds: 0, timeoutSeconds: 7, "
                               "failureThreshold: null, initialDelaySeconds: \"5\"}}]}}");
  const auto resources = resources_of(*file);
  const auto containers = containers_of(*pod_of(resources[0]));
  const auto probe = probe_of(containers[0], "livenessProbe");
  REQUIRE(probe);
  CHECK(probe->period_seconds() == 10);
  CHECK(probe->timeout_seconds() == 7);
  CHECK(probe->failure_threshold() == 3);
  CHECK(probe->success_threshold() == 1);
  CHECK_FALSE(probe->initial_delay_seconds());  // a string is no number
  CHECK_FALSE(probe_of(containers[0], "readinessProbe"));
}

}  // namespace plimsoll
