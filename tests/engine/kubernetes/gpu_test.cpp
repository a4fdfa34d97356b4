#include "engine/kubernetes/gpu.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/objects.h"

namespace plimsoll {
namespace {

TEST_CASE("GPU resources are known by name") {
  for (const std::string_view name :
       {"nvidia.com/gpu", "nvidia.com/gpu.shared", "nvidia.com/mig-1g.5gb",
        "nvidia.com/mig-3g.20gb.shared", "amd.com/gpu", "amd.com/cpx_nps4", "gpu.intel.com/i915",
        "gpu.intel.com/xe"}) {
    INFO(name);
    CHECK(is_gpu_resource(name));
  }
  for (const std::string_view name :
       {"cpu", "memory", "gpu", "nvidia.com/gpu-memory", "nvidia.com/hostdev", "nvidia.com/gpus",
        "example.com/nvidia.com/gpu", "gpu.intel.com/i915_monitoring", "rdma/hca", ""}) {
    INFO(name);
    CHECK_FALSE(is_gpu_resource(name));
  }
}

TEST_CASE("the limit says how many GPUs a container takes") {
  struct Row {
    std::string resources;
    std::vector<std::string> quantities;
  };
  const std::vector<Row> rows = {
      {"{limits: {nvidia.com/gpu: 2}, requests: {nvidia.com/gpu: 1}}", {"2"}},
      {"{requests: {nvidia.com/gpu: 1}}", {"1"}},
      {"{limits: {nvidia.com/gpu: 0}, requests: {nvidia.com/gpu: 1}}", {}},
      {"{limits: {nvidia.com/gpu: null}, requests: {nvidia.com/gpu: 1}}", {}},
      {"{limits: {amd.com/gpu: 1}, requests: {nvidia.com/gpu: 3}}", {"1", "3"}},
      {"{limits: {nvidia.com/gpu: 500m}}", {"500m"}},
      {"{limits: {nvidia.com/gpu: '0'}}", {}},
      {"{limits: {nvidia.com/gpu: -1}}", {}},
      {"{limits: {nvidia.com/gpu: one}}", {}},
      {"{limits: [nvidia.com/gpu]}", {}},
      {"null", {}},
  };
  for (const Row& row : rows) {
    INFO(row.resources);
    const Objects objects(
        "{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {containers: [{name: c, "
        "resources: " +
        row.resources + "}]}}");
    const auto pod = pod_of(objects.get("Pod", "x"));
    REQUIRE(pod);
    std::vector<std::string> quantities;
    for (const GpuClaim& claim : gpu_claims_of(*pod)) {
      quantities.emplace_back(claim.quantity.text());
    }
    CHECK(quantities == row.quantities);
  }
}

}  // namespace
}  // namespace plimsoll
