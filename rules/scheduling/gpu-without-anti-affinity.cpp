// Pods of one workload that take GPUs and may all be put on the same node.

#include <algorithm>

#include "engine/kubernetes/gpu.h"
#include "engine/kubernetes/pointing.h"
#include "engine/kubernetes/scaling.h"
#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/text/concat.h"
#include "engine/yaml/scalar.h"
#include "rules/support/anti_affinity.h"
#include "rules/support/gpu_option.h"
#include "rules/support/wording.h"

namespace plimsoll::rules {
namespace {

constexpr std::string_view kPreferred = "preferredDuringSchedulingIgnoredDuringExecution";

// The most pods that the workload runs at a time, a rollout's surge aside.
std::int64_t max_pods(const Resource& workload, const ResourceSet& resources) {
  const Node replicas = workload.root.find({"spec", "replicas"});
  std::int64_t out = as_int32(replicas).value_or(1);
  for (const Autoscaler& autoscaler : autoscalers_of(resources, workload)) {
    out = std::max(out, autoscaler.max.value_or(0));
  }
  return out;
}

// Adds what comes close to keeping the pods apart.
void explain(Context::Report& report, const PodSpec& pod, const std::vector<Node>& elsewhere) {
  for (const Node term : elsewhere) {
    report.related(deepest(term, {"namespaces"}), "this term looks at other namespaces only");
  }
  for (const Node term : pod.spec.find({"affinity", "podAntiAffinity", kPreferred})) {
    report.related(term, "this term is preferred, not required");
  }
}

void check(const PodSpec& pod, Context& context) {
  const auto claims = gpu_claims_of(pod, context.option_texts("gpu-resources"));
  if (claims.empty()) return;
  const std::int64_t pods = max_pods(*pod.resource, context.resources());
  if (pods <= 1 || !knows_anti_affinity(pod)) return;

  const auto more_keys = context.option_texts("topology-keys");
  Node missed;
  std::vector<Node> elsewhere;
  for (const Node term : required_anti_affinity(pod)) {
    if (!is_by_host(term) &&
        std::ranges::find(more_keys, term["topologyKey"].text()) == more_keys.end()) {
      continue;
    }
    const Reach reach = reach_of(term, pod, context.resources());
    if (reach == Reach::kOwnPods) return;
    if (reach == Reach::kOtherNamespaces) elsewhere.push_back(term);
    if (reach == Reach::kOtherLabels && !missed) missed = term;
  }

  const GpuClaim& claim = claims.front();
  if (missed) {
    context
        .report(deepest(missed, {"labelSelector"}),
                sentence("labelSelector matches no pod of ", pod.resource->label(),
                         concat(" itself, so its up to ", pods, " GPU pods may share a node")))
        .related(pod.metadata["labels"], "the labels of its own pods")
        .related(claim.quantity, gpu_sentence(claim));
    return;
  }
  auto report = context.report(
      claim.quantity,
      gpu_sentence(claim,
                   concat(" in up to ", pods,
                          " pods that no required podAntiAffinity keeps on different nodes")));
  explain(report, pod, elsewhere);
}

constexpr std::string_view kKinds[] = {"Deployment", "ReplicaSet", "StatefulSet",
                                       "ReplicationController"};
constexpr std::string_view kPeers[] = {"kube-linter/no-anti-affinity",
                                       "kube-score/deployment-has-host-podantiaffinity",
                                       "kube-score/statefulset-has-host-podantiaffinity"};

constexpr std::string_view kReferences[] = {
    "https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/"
    "#inter-pod-affinity-and-anti-affinity",
    "https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/"};

constexpr ConfigKey kOptions[] = {
    kGpuResources,
    {.name = "topology-keys",
     .type = ConfigType::kStrings,
     .doc = "Labels that every node has with a value of its own, besides kubernetes.io/hostname",
     .fallback = "[]"},
};

}  // namespace

extern constinit const Rule gpu_without_anti_affinity = {
    .id = "gpu-without-anti-affinity",
    .category = "scheduling",
    .severity = Severity::kWarning,
    .summary = "GPU pods of one workload may all land on the same node",
    .rationale =
        "Replicas of a GPU service are there to survive the loss of one. Nothing keeps the "
        "scheduler from packing them onto one node with several GPUs, and GPU nodes fail more "
        "often "
        "than others: a driver upgrade, a card that drops off the bus or a full local disk then "
        "takes all replicas at once, and none has a GPU elsewhere to go to.",
    .remediation =
        "Add a required podAntiAffinity with topologyKey kubernetes.io/hostname and a "
        "labelSelector that matches the labels of the pod's own template. The number of GPU nodes "
        "then bounds the number of pods, so let a rollout replace before it adds (maxSurge 0).",
    .kinds = kKinds,
    .peers = kPeers,
    .options = kOptions,
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
