#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/config/config.h"
#include "engine/text/location.h"
#include "engine/values/lift.h"
#include "engine/values/set_syntax.h"
#include "engine/values/values_tree.h"
#include "engine/yaml/parse.h"

namespace plimsoll {

// A flag that sets values, as it was typed.
struct SetRequest {
  SetMode mode = SetMode::kSet;
  std::string text;
  // What the files hold that a --set-file names, by their names as typed.
  std::map<std::string, std::string, std::less<>> files = {};
};

// An environment: its name, and what ${env} stands for in it.
struct EnvironmentRequest {
  std::string name;
  std::string variable;
  std::string default_namespace = {};  // of its objects that name none
};

// A chart whose values are to be read. Paths are reported paths, as of the inputs.
struct ChartRequest {
  std::string path;                      // the folder; "" is the root
  std::vector<std::string> values = {};  // files above values.yaml, in order
  std::vector<SetRequest> set = {};
  // How the values become objects; null: by the conventions of `helm create`.
  const ConfigMapping* mapping = nullptr;
  // The releases that project files list; when there are none, the chart is one release.
  std::vector<ConfigReleases> releases = {};
  // What one environment adds. An environment that is not named here has the same as all.
  struct Environment {
    std::string name;
    std::vector<std::string> values;
    std::vector<SetRequest> set;
  };
  std::vector<Environment> environments = {};
};

// Where a release stands in a project file.
struct ProjectEntry {
  const ConfigReleases* listed = nullptr;  // of its request
  Node file;                               // the root of the project file
  Node entry;
  std::uint32_t layer = 0;  // of the values it contributes
};

// A values file that is named and not there: where, its path, and the names of the YAML files that
// lie beside it.
struct MissingFile {
  Node named;
  std::string path;
  std::vector<std::string> siblings = {};
};

// The values of one release in one environment: merged, as the templates see them, and as the
// objects they become. What rules about values look at.
struct Release {
  std::string name;                       // for people: "xgen-core"
  std::string environment;                // empty when there are no environments
  std::vector<std::string> environments;  // what ${env} stands for in all there are
  std::string chart;                      // the chart's folder
  std::vector<std::string> files;         // reported paths of what was read, lowest layer first
  const ConfigMapping* mapping = nullptr;
  std::vector<MissingFile> missing;
  bool is_readable = true;  // false: what is missing may stand behind a syntax error
  Node defaults;            // the root of the chart's values.yaml; missing when there is none
  std::optional<ProjectEntry> project;
  std::unique_ptr<const ValuesTree> values;
  std::unique_ptr<const TemplateValues> templates;
  std::unique_ptr<const LiftedObjects> objects;
  std::vector<std::shared_ptr<const void>> owned;  // trees that stand in no file
  // The merged value that each written node became.
  std::map<std::pair<const Tree*, std::uint32_t>, std::uint32_t> by_origin;

  // What is known of the value that a node of `objects`, or one written in a file, stands for;
  // null when it is none of this release's.
  const Provenance* provenance(Node node) const;
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

// The parsed files of a scan, by reported path.
class FileIndex {
 public:
  explicit FileIndex(const std::vector<std::unique_ptr<const YamlFile>>& files);

  // Null when there is no such file.
  const YamlFile* find(std::string_view path) const;
  // The folders directly below `folder` that hold a Chart.yaml, sorted.
  std::vector<std::string> charts_below(std::string_view folder) const;
  // All folders that hold a Chart.yaml, and all files, sorted.
  std::vector<std::string> charts() const;
  std::vector<std::string> paths() const;
  // The names of the files beside a path.
  std::vector<std::string> beside(std::string_view path) const;

 private:
  std::map<std::string_view, const YamlFile*> files_;
};

struct DeployedChart;

// Merges and lifts the values of every release in every environment: those that a request lists,
// else those that `deployed` knows of its chart, else the chart as it is. `requests` must outlive
// the result.
Releases make_releases(const std::vector<ChartRequest>& requests,
                       const std::vector<EnvironmentRequest>& environments,
                       const std::vector<DeployedChart>& deployed, const FileIndex& files);

// What `deployed` become where their charts have a mapping, by name only. `requests` as above.
struct DeployedObject {
  const DeployedChart* deployed = nullptr;
  std::string group;
  std::string kind;
  std::string name;
};
std::vector<DeployedObject> deployed_objects(const std::vector<ChartRequest>& requests,
                                             const std::vector<EnvironmentRequest>& environments,
                                             const std::vector<DeployedChart>& deployed,
                                             const FileIndex& files);

// "values of xgen-core and 6 more (dev, prd)": which releases read a file. REQUIRES: not empty.
std::string describe_readers(const std::vector<const Release*>& releases);

}  // namespace plimsoll
