#pragma once

#include <string>

#include "cli/terminal.h"

namespace plimsoll {

// Where git looks for the hooks of a repository.
struct HookPlace {
  // Whom the folder belongs to.
  enum class Owner {
    kGitFolder,  // the repository, its linked work trees included
    kWorkTree,   // the repository and everybody who clones it: the folder can be committed
    kShared,     // whoever set core.hooksPath or linked it there: other repositories may use it
  };
  std::string folder;      // canonical; need not exist
  std::string hooks_path;  // what core.hooksPath says; empty when nobody set it
  Owner owner = Owner::kGitFolder;
  std::string error;  // why git did not tell, in one line; empty on success
};

// Asks git about the repository that `folder` (canonical) lies in. Other questions to git overrule
// the hooks folder so that no hook can run (cli/git.h); this one wants what the user has set, and
// asks it in words that run nothing.
HookPlace find_hooks(const std::string& folder, const Variables& variables);

}  // namespace plimsoll
