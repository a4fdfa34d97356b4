#pragma once

#include "engine/config/config_keys.h"

namespace plimsoll::rules {

// The option of rules about GPUs; its value is what gpu_claims_of() (engine/kubernetes/gpu.h) takes
// as `more`.
inline constexpr ConfigKey kGpuResources = {
    .name = "gpu-resources",
    .type = ConfigType::kStrings,
    .doc =
        "Extended resources that are GPUs besides those of the vendors' device plugins; a final "
        "* is any ending",
    .fallback = "[]"};

}  // namespace plimsoll::rules
