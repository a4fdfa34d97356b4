#pragma once

#include <optional>
#include <string>

#include "cli/file_system.h"
#include "cli/git.h"
#include "cli/options.h"
#include "engine/config/config.h"

namespace plimsoll {

// The configuration of a run.
struct ConfigFile {
  std::string path;    // as people are told
  std::string folder;  // canonical; what all paths are relative to
  Config config;       // what is wrong with it is in config.errors
};

// The configuration file that is asked for, else the .plimsoll.yaml that is found from the working
// folder upwards, to the root of its repository (outside of one: in the working folder only); with
// `repository-config: true` in the first, both. What they extend is read with them.
// nullopt when there is none; `error` says so when one was asked for or could not be read.
std::optional<ConfigFile> find_config(const ConfigRequest& request, const FileSystem& files,
                                      const Git& git, std::string& error);

// Adds an error for every path and pattern of the configuration behind which there is no file.
void check_config_paths(ConfigFile& file, const FileSystem& files);

// What the command line leaves open, from the configuration: flags win, patterns add up.
void apply_config(const ConfigFile& file, LintRequest& request);

}  // namespace plimsoll
