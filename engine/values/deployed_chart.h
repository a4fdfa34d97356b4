#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/kubernetes/argocd.h"
#include "engine/values/release.h"

namespace plimsoll {

// A chart of the scan that an Argo CD Application deploys from a source.
struct DeployedChart {
  std::string name;         // of the Helm release
  std::string environment;  // the Application's
  std::string chart;        // the chart's folder, a reported path
  std::string root;         // the folder that the paths of the source are relative to
  Node source;
  const Resource* application = nullptr;
  std::string name_space;  // the destination's; empty when unknown
};

// The charts that the Applications of one environment deploy. A source's `path` is one of a chart
// here when it ends that chart's folder; of several such charts, the one nearest to the
// Application's own file. What an ApplicationSet leaves open (`{{ }}`), and charts of Helm
// repositories, are left out.
std::vector<DeployedChart> deployed_charts(const ResourceSet& resources,
                                           const std::string& environment, const FileIndex& files);

// The layers that a source puts above the chart's values.yaml: value files in order,
// then `valuesObject` or `values`, then parameters.
struct SourceLayers {
  std::vector<ValuesLayer> layers;
  std::vector<std::string> files;  // reported paths of the value files read
  std::vector<MissingFile> missing;
  std::vector<std::shared_ptr<const void>> owned;  // YAML of a `values` text
  std::vector<ReleaseProblem> problems;
};
SourceLayers source_layers(const DeployedChart& deployed, const FileIndex& files);

}  // namespace plimsoll
