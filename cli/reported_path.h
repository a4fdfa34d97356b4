#pragma once

#include <string>
#include <string_view>

namespace plimsoll {

// The folder that a reported path lies in: `a/b` of `a/b/c`, and "" of what lies at the root.
// path_below() (engine/values/chart.h) is the way back.
std::string folder_of(std::string_view reported);

}  // namespace plimsoll
