// A container whose liveness probe starts before its readiness probe.

#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/text/concat.h"

namespace plimsoll::rules {
namespace {

void check(const Container& container, Context& context) {
  if (probe_of(container, "startupProbe")) return;  // gates both
  const auto liveness = probe_of(container, "livenessProbe");
  const auto readiness = probe_of(container, "readinessProbe");
  if (!liveness || !readiness) return;

  const auto live_at = liveness->initial_delay_seconds();
  const auto ready_at = readiness->initial_delay_seconds();
  if (!live_at || !ready_at || *live_at >= *ready_at) return;

  const std::string live = concat("livenessProbe starts at ", *live_at, "s");
  const std::string ready = concat("readinessProbe at ", *ready_at, "s");
  const Node live_delay = deepest(liveness->node, {"initialDelaySeconds"});
  const Node ready_delay = readiness->node["initialDelaySeconds"];
  // Where a template's default meets a value, the value is what somebody chose.
  if (live_delay.is_written() || !ready_delay.is_written()) {
    context.report(live_delay, concat(live, ", before ", ready))
        .related(ready_delay, concat("readinessProbe starts at ", *ready_at, "s"));
  } else {
    context.report(ready_delay, concat(live, ", before ", ready)).related(live_delay, live);
  }
}

constexpr std::string_view kReferences[] = {
    "https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/"};

}  // namespace

extern constinit const Rule liveness_before_readiness = {
    .id = "liveness-before-readiness",
    .category = "probes",
    .severity = Severity::kWarning,
    .summary = "livenessProbe starts before readinessProbe",
    .rationale =
        "A container that is slow to start is killed for not answering before it was ever asked "
        "whether it is ready, and is started again into the same race: a restart loop on every "
        "rollout, worst when the node is busy.",
    .remediation =
        "Give livenessProbe an initialDelaySeconds no lower than that of readinessProbe, or gate "
        "both with a startupProbe.",
    .containers = {ContainerClass::kApp, ContainerClass::kSidecar},
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
