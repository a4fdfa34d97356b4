// From changed files to the inputs of a scan that have to be judged with them.
//
// The smaller the unit, the faster the hook; but a unit that leaves out one half of a mistake does
// not see it. So a unit is what is deployed together, as far as the configuration tells: the
// environments and charts it names. Where it names none, people keep what belongs together in one
// folder.

#include "cli/units.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "cli/reported_path.h"
#include "engine/values/chart.h"

namespace plimsoll {
namespace {

constexpr std::string_view kConfigName = ".plimsoll.yaml";

bool is_in_chart(const std::string& path, const std::string& chart) {
  return chart.empty() || is_within(path, chart);
}

// Whether a chart is made of the file, or is given values from it.
bool reads(const ChartRequest& chart, const std::string& path) {
  const auto names = [&path](const std::vector<std::string>& list) {
    return std::ranges::find(list, path) != list.end();
  };
  return is_in_chart(path, chart.path) || names(chart.values) ||
         std::ranges::any_of(chart.environments,
                             [&](const auto& environment) { return names(environment.values); }) ||
         std::ranges::any_of(chart.releases, [&](const auto& list) { return names(list.from); });
}

// Whether a chart may be given values from the file by a name that stands in another one.
bool is_shared_values(const Scan& scan, const Input& input) {
  return input.values && std::ranges::none_of(scan.project.charts, [&](const ChartRequest& chart) {
           return is_in_chart(input.reported_path, chart.path);
         });
}

class Toucher {
 public:
  Toucher(const Scan& scan, const Host& host) : scan_(scan), host_(host) {}

  Units touch(std::span<const std::string> changed) {
    for (const std::string& real : changed) {
      if (units_.all) break;
      if (steers(real)) units_.all = true;
      const std::string& base = scan_.discovery.base;
      if (is_within(real, base)) touch(relative_to(real, base));
    }
    if (!units_.charts.empty()) add_environments();
    return std::move(units_);
  }

 private:
  // The configuration, were it one that is gone by now.
  bool steers(const std::string& real) const {
    if (file_name(real) == kConfigName) return true;
    return scan_.config && std::ranges::any_of(scan_.config->config.files, [&](const auto& file) {
             return real == host_.files.canonical(file->source.path());
           });
  }

  void touch(const std::string& path) {
    for (const ChartRequest& chart : scan_.project.charts) {
      if (reads(chart, path)) units_.charts.insert(chart.path);
    }
    const std::vector<Input>& inputs = scan_.discovery.inputs;
    const auto input = std::ranges::lower_bound(inputs, path, {}, &Input::reported_path);
    if (input != inputs.end() && input->reported_path == path) return touch(*input);
    const std::vector<LedgerEntry>& left_out = scan_.discovery.left_out;
    const auto entry = std::ranges::find(left_out, path, &LedgerEntry::reported_path);
    if (entry != left_out.end() && entry->outcome == Outcome::kUnreadable) {
      units_.folders.insert(folder_of(path));
    }
  }

  void touch(const Input& input) {
    if (!input.environments.empty()) {
      units_.environments.insert(input.environments.begin(), input.environments.end());
      add_charts();
    } else if (is_shared_values(scan_, input)) {
      add_charts();
    } else if (!input.values) {
      units_.folders.insert(folder_of(input.reported_path));
      const std::string bytes = host_.files.read(input.path).bytes;
      if (bytes.find("argoproj.io/") != std::string::npos) units_.all = true;
    }
  }

  void add_charts() {
    for (const ChartRequest& chart : scan_.project.charts) units_.charts.insert(chart.path);
  }

  // A chart is deployed in every environment; where there is none, an Application anywhere may be
  // what deploys it.
  void add_environments() {
    for (const EnvironmentRequest& one : scan_.project.environments) {
      units_.environments.insert(one.name);
    }
    if (!scan_.project.environments.empty()) return;
    for (const Input& input : scan_.discovery.inputs) {
      if (!input.values) units_.folders.insert(folder_of(input.reported_path));
    }
  }

  const Scan& scan_;
  const Host& host_;
  Units units_;
};

std::set<std::string> shared(const std::set<std::string>& a, const std::set<std::string>& b) {
  std::set<std::string> both;
  std::ranges::set_intersection(a, b, std::inserter(both, both.end()));
  return both;
}

bool holds(const Units& units, const Scan& scan, const Input& input) {
  const auto touched = [&](const std::string& name) { return units.environments.contains(name); };
  if (std::ranges::any_of(input.environments, touched)) return true;
  if (!units.charts.empty() && is_shared_values(scan, input)) return true;
  for (const ChartRequest& chart : scan.project.charts) {
    if (units.charts.contains(chart.path) && reads(chart, input.reported_path)) return true;
  }
  return input.environments.empty() && units.folders.contains(folder_of(input.reported_path));
}

}  // namespace

Units touched_units(const Scan& scan, const Host& host, std::span<const std::string> changed) {
  return Toucher(scan, host).touch(changed);
}

Units united(Units a, const Units& b) {
  a.all = a.all || b.all;
  a.charts.insert(b.charts.begin(), b.charts.end());
  a.environments.insert(b.environments.begin(), b.environments.end());
  a.folders.insert(b.folders.begin(), b.folders.end());
  return a;
}

Units common(const Units& a, const Units& b) {
  if (a.all || b.all) return a.all ? b : a;
  return {.all = false,
          .charts = shared(a.charts, b.charts),
          .environments = shared(a.environments, b.environments),
          .folders = shared(a.folders, b.folders)};
}

void keep_only(const Units& units, Scan& scan) {
  if (units.all) return;
  scan.partial = true;
  std::erase_if(scan.discovery.inputs,
                [&](const Input& input) { return !holds(units, scan, input); });
  std::erase_if(scan.discovery.left_out, [&](const LedgerEntry& entry) {
    Input like{.path = {}, .reported_path = entry.reported_path};
    return !holds(units, scan, like);
  });
  std::erase_if(scan.project.charts,
                [&](const ChartRequest& chart) { return !units.charts.contains(chart.path); });
}

}  // namespace plimsoll
