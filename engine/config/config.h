#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/config/config_keys.h"
#include "engine/config/config_layer.h"
#include "engine/yaml/parse.h"

namespace plimsoll {

// An environment as the configuration names it. Paths of a configuration have forward slashes and
// are relative to the folder of the file that is read, also those of files that it extends.
struct ConfigEnvironment {
  std::string name;
  std::string variable;                // what ${env} stands for
  std::string default_namespace;       // empty: that of all
  std::vector<std::string> manifests;  // files, folders, globs
  std::vector<Node> facts;             // lowest first
  Node node;
};

// Values of a chart that only one environment has.
struct ConfigChartEnvironment {
  std::string name;
  std::vector<std::string> values;
  std::vector<std::string> set;
};

// Releases listed in project files, one an entry: `list` is where the list stands in the file (with
// ${env}), `entry` and `file` say which key of the values comes from where in the entry or the
// file.
struct ConfigReleases {
  struct Source {
    std::string values_path;
    std::vector<std::string> paths;  // the first that exists counts
  };
  std::vector<std::string> from;
  std::vector<std::string> environments;  // the only ones that have it; empty: all
  std::string list;
  std::vector<std::string> values;
  std::vector<Source> entry;
  std::vector<Source> file;
  // Keys that something else reads from an entry. When any are named, all others are unread.
  std::vector<std::string> other_keys;
  // Keys of an entry that stand there all together or not at all.
  std::vector<std::string> together;
  Node node;
};

struct ConfigChart {
  std::string path;
  std::vector<std::string> values;
  std::vector<std::string> set;
  std::string mapping;  // empty: the conventions of `helm create`
  std::vector<ConfigChartEnvironment> environments;
  std::vector<ConfigReleases> releases;
  Node node;
};

// What a chart's values become; see engine/values/lift.h.
struct ConfigMapping {
  std::string name;
  std::string environment;         // the block that templates apply last, with ${env}; may be empty
  std::vector<std::string> merge;  // its keys that are merged key by key
  std::vector<std::string> required;  // what the templates do not render without
  std::vector<std::string> read;      // paths that the templates read besides those of `objects`
  Node objects;
};

// Findings that are meant to be; see engine/lint/suppression.h. What is empty asks nothing.
struct ConfigSuppression {
  std::vector<Node> rules;  // scalars
  std::string kind;
  std::string name_space;
  std::string name;  // a glob
  std::string container;
  std::string path;  // a glob
  std::string reason;
  std::string expires;
  Node node;
};

// Objects that live elsewhere; see engine/kubernetes/external_objects.h.
struct ConfigExternal {
  std::string kind;
  std::string name_space;
  std::string name;  // a glob
  Node labels;
  Node node;
};

// The configuration files of a run as one: what each later file says is above the earlier ones.
// What is wrong with them is in `errors`; the rest is then not to be used.
struct Config {
  std::vector<std::unique_ptr<const YamlFile>> files;  // what all nodes point into
  std::vector<ConfigLayer> layers;                     // one a file, lowest first
  Node ruleset;
  std::string baseline;
  std::string fail_on;  // a severity; empty when the file does not say
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  std::optional<bool> report_only;
  std::optional<bool> allow_empty;
  std::string default_namespace;
  std::string kubernetes_version;
  std::vector<ConfigEnvironment> environments;
  std::vector<ConfigChart> charts;
  std::vector<ConfigMapping> mappings;
  std::vector<ConfigSuppression> suppressions;
  std::vector<ConfigExternal> externals;
  bool require_reasons = false;
  std::vector<Node> facts;  // lowest first; of each fact the last that has it counts
  std::vector<ConfigError> errors;
};

// What files say together, lowest first. Lists of things (include, exclude, suppressions, external)
// add up; environments, charts and mappings do by their names, where a chart or a mapping of the
// same name takes the whole place of the earlier one; all else is replaced.
Config make_config(std::vector<ConfigText> texts);

// A configuration that is one file.
Config read_config(std::string path, std::string reported_path, std::string bytes);

}  // namespace plimsoll
