// A pod that takes a GPU and does not say which nodes it is for.

#include <algorithm>

#include "engine/kubernetes/gpu.h"
#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "rules/support/gpu_option.h"
#include "rules/support/wording.h"

namespace plimsoll::rules {
namespace {

constexpr std::string_view kRequired = "requiredDuringSchedulingIgnoredDuringExecution";

// Every pod of a runtime class inherits the node selector of the class.
bool class_selects_nodes(const PodSpec& pod, const ResourceSet& resources) {
  const std::string_view name = pod.spec["runtimeClassName"].text();
  if (name.empty()) return false;
  const auto classes = resources.find_all("node.k8s.io", "RuntimeClass", "", name);
  return std::ranges::any_of(classes, [](const Resource* runtime_class) {
    return !runtime_class->root.find({"scheduling", "nodeSelector"}).empty();
  });
}

// An empty term selects no node (P-46).
bool affinity_selects_nodes(Node affinity) {
  for (const Node term : affinity.find({"nodeAffinity", kRequired, "nodeSelectorTerms"})) {
    if (!term["matchExpressions"].empty() || !term["matchFields"].empty()) return true;
  }
  return false;
}

// Whether there is certainly nothing under the key: not in what is written, nor in what a partial
// resource leaves open. A value that is no mapping is wrong-type, and what it meant is unknown.
bool lacks(Node mapping, std::string_view key) {
  const Node value = mapping[key];
  if (!value.exists()) return absent(mapping, key);
  return !value || (value.is_mapping() && value.empty());
}

bool is_known(Node mapping, std::string_view key) {
  const Node value = mapping[key];
  return value.exists() ? !value || value.is_mapping() : absent(mapping, key);
}

void check(const PodSpec& pod, Context& context) {
  const auto claims = gpu_claims_of(pod, context.option_texts("gpu-resources"));
  if (claims.empty()) return;
  const Node spec = pod.spec;
  if (spec["nodeName"] || !lacks(spec, "nodeSelector")) return;
  if (!is_known(spec, "affinity")) return;
  if (affinity_selects_nodes(spec["affinity"])) return;
  if (class_selects_nodes(pod, context.resources())) return;
  const Node runtime_class = spec["runtimeClassName"];
  if (runtime_class && context.external().has("RuntimeClass", "", runtime_class.text())) return;

  const GpuClaim& first = claims.front();
  auto report = context.report(
      first.quantity,
      gpu_sentence(first, ", with neither a nodeSelector nor a required nodeAffinity"));
  for (auto other = claims.begin() + 1; other != claims.end(); ++other) {
    report.related(other->quantity, gpu_sentence(*other));
  }
}

constexpr std::string_view kReferences[] = {
    "https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/",
    "https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/"};

constexpr ConfigKey kOptions[] = {kGpuResources};

}  // namespace

extern constinit const Rule gpu_without_node_selector = {
    .id = "gpu-without-node-selector",
    .category = "scheduling",
    .severity = Severity::kWarning,
    .summary = "A pod takes a GPU but does not say which nodes it is for",
    .rationale =
        "The resource name alone keeps the pod off nodes without GPUs, but it does not choose "
        "between GPUs: the pod lands on whatever card is free, perhaps one with too little memory "
        "or the wrong generation, and takes it from the workload that needs it. Where no node "
        "offers the resource, because its driver is broken or the pool was never made, the pod "
        "stays Pending and nothing in the manifest says which nodes were meant.",
    .remediation =
        "Add a nodeSelector with a label of the GPU nodes that are meant (such as "
        "nvidia.com/gpu.product), or a required nodeAffinity where several will do.",
    .options = kOptions,
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
