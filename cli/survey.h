#pragma once

#include <map>
#include <string>
#include <vector>

#include "cli/host.h"

namespace plimsoll {

// What `plimsoll init` finds in a repository. All paths are relative to the folder surveyed, with
// forward slashes.
struct Survey {
  struct Environment {
    std::string name;
    std::vector<std::string> manifests;  // files and folders
  };
  struct Chart {
    std::string path;                           // empty for the folder itself
    std::map<std::string, std::string> values;  // one file for each environment that has one
    bool deployed = false;  // by an Argo CD Application, which says what its values are
  };
  struct LeftOut {
    std::string path;  // a file, or a folder with a slash at the end
    std::string why;
  };
  std::vector<Environment> environments;  // in the order in which a change passes through them
  std::vector<Chart> charts;              // by path
  std::vector<LeftOut> left_out;          // what would be read and is no manifest of anybody's here
  std::size_t files = 0;
};

// Looks at the files that `plimsoll lint` would read below `folder` (canonical). Reads those that
// may be Applications, and those that may be templates.
Survey survey(const std::string& folder, const Host& host);

}  // namespace plimsoll
