#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "cli/git_tree.h"
#include "cli/host.h"
#include "cli/new_since.h"
#include "cli/scan.h"
#include "cli/units.h"

namespace plimsoll {

// A commit or the index as what a run sees. Borrows the repository and the host around it.
class GitSide {
 public:
  // Relative paths start at `folder`.
  GitSide(const GitRepository& repository, GitSnapshot snapshot, std::string folder,
          const Host& around);

  const GitSnapshot& snapshot() const { return *snapshot_; }
  const Host& host() const { return *host_; }

 private:
  std::unique_ptr<const GitSnapshot> snapshot_;
  std::unique_ptr<const GitTree> files_;
  std::unique_ptr<const GitOfTree> git_;
  std::unique_ptr<const Host> host_;
};

// The canonical paths of the files in which two sides differ.
std::vector<std::string> changed_files(const GitRepository& repository, const GitSide& a,
                                       const GitSide& b);

// Tells whether nothing is at a reported path of a scan any more. Borrows both.
IsGone gone_from(const Scan& scan, const Host& seen);

// An earlier state that a run is compared with, and what the run would be there.
struct EarlierSide {
  GitSide side;
  Scan scan;
};

// Checks an earlier state, and keeps its files for the next run. What cannot be run there (a path
// that did not exist) had no findings.
EarlierReport run_earlier(EarlierSide& earlier, ParsedFiles& parsed);

}  // namespace plimsoll
