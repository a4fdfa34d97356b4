// Values become objects whose nodes still point into the values.

#include "engine/values/lift.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "engine/kubernetes/manifest.h"
#include "engine/kubernetes/pointing.h"
#include "engine/kubernetes/workload.h"
#include "engine/values/convention.h"
#include "engine/yaml/parse.h"

namespace plimsoll {
namespace {

constexpr const char* kValues =
    "serviceName: core\n"
    "healthCheck:\n"
    "  livenessProbe:\n"
    "    periodSeconds: 20\n"
    "    failureThreshold: 0\n"
    "nodeSelector: {}\n"
    "autoscaling: {enabled: false}\n"
    "global: {config: {LOG_LEVEL: INFO, SITE: main}}\n"
    "config: {LOG_LEVEL: DEBUG}\n"
    "resources: {limits: {cpu: 1, memory: 1Gi}}\n"
    "environments:\n"
    "  prd:\n"
    "    resources: {limits: {memory: 2Gi}}\n"
    "    config: {SITE: prd}\n";

constexpr const char* kSkeletons =
    "- apiVersion: apps/v1\n"
    "  kind: Deployment\n"
    "  metadata: {name: \"${serviceName}-app\"}\n"
    "  spec:\n"
    "    template:\n"
    "      spec:\n"
    "        nodeSelector: ${nodeSelector}\n"
    "        tolerations: ${tolerations}\n"
    "        containers:\n"
    "          - name: ${serviceName}\n"
    "            resources: ${resources}\n"
    "            livenessProbe:\n"
    "              initialDelaySeconds: ${healthCheck.livenessProbe.initialDelaySeconds:-30}\n"
    "              periodSeconds: ${healthCheck.livenessProbe.periodSeconds:-10}\n"
    "              failureThreshold: ${healthCheck.livenessProbe.failureThreshold:-6}\n"
    "- apiVersion: v1\n"
    "  kind: ConfigMap\n"
    "  metadata: {name: \"${serviceName}-config\"}\n"
    "  data: {$merge: [\"${global.config}\", \"${config}\"]}\n"
    "- $if: ${autoscaling.enabled}\n"
    "  apiVersion: autoscaling/v2\n"
    "  kind: HorizontalPodAutoscaler\n";

struct Lifted {
  std::unique_ptr<const YamlFile> values;
  std::unique_ptr<const YamlFile> skeletons;
  std::unique_ptr<const ValuesTree> merged;
  std::unique_ptr<TemplateValues> templates;
  std::unique_ptr<LiftedObjects> objects;
  std::vector<LiftProblem> problems;

  explicit Lifted(std::string_view block) {
    values = parse_yaml("values.yaml", kValues);
    skeletons = parse_yaml("mapping", kSkeletons);
    const ChartValues chart{.defaults = {.name = "values.yaml",
                                         .kind = LayerKind::kDefaults,
                                         .roots = {values->documents[0].root}}};
    merged = merge_values(chart, {});
    const Node over = block.empty() ? Node() : merged->root()["environments"][block];
    templates = std::make_unique<TemplateValues>(*merged, over, std::vector<std::string>{"config"});
    objects = lift(skeletons->documents[0].root, *templates, problems);
  }

  Node container() const {
    return *objects->roots[0].find({"spec", "template", "spec", "containers"}).begin();
  }
};

std::string marked(Node node) {
  const Location location = point_at(node);
  return std::string(location.source->text(location.span));
}

}  // namespace

TEST_CASE("values stand where the templates put them, and point to where they are written") {
  const Lifted lifted("");
  CHECK(lifted.problems.empty());
  REQUIRE(lifted.objects->roots.size() == 2);  // the autoscaler is off
  const Node probe = lifted.container()["livenessProbe"];
  CHECK(lifted.objects->roots[0]["metadata"]["name"].text() == "core-app");
  CHECK(probe["periodSeconds"].text() == "20");
  CHECK(marked(probe["periodSeconds"]) == "20");
  CHECK(probe["initialDelaySeconds"].text() == "30");
  CHECK(marked(probe["initialDelaySeconds"]) == "livenessProbe");
  CHECK(probe["failureThreshold"].text() == "6");  // an explicit 0 becomes the default
  CHECK(lifted.container()["resources"]["limits"]["cpu"].text() == "1");
  CHECK(marked(lifted.container()["resources"]["limits"]["memory"]) == "1Gi");
}

TEST_CASE("what the values leave empty is absent, what no skeleton mentions is unknown") {
  const Lifted lifted("");
  const Node pod = lifted.objects->roots[0].find({"spec", "template", "spec"});
  CHECK(absent(pod, "tolerations"));
  CHECK_FALSE(absent(pod, "affinity"));
  CHECK(absent(lifted.container()["resources"], "requests"));  // copied whole
  CHECK_FALSE(absent(lifted.container(), "readinessProbe"));
}

TEST_CASE("the block of an environment replaces whole values and merges what it is told to") {
  const Lifted lifted("prd");
  const Node limits = lifted.container()["resources"]["limits"];
  CHECK(limits["memory"].text() == "2Gi");
  CHECK_FALSE(limits["cpu"].exists());
  const Node data = lifted.objects->roots[1]["data"];
  CHECK(data["LOG_LEVEL"].text() == "DEBUG");
  CHECK(data["SITE"].text() == "prd");
  CHECK(marked(data["LOG_LEVEL"]) == "DEBUG");
}

TEST_CASE("what is no mapping can be left out too") {
  const auto values = parse_yaml("values.yaml", "web: {a: 1}\nreplicas: 3\n");
  const auto skeletons = parse_yaml("mapping",
                                    "- kind: Deployment\n"
                                    "  spec:\n"
                                    "    replicas: {$unless: \"${web}\", $value: \"${replicas}\"}\n"
                                    "    paused: {$unless: \"${off}\", $value: \"${replicas}\"}\n"
                                    "    progress: {$if: \"${web}\", $value: \"${replicas}s\"}\n");
  const ChartValues chart{.defaults = {.name = "values.yaml",
                                       .kind = LayerKind::kDefaults,
                                       .roots = {values->documents[0].root}}};
  const auto merged = merge_values(chart, {});
  const TemplateValues templates(*merged, {}, {});
  std::vector<LiftProblem> problems;
  const auto lifted = lift(skeletons->documents[0].root, templates, problems);
  REQUIRE(lifted->roots.size() == 1);
  const Node spec = lifted->roots[0]["spec"];
  CHECK_FALSE(spec["replicas"].exists());
  CHECK(spec["paused"].text() == "3");
  CHECK(marked(spec["paused"]) == "3");
  CHECK(spec["progress"].text() == "3s");
}

TEST_CASE("lifted objects are objects like others") {
  const Lifted lifted("");
  std::vector<Resource> resources;
  for (const Node root : lifted.objects->roots) append_object(root, resources);
  REQUIRE(resources.size() == 2);
  CHECK(resources[0].label() == "Deployment/core-app");
  const auto pod = pod_of(resources[0]);
  REQUIRE(pod);
  const auto containers = containers_of(*pod);
  REQUIRE(containers.size() == 1);
  CHECK(probe_of(containers[0], "livenessProbe")->initial_delay_seconds() == 30);
}

TEST_CASE("charts that follow helm create are lifted without a mapping") {
  const auto file = parse_yaml("values.yaml",
                               "replicaCount: 2\n"
                               "image: {repository: web}\n"
                               "resources: {limits: {memory: 1Gi}}\n"
                               "nodeSelector: {}\n"
                               "autoscaling: {enabled: true, minReplicas: 5, maxReplicas: 2}\n"
                               "database:\n"
                               "  primary:\n"
                               "    resources: {requests: {cpu: 1}}\n"
                               "config: {LOG_LEVEL: debug}\n");
  const auto lifted = lift_by_convention(file->documents[0].root, "web");
  std::vector<Resource> resources;
  for (const Node root : lifted->roots) append_object(root, resources);
  std::vector<std::string> labels;
  for (const Resource& resource : resources) labels.push_back(resource.label());
  CHECK(labels == std::vector<std::string>{"Deployment/web", "HorizontalPodAutoscaler/web",
                                           "ConfigMap/web-config",
                                           "Deployment/web-database-primary"});
  CHECK(marked(resources[1].root["spec"]["minReplicas"]) == "5");
  CHECK_FALSE(resources[0].root["spec"]["replicas"].exists());  // the autoscaler's
}

}  // namespace plimsoll
