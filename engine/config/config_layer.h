#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/config/config_keys.h"
#include "engine/yaml/parse.h"

namespace plimsoll {

// An entry of `rules`. The name, of a rule or a category, is not checked here.
struct ConfigRule {
  std::string name;
  std::optional<ConfigLevel> level;
  Node level_node;  // where it stands
  Node options;     // a mapping; missing when there are none
  Node node;        // the entry: its key is the name
};

// What one file says about rules: names of rules and categories, as scalars.
struct ConfigLayer {
  struct Environment {
    std::string name;
    std::vector<ConfigRule> rules;
  };
  std::vector<Node> select;
  std::vector<Node> ignore;
  std::vector<ConfigRule> rules;
  std::vector<Environment> environments;
  std::vector<Node> locked;
  Node root;  // of the file; missing when that is empty
  // Of the repository that a central configuration is about: everything above it is stronger.
  bool of_repository = false;
  bool has_paths = false;  // it speaks of one repository, so what its patterns name must be there
};

// A file of a configuration, parsed and checked for itself.
struct ConfigText {
  std::unique_ptr<const YamlFile> file;
  std::vector<ConfigError> errors;
  bool of_repository = false;  // as in ConfigLayer
  bool has_paths = false;

  // The mapping; missing when the file is empty.
  Node root() const;
};

// Parses one file and holds it against the keys. `reported_path` is what machines are told; see
// SourceFile.
ConfigText parse_config(std::string path, std::string reported_path, std::string bytes);

}  // namespace plimsoll
