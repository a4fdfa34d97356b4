#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/file_system.h"
#include "engine/lint/ledger.h"

namespace plimsoll {

// What lies below one folder of the command line.
struct Walk {
  struct File {
    std::string path;  // below the folder as the user typed it
    std::string real;  // canonical
    std::string link;  // canonical place of the symlink that leads there; empty when none does
  };
  struct LeftOut {
    std::string path;
    std::string real;  // of the entry itself, were it a symlink
    Outcome outcome = Outcome::kExcluded;
    std::string reason;
  };
  std::vector<File> files;
  std::vector<LeftOut> left_out;
};

// Walks `root`, which the user called `path`. `wanted` decides by the canonical path of an entry
// whether a file is of interest.
Walk walk(const FileSystem& files, const std::string& path, const std::string& root,
          const std::function<bool(const std::string&)>& wanted);

}  // namespace plimsoll
