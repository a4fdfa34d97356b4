#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "engine/kubernetes/workload.h"

namespace plimsoll {

// Whether an extended resource is a GPU, or a slice or share of one, as the device plugins of the
// vendors advertise them: `nvidia.com/gpu`, `nvidia.com/mig-1g.5gb`, `amd.com/gpu`.
bool is_gpu_resource(std::string_view name);

// A GPU resource that a container takes.
struct GpuClaim {
  Container container;
  std::string_view resource;  // its name
  Node quantity;              // the limit, else the request
};

// Every GPU resource, those that `more` names included (a final `*` is any ending), of every
// container of a pod, app containers first, with a quantity above zero. The limit says how much; a
// request counts only where there is no limit (the API server refuses it, Q-18).
std::vector<GpuClaim> gpu_claims_of(const PodSpec& pod,
                                    std::span<const std::string_view> more = {});

}  // namespace plimsoll
