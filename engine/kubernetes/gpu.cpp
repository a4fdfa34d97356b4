// Which containers take a GPU, and how much of what.
//
//   resources:
//     limits: {nvidia.com/gpu: 1}        one claim: nvidia.com/gpu, at the 1
//     requests: {nvidia.com/gpu: 1}      the same claim, not a second one
//
// Names are those that the vendors' device plugins advertise. Left out on purpose: monitoring
// resources (`gpu.intel.com/i915_monitoring`), which take no GPU away from others; accelerators
// that are no GPUs; dynamic resource allocation, whose claims name a class and no resource.

#include "engine/kubernetes/gpu.h"

#include <algorithm>

#include "engine/kubernetes/quantity.h"

namespace plimsoll {
namespace {

struct GpuName {
  std::string_view name;
  bool is_prefix;
};

constexpr GpuName kGpuNames[] = {
    {.name = "nvidia.com/gpu", .is_prefix = false},
    {.name = "nvidia.com/gpu.shared", .is_prefix = false},  // time slicing, renamed
    {.name = "nvidia.com/mig-", .is_prefix = true},         // slices: mig-1g.5gb
    {.name = "amd.com/gpu", .is_prefix = false},
    {.name = "amd.com/spx_nps", .is_prefix = true},  // partitions: cpx_nps4
    {.name = "amd.com/dpx_nps", .is_prefix = true},
    {.name = "amd.com/qpx_nps", .is_prefix = true},
    {.name = "amd.com/cpx_nps", .is_prefix = true},
    {.name = "gpu.intel.com/i915", .is_prefix = false},
    {.name = "gpu.intel.com/xe", .is_prefix = false},
};

bool is_named(std::string_view name, std::span<const std::string_view> patterns) {
  return std::ranges::any_of(patterns, [name](std::string_view pattern) {
    if (!pattern.ends_with('*')) return name == pattern;
    return name.starts_with(pattern.substr(0, pattern.size() - 1));
  });
}

void add_claims(const Container& container, std::span<const std::string_view> more,
                std::vector<GpuClaim>& out) {
  const Node limits = container.node.find({"resources", "limits"});
  const auto add = [&](Node quantity) {
    if (!is_gpu_resource(quantity.key()) && !is_named(quantity.key(), more)) return;
    const auto amount = as_quantity(quantity);
    if (!amount || amount->sign() <= 0) return;
    out.push_back({.container = container, .resource = quantity.key(), .quantity = quantity});
  };
  for (const Node limit : limits) add(limit);
  for (const Node request : container.node.find({"resources", "requests"})) {
    if (!limits[request.key()].exists()) add(request);
  }
}

}  // namespace

bool is_gpu_resource(std::string_view name) {
  return std::ranges::any_of(kGpuNames, [name](const GpuName& gpu) {
    return gpu.is_prefix ? name.starts_with(gpu.name) : name == gpu.name;
  });
}

std::vector<GpuClaim> gpu_claims_of(const PodSpec& pod, std::span<const std::string_view> more) {
  std::vector<GpuClaim> out;
  for (const Container& container : containers_of(pod)) {
    if (container.container_class != ContainerClass::kEphemeral) add_claims(container, more, out);
  }
  return out;
}

}  // namespace plimsoll
