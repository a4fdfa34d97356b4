// An autoscaler whose lower bound is above its upper one.

#include "engine/kubernetes/pointing.h"
#include "engine/kubernetes/scaling.h"
#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/text/concat.h"

namespace plimsoll::rules {
namespace {

std::string bound(Node written, std::string_view field, std::int64_t value) {
  return concat(field, written ? " is " : " defaults to ", value);
}

void check(const Resource& resource, Context& context) {
  const auto autoscaler = autoscaler_of(resource);
  if (!autoscaler || !autoscaler->min || !autoscaler->max) return;
  if (*autoscaler->min <= *autoscaler->max) return;

  const std::string_view min_name = min_field(*autoscaler);
  const std::string_view max_name = max_field(*autoscaler);
  const std::string min = bound(autoscaler->min_node, min_name, *autoscaler->min);
  const std::string max = bound(autoscaler->max_node, max_name, *autoscaler->max);
  context
      .report(deepest(resource.root, {"spec", min_name}),
              concat(min, ", above ", max_name, autoscaler->max_node ? " " : ", which defaults to ",
                     *autoscaler->max))
      .related(autoscaler->max_node, max);
}

constexpr std::string_view kKinds[] = {"HorizontalPodAutoscaler", "ScaledObject"};
constexpr std::string_view kPeers[] = {"polaris/hpaMaxAvailability"};

constexpr std::string_view kReferences[] = {
    "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/",
    "https://keda.sh/docs/latest/reference/scaledobject-spec/"};

}  // namespace

extern constinit const Rule hpa_min_above_max = {
    .id = "hpa-min-above-max",
    .category = "autoscaling",
    .severity = Severity::kError,
    .summary = "An autoscaler's minimum of replicas is above its maximum",
    .rationale =
        "The API server refuses such a HorizontalPodAutoscaler, so a rollout stops half applied, "
        "with the workload in place and nothing that scales it; a running autoscaler keeps its old "
        "bounds. KEDA refuses such a ScaledObject, or fails to make its autoscaler. A minimum that "
        "is left out counts too: it is 1 (in a ScaledObject 0), and the maximum of a ScaledObject "
        "100.",
    .remediation =
        "Lower the minimum or raise the maximum; they may be equal. Look for an environment that "
        "overrides only one of the two.",
    .kinds = kKinds,
    .peers = kPeers,
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
