#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/config/config.h"
#include "engine/values/lift.h"
#include "engine/values/set_syntax.h"
#include "engine/values/values_tree.h"
#include "engine/yaml/parse.h"

namespace plimsoll {

// A flag that sets values, as it was typed.
struct SetRequest {
  SetMode mode = SetMode::kSet;
  std::string text;
};

// A chart whose values are to be read. Paths are reported paths, as of the inputs.
struct ChartRequest {
  std::string path;                 // the folder; "" is the root
  std::vector<std::string> values;  // files above values.yaml, in order
  std::vector<SetRequest> set;
  // How the values become objects; null: by the conventions of `helm create`.
  const ConfigMapping* mapping = nullptr;
  // The releases that project files list; when there are none, the chart is one release.
  std::vector<ConfigReleases> releases;
  // What one environment adds. An environment that is not named here has the same as all.
  struct Environment {
    std::string name;
    std::vector<std::string> values;
    std::vector<SetRequest> set;
  };
  std::vector<Environment> environments;
};

// The values of one release in one environment, merged, and the objects they become.
struct Release {
  std::string name;                // for people: "xgen-core"
  std::string environment;         // empty when there are no environments
  std::string chart;               // the chart's folder
  std::vector<std::string> files;  // reported paths of what was read, lowest layer first
  std::vector<std::unique_ptr<const YamlFile>> flags;  // texts of flags that became values
  std::vector<std::unique_ptr<LiftedObjects>> layers;  // what a project file contributes
  std::unique_ptr<const ValuesTree> values;
  std::unique_ptr<const TemplateValues> templates;
  std::unique_ptr<const LiftedObjects> objects;
};

// Why values could not be read as asked.
struct ReleaseProblem {
  Location location;  // source null: nowhere in a file
  std::string path;   // the file concerned, when there is no location
  std::string message;
};

struct Releases {
  std::vector<Release> releases;
  std::vector<ReleaseProblem> problems;
};

// "values of xgen-core and 6 more (dev, prd)": which releases read a file.
std::string describe_readers(const std::vector<const Release*>& releases);

// The parsed file of a reported path; null when it was not read.
using FindFile = std::function<const YamlFile*(std::string_view reported_path)>;

// Merges and lifts the values of every release in every environment. `environments` may be empty.
Releases make_releases(const std::vector<ChartRequest>& charts,
                       const std::vector<std::string>& environments, const FindFile& find);

}  // namespace plimsoll
