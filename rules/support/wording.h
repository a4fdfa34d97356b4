#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/kubernetes/gpu.h"

// How messages quote the input: names may be as long as their author likes, and may be anything, a
// credential included.

namespace plimsoll {

// A name fit for a message: credentials in it replaced, then cut to `most` bytes. REQUIRES: most is
// at least 3.
std::string quoted_name(std::string_view name, std::size_t most);

// `before`, the name and `after` in a row. Where that is longer than a message may be, the name
// gives way, so that what is said of it stays.
std::string sentence(std::string_view before, std::string_view name, std::string_view after);

// "container c takes 1 nvidia.com/gpu" and what follows.
std::string gpu_sentence(const GpuClaim& claim, std::string_view after = "");

}  // namespace plimsoll
