// Where the pods are.
//
// Nine built-in kinds are pods or make them, each with its template in another place. This table is
// the only one that knows; rules ask for "the pod of this resource" and "its containers":
//
//   kind: CronJob    pod_of() is spec.jobTemplate.spec.template, and containers_of() lists its app
//                    containers, then its init containers and sidecars, then ephemeral ones
//
// Kinds are known by name and group, whatever the version: batch/v1beta1 CronJobs have the same
// shape as batch/v1 ones. Custom resources that hold a pod template are not guessed at.

#include "engine/kubernetes/workload.h"

#include <algorithm>
#include <array>

#include "engine/yaml/scalar.h"

namespace plimsoll {
namespace {

struct TemplatePath {
  std::string_view kind;
  std::array<std::string_view, 2> groups;  // "-" is no group
  std::array<std::string_view, 4> path;    // to the mapping with metadata and spec
};

constexpr std::string_view kNoGroup = "-";

constexpr TemplatePath kTemplates[] = {
    {"Pod", {"", kNoGroup}, {}},
    {"PodTemplate", {"", kNoGroup}, {"template"}},
    {"ReplicationController", {"", kNoGroup}, {"spec", "template"}},
    {"Deployment", {"apps", "extensions"}, {"spec", "template"}},
    {"ReplicaSet", {"apps", "extensions"}, {"spec", "template"}},
    {"StatefulSet", {"apps", kNoGroup}, {"spec", "template"}},
    {"DaemonSet", {"apps", "extensions"}, {"spec", "template"}},
    {"Job", {"batch", kNoGroup}, {"spec", "template"}},
    {"CronJob", {"batch", kNoGroup}, {"spec", "jobTemplate", "spec", "template"}},
};

std::optional<std::int64_t> number(Node probe, std::string_view field, std::int64_t fallback) {
  if (const Node node = probe[field]) return as_int32(node);
  return absent(probe, field) ? std::optional(fallback) : std::nullopt;
}

// Fields whose zero means "not set" to the API server.
std::optional<std::int64_t> defaulted(Node probe, std::string_view field, std::int64_t fallback) {
  const auto value = number(probe, field, fallback);
  return value == 0 ? fallback : value;
}

}  // namespace

std::optional<PodSpec> pod_of(const Resource& resource) {
  const auto entry = std::find_if(
      std::begin(kTemplates), std::end(kTemplates), [&](const TemplatePath& candidate) {
        return candidate.kind == resource.kind &&
               std::find(candidate.groups.begin(), candidate.groups.end(), resource.group) !=
                   candidate.groups.end();
      });
  if (entry == std::end(kTemplates)) return std::nullopt;
  Node pod = resource.root;
  for (const std::string_view key : entry->path) {
    if (!key.empty()) pod = pod[key];
  }
  if (!pod["spec"].is_mapping()) return std::nullopt;
  return PodSpec{&resource, pod["spec"], pod["metadata"]};
}

std::vector<Container> containers_of(const PodSpec& pod) {
  std::vector<Container> containers;
  const auto append = [&](std::string_view field, ContainerClass container_class) {
    for (const Node node : pod.spec[field]) {
      if (!node.is_mapping()) continue;
      const bool sidecar =
          container_class == ContainerClass::kInit && as_string(node["restartPolicy"]) == "Always";
      containers.push_back(
          {pod.resource, node, pod.spec, sidecar ? ContainerClass::kSidecar : container_class});
    }
  };
  append("containers", ContainerClass::kApp);
  append("initContainers", ContainerClass::kInit);
  append("ephemeralContainers", ContainerClass::kEphemeral);
  return containers;
}

std::optional<std::int64_t> Probe::initial_delay_seconds() const {
  return number(node, "initialDelaySeconds", 0);
}
std::optional<std::int64_t> Probe::period_seconds() const {
  return defaulted(node, "periodSeconds", 10);
}
std::optional<std::int64_t> Probe::timeout_seconds() const {
  return defaulted(node, "timeoutSeconds", 1);
}
std::optional<std::int64_t> Probe::success_threshold() const {
  return defaulted(node, "successThreshold", 1);
}
std::optional<std::int64_t> Probe::failure_threshold() const {
  return defaulted(node, "failureThreshold", 3);
}

std::optional<Probe> probe_of(const Container& container, std::string_view name) {
  const Node node = container.node[name];
  if (!node.is_mapping()) return std::nullopt;
  return Probe{node};
}

}  // namespace plimsoll
