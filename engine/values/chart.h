#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/values/release.h"
#include "engine/values/values_tree.h"

namespace plimsoll {

// A path below a folder. The root's name is empty.
std::string path_below(std::string_view folder, std::string_view path);
// `a/b/../c` as `a/c`; nullopt when it leads out of the root.
std::optional<std::string> normal_path(std::string_view path);

// The name that a chart gives itself; without one, its folder's path.
std::string chart_name(const std::string& folder, const FileIndex& files);

// A chart's own values and those of the charts below it (its `charts` folder, unpacked), without
// those that a `condition` or `tags` of its Chart.yaml switch off (M-11 to M-13). `layers` are what
// the user says, since that decides. Paths of what was read are added to `read`.
// Charts are counted down in `left`, aliases each; at 0 no further one is read.
ChartValues read_chart(const std::string& folder, const FileIndex& files,
                       std::span<const ValuesLayer> layers, std::size_t& left,
                       std::vector<std::string>& read);

}  // namespace plimsoll
