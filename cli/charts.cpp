// Which files belong to a Helm chart. A chart is a folder that holds a Chart.yaml; it is called by
// the name of its folder here, since nothing is read.

#include "cli/charts.h"

#include "engine/text/concat.h"

namespace plimsoll {

bool Charts::is_chart(const std::string& folder) {
  const auto [entry, added] = charts_.try_emplace(folder, false);
  if (added) {
    entry->second = files_.status(join_path(folder, "Chart.yaml")).type == FileType::kRegular;
  }
  return entry->second;
}

bool Charts::is_values(const std::string& path) {
  const std::string name = file_name(path);
  return name.starts_with("values") && (name.ends_with(".yaml") || name.ends_with(".yml")) &&
         is_chart(parent_folder(path));
}

std::string Charts::why_unreadable(const std::string& path) {
  for (std::string folder = parent_folder(path); folder != "/"; folder = parent_folder(folder)) {
    if (file_name(folder) != "templates") continue;
    const std::string chart = parent_folder(folder);
    if (is_chart(chart)) return concat("unrendered template of chart ", file_name(chart));
  }
  return {};
}

}  // namespace plimsoll
