#pragma once

#include <string>
#include <vector>

#include "cli/file_system.h"
#include "cli/git.h"
#include "cli/options.h"
#include "engine/lint/ledger.h"
#include "engine/lint/lint.h"

namespace plimsoll {

// Which bytes a run is about.
struct Discovery {
  std::string base;                   // canonical; what reported paths are relative to
  std::vector<Input> inputs;          // to be read; sorted by reported path
  std::vector<LedgerEntry> left_out;  // excluded, or known to be unreadable; sorted likewise
  std::vector<std::string> warnings;  // what git could not tell; see Ledger::warnings
  std::vector<std::string> reasons;   // of each warning, for people: they differ between machines
};

// Turns the paths of a command line into files.
//
// Folders are walked for .yaml, .yml and .json (or for what --include names), hidden files too, but
// nothing called .git. Left out are: parts of a chart that only Helm can read, what --exclude
// names, symlinks that leave the folder given or lead to what is read anyway, and what git ignores.
// Git is not asked about a path on the command line, nor about what lies below a folder on the
// command line that is ignored itself. No file is read twice.
//
// Values files of charts (values*.yaml beside a Chart.yaml) are inputs that are marked as such.
//
// Reported paths are relative to the root of the Git repository the arguments lie in, else to the
// argument (a folder; of a file, the folder that holds it). Where arguments differ in that, to the
// deepest folder that holds all of them, and the configuration: reported paths never collide, are
// never absolute and do not depend on the working directory.
Discovery discover(const FileRequest& request, const FileSystem& files, const Git& git);

}  // namespace plimsoll
