#pragma once

#include <memory>
#include <string_view>

#include "engine/values/lift.h"

namespace plimsoll {

// Lifts values by the conventions of `helm create`, wherever they occur: at the top, in the section
// of a sub-chart, under `primary` or `worker`. A mapping that has some of the keys of a workload
// (`resources`, `livenessProbe`, `nodeSelector`...) becomes a partial Deployment, one with
// `autoscaling` a HorizontalPodAutoscaler, maps of environment variables a ConfigMap. `name` is the
// release's; workloads further down are called by their path.
std::unique_ptr<LiftedObjects> lift_by_convention(Node values, std::string_view name);

}  // namespace plimsoll
