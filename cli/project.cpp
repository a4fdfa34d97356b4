// What a configuration makes of the files that were found.
//
//   .plimsoll.yaml                         the files
//   environments:
//     prd: {manifests: rendered/prd}       rendered/prd/web.yaml     an object of prd
//   charts:
//     - path: chart                        chart/values.yaml         values of chart
//       values: values/web.yaml            values/web.yaml           values above them
//                                          other/Chart.yaml          a chart nobody named: found
//
// Everything is said in reported paths, so that neither the working folder nor the machine shows.

#include "cli/project.h"

#include <algorithm>
#include <functional>

#include "cli/globs.h"
#include "cli/reported_path.h"
#include "cli/suggest.h"
#include "engine/text/concat.h"
#include "engine/text/glob.h"
#include "engine/values/chart.h"

namespace plimsoll {
namespace {

constexpr std::string_view kChartFile = "Chart.yaml";

class ProjectMaker {
 public:
  ProjectMaker(const Config* config, std::string_view folder, std::vector<Input>& inputs,
               std::vector<LedgerEntry>& left_out)
      : config_(config), folder_(folder), inputs_(inputs), left_out_(left_out) {}

  Project project;

  // Which environments there are, and which files belong to them. False when `only` is unknown.
  bool set_environments(const std::string& only) {
    if (config_ != nullptr) {
      for (const ConfigEnvironment& one : config_->environments) {
        project.environments.push_back({one.name, one.variable, one.default_namespace});
        assign(one);
      }
    }
    if (only.empty()) return true;
    if (project.environments.empty()) {
      project.environments.push_back({.name = only, .variable = only});
      for (Input& input : inputs_) input.environments = {only};
      return true;
    }
    std::vector<std::string_view> names;
    for (const EnvironmentRequest& one : project.environments) names.push_back(one.name);
    if (std::ranges::find(names, only) == names.end()) {
      project.error = unknown("environment", only, names);
      return false;
    }
    keep_only(only);
    return true;
  }

  void add_configured_charts() {
    if (config_ == nullptr) return;
    for (const ConfigChart& chart : config_->charts) {
      const auto path = normal_path(concat(folder_, "/", chart.path));
      if (!path) {
        project.error = concat("the chart ", chart.path,
                               " of the configuration lies outside of its repository");
        return;
      }
      if (!has_input(path_below(*path, kChartFile))) continue;
      project.charts.push_back(request_of(chart, *path));
    }
  }

  // The chart of the command line: as configured, with what the command line says on top.
  void add_named_chart(const ChartOptions& options, const std::vector<std::string>& values,
                       std::string_view folder) {
    auto chart = std::ranges::find(project.charts, folder, &ChartRequest::path);
    if (chart == project.charts.end()) {
      project.charts.push_back({.path = std::string(folder)});
      chart = std::prev(project.charts.end());
    }
    chart->values.insert(chart->values.end(), values.begin(), values.end());
    chart->set.insert(chart->set.end(), options.set.begin(), options.set.end());
  }

  // Charts that lie there, with values, and are no part of another.
  void add_found_charts() {
    for (const Input& input : inputs_) {
      if (!input.reported_path.ends_with(kChartFile)) continue;
      const std::string folder = folder_of(input.reported_path);
      if (path_below(folder, kChartFile) != input.reported_path || is_sub_chart(folder)) continue;
      const bool known =
          std::ranges::find(project.charts, folder, &ChartRequest::path) != project.charts.end();
      if (known || !has_input(path_below(folder, "values.yaml"))) continue;
      project.charts.push_back({.path = folder});
    }
  }

  void mark_values() {
    for (const ChartRequest& chart : project.charts) {
      for (const std::string& path : chart.values) mark(path);
      for (const ChartRequest::Environment& one : chart.environments) {
        for (const std::string& path : one.values) mark(path);
      }
      for (const ConfigReleases& list : chart.releases) {
        for (const std::string& path : list.from) mark(path);
        for (const std::string& pattern : list.values) mark_pattern(chart.path, pattern);
      }
    }
  }

 private:
  std::string at(std::string_view path) const {
    return normal_path(concat(folder_, "/", path)).value_or(std::string(path));
  }

  bool has_input(std::string_view path) const {
    return std::ranges::binary_search(inputs_, path, std::less<>(), &Input::reported_path);
  }

  void mark(const std::string& path) {
    const auto input = std::ranges::lower_bound(inputs_, path, {}, &Input::reported_path);
    if (input != inputs_.end() && input->reported_path == path) {
      input->values = true;
    } else if (std::ranges::find(project.wanted, path) == project.wanted.end()) {
      project.wanted.push_back(path);
    }
  }

  // `values/${name}.yaml`: whatever fits, used or not, holds values.
  void mark_pattern(std::string_view chart, std::string_view pattern) {
    std::string glob = concat("/", escape_glob(chart), "/");
    while (!pattern.empty()) {
      const std::size_t start = std::min(pattern.find("${"), pattern.size());
      glob += escape_glob(pattern.substr(0, start));
      pattern.remove_prefix(start);
      if (pattern.empty()) break;
      glob += '*';
      pattern.remove_prefix(std::min(pattern.find('}'), pattern.size() - 1) + 1);
    }
    const Glob matcher = Glob::for_paths(glob);
    for (Input& input : inputs_) {
      if (matcher.matches(input.reported_path)) input.values = true;
    }
  }

  void assign(const ConfigEnvironment& environment) {
    for (const std::string& pattern : environment.manifests) {
      const Glob glob = Glob::for_paths(rebase_glob(concat("/", pattern), folder_));
      for (Input& input : inputs_) {
        std::vector<std::string>& names = input.environments;
        if (!glob.matches(input.reported_path)) continue;
        if (names.empty() || names.back() != environment.name) names.push_back(environment.name);
      }
    }
  }

  void keep_only(const std::string& name) {
    std::erase_if(project.environments,
                  [&](const EnvironmentRequest& one) { return one.name != name; });
    std::erase_if(inputs_, [&](Input& input) {
      std::vector<std::string>& names = input.environments;
      if (names.empty()) return false;
      if (std::ranges::find(names, name) != names.end()) {
        names = {name};
        return false;
      }
      LedgerEntry entry;
      entry.path = input.path;
      entry.reported_path = input.reported_path;
      entry.outcome = Outcome::kExcluded;
      entry.reason = concat("belongs to environment ", names.front());
      left_out_.push_back(std::move(entry));
      return true;
    });
  }

  bool is_sub_chart(const std::string& folder) const {
    const std::string above = folder_of(folder);
    if (above != "charts" && !above.ends_with("/charts")) return false;
    return has_input(path_below(folder_of(above), kChartFile));
  }

  // The files behind patterns of the configuration, in the order of the patterns, then of paths.
  std::vector<std::string> expand_patterns(const std::vector<std::string>& patterns) const {
    std::vector<std::string> paths;
    for (const std::string& pattern : patterns) {
      if (pattern.find_first_of("*?[{") == std::string::npos) {
        paths.push_back(at(pattern));
        continue;
      }
      const Glob glob = Glob::for_paths(rebase_glob(concat("/", pattern), folder_));
      for (const Input& input : inputs_) {
        if (glob.matches(input.reported_path)) paths.push_back(input.reported_path);
      }
    }
    return paths;
  }

  static std::vector<SetRequest> sets_of(const std::vector<std::string>& texts) {
    std::vector<SetRequest> sets;
    for (const std::string& text : texts) sets.push_back({SetMode::kSet, text});
    return sets;
  }

  ChartRequest request_of(const ConfigChart& chart, const std::string& path) const {
    ChartRequest request{.path = path};
    request.values = expand_patterns(chart.values);
    request.set = sets_of(chart.set);
    for (const ConfigChartEnvironment& one : chart.environments) {
      request.environments.push_back({one.name, expand_patterns(one.values), sets_of(one.set)});
    }
    for (const ConfigReleases& list : chart.releases) {
      request.releases.push_back(list);
      request.releases.back().from = expand_patterns(list.from);
    }
    const auto mapping = std::ranges::find(config_->mappings, chart.mapping, &ConfigMapping::name);
    if (mapping != config_->mappings.end()) request.mapping = &*mapping;
    return request;
  }

  const Config* config_;
  std::string_view folder_;
  std::vector<Input>& inputs_;
  std::vector<LedgerEntry>& left_out_;
};

}  // namespace

Project make_project(const Config* config, std::string_view config_folder,
                     const ChartOptions& chart, const std::vector<std::string>& chart_values,
                     std::string_view chart_folder, std::vector<Input>& inputs,
                     std::vector<LedgerEntry>& left_out) {
  ProjectMaker maker(config, config_folder == "." ? "" : config_folder, inputs, left_out);
  if (!maker.set_environments(chart.environment)) return std::move(maker.project);
  maker.add_configured_charts();
  if (!chart.folder.empty()) {
    maker.add_named_chart(chart, chart_values, chart_folder == "." ? "" : chart_folder);
  }
  maker.add_found_charts();
  maker.mark_values();
  return std::move(maker.project);
}

}  // namespace plimsoll
