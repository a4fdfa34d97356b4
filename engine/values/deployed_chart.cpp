// What an Argo CD Application gives to Helm.
//
//   source:
//     path: charts/web               the chart, a folder of the repository
//     helm:
//       valueFiles: [prd.yaml]       charts/web/prd.yaml
//       values: |                    YAML in a text, above the files
//         replicas: 3
//       parameters:                  as --set has it, above all
//         - {name: image.tag, value: b42}
//
// Which repository a source means is not looked at: the chart has to lie in the scan. Files by URL
// and `fileParameters` are not read.

#include "engine/values/deployed_chart.h"

#include <algorithm>

#include "engine/kubernetes/pointing.h"
#include "engine/text/concat.h"
#include "engine/text/glob.h"
#include "engine/values/chart.h"
#include "engine/yaml/embedded.h"
#include "engine/yaml/scalar.h"

namespace plimsoll {
namespace {

std::size_t common_prefix(std::string_view a, std::string_view b) {
  const auto end = std::ranges::mismatch(a, b);
  return static_cast<std::size_t>(end.in1 - a.begin());
}

// The chart folder that `path` ends, nearest to the file `from`; empty when there is none, or when
// two are equally near.
std::string chart_at(std::string_view path, std::string_view from,
                     const std::vector<std::string>& charts) {
  std::string best;
  std::size_t nearness = 0;
  bool tie = false;
  for (const std::string& folder : charts) {
    if (folder != path && !folder.ends_with(concat("/", path))) continue;
    const std::size_t near = common_prefix(folder, from) + 1;
    if (near < nearness) continue;
    tie = near == nearness;
    nearness = near;
    best = folder;
  }
  return tie ? std::string() : best;
}

class SourceReader {
 public:
  SourceReader(const DeployedChart& deployed, const FileIndex& files)
      : deployed_(deployed), files_(files), helm_(deployed.source["helm"]) {}

  SourceLayers read() {
    for (const Node file : helm_["valueFiles"]) add_value_file(file);
    if (const Node object = helm_["valuesObject"]) {
      out_.layers.push_back({.name = "valuesObject", .roots = {object}});
    } else if (helm_["values"].is_scalar()) {
      add_text(helm_["values"]);
    }
    for (const Node parameter : helm_["parameters"]) add_parameter(parameter);
    return std::move(out_);
  }

 private:
  // The place of a value file as a reported path; as named, where that leads out of the repository.
  std::string resolve(std::string_view named) const {
    if (named.starts_with('$')) {
      named.remove_prefix(std::min(named.find('/'), named.size()));
    }
    const bool rooted = named.starts_with('/');
    const std::string& folder = rooted ? deployed_.root : deployed_.chart;
    return normal_path(path_below(folder, rooted ? named.substr(1) : named))
        .value_or(std::string(named));
  }

  void add_value_file(Node named) {
    const std::string_view text = named.text();
    const bool elsewhere = text.find("://") != std::string_view::npos || is_placeholder(text);
    if (text.empty() || elsewhere) return;
    const std::string path = resolve(text);
    if (path.find_first_of("*?[") == std::string::npos) {
      if (!add_file(path)) note_missing(named, path);
      return;
    }
    const Glob glob = Glob::for_paths(concat("/", path));
    bool any = false;
    for (const std::string& file : files_.paths()) {
      if (glob.matches(file)) any = add_file(file) || any;
    }
    if (!any) note_missing(named, path);
  }

  bool add_file(const std::string& path) {
    const YamlFile* const file = files_.find(path);
    if (file == nullptr) return false;
    if (std::ranges::find(out_.files, path) != out_.files.end()) return true;
    out_.files.push_back(path);
    ValuesLayer layer{.name = path};
    for (const Document& document : file->documents) layer.roots.push_back(document.root);
    out_.layers.push_back(std::move(layer));
    return true;
  }

  void note_missing(Node named, const std::string& path) {
    if (as_bool(helm_["ignoreMissingValueFiles"]).value_or(false)) return;
    out_.missing.push_back({named, path, files_.beside(path)});
  }

  void add_text(Node text) {
    std::shared_ptr<const YamlFile> inner = parse_embedded(text);
    ValuesLayer layer{.name = "values of the Application"};
    for (const Document& document : inner->documents) {
      layer.roots.push_back(document.root);
      for (const Problem& problem : document.problems) {
        if (problem.kind == Problem::Kind::kDuplicateKey) continue;
        out_.problems.push_back({{document.source, problem.span}, "", problem.message});
      }
    }
    out_.owned.push_back(std::move(inner));
    out_.layers.push_back(std::move(layer));
  }

  void add_parameter(Node parameter) {
    const Node value = parameter["value"];
    const std::string_view name = parameter["name"].text();
    if (name.empty() || !value.is_scalar() || is_placeholder(value.text())) return;
    SetFlag flag =
        parse_argo_parameter(name, value, as_bool(parameter["forceString"]).value_or(false));
    if (flag.error) {
      out_.problems.push_back({point_at(parameter["name"]), "", flag.error->reason});
    }
    out_.layers.push_back({.name = concat("parameter ", name),
                           .kind = LayerKind::kFlag,
                           .assignments = std::move(flag.assignments)});
  }

  const DeployedChart& deployed_;
  const FileIndex& files_;
  Node helm_;
  SourceLayers out_;
};

std::string destination_of(const ArgoApplication& application) {
  const std::string_view name = application.spec.find({"destination", "namespace"}).text();
  return is_placeholder(name) ? std::string() : std::string(name);
}

}  // namespace

std::vector<DeployedChart> deployed_charts(const ResourceSet& resources,
                                           const std::string& environment, const FileIndex& files) {
  std::vector<DeployedChart> out;
  const std::vector<std::string> charts = files.charts();
  for (const Resource& resource : resources.all()) {
    const auto application = argo_application_of(resource);
    if (!application) continue;
    for (const Node source : sources_of(*application)) {
      const auto path = normal_path(source["path"].text());
      if (!path || path->empty() || is_placeholder(*path)) continue;
      std::string chart = chart_at(*path, resource.root.source().reported_path(), charts);
      if (chart.empty()) continue;
      const std::string_view above = std::string_view(chart).substr(0, chart.size() - path->size());
      std::string root(above.substr(0, above.size() - (above.empty() ? 0 : 1)));
      out.push_back({.name = std::string(release_name(*application, source)),
                     .environment = environment,
                     .chart = std::move(chart),
                     .root = std::move(root),
                     .source = source,
                     .application = &resource,
                     .name_space = destination_of(*application)});
    }
  }
  return out;
}

SourceLayers source_layers(const DeployedChart& deployed, const FileIndex& files) {
  return SourceReader(deployed, files).read();
}

}  // namespace plimsoll
