#pragma once

#include <string>
#include <vector>

#include "cli/file_system.h"
#include "cli/repositories.h"
#include "engine/config/config.h"

namespace plimsoll {

// Who gave a configuration file, and so what it may do: one from the command line is trusted, one
// that was found in the repository is the repository's.
struct ConfigTrust {
  bool from_command_line = false;
  // What files that a found one extends must lie in: the root of its repository. Canonical.
  std::string root = {};
};

// Reads a file and all that it extends, directly or not, lowest first; the file itself is last.
// What cannot be read is an error of the last, at the word that asked for it; that the file itself
// cannot, is `error`. REQUIRES: `real` is the canonical path of `path`.
std::vector<ConfigText> read_config_chain(const std::string& path, const std::string& real,
                                          const ConfigTrust& trust, const FileSystem& files,
                                          Repositories& repositories, std::string& error);

}  // namespace plimsoll
