#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/git_repository.h"
#include "cli/git_tree.h"

namespace plimsoll {

struct Revision {
  std::string commit;  // its object name
  std::string error;   // why there is none; empty on success
};

// The commit that a user means. `text` never becomes an option of git.
Revision find_revision(const GitRepository& repository, std::string_view text);

// The commit behind an object name: itself, or what a tag is put on. Empty when there is none.
std::string commit_of(const GitRepository& repository, const std::string& object);

// The paths that one of them has and the other has not, or has otherwise; sorted.
std::vector<std::string> changed_paths(const GitEntries& a, const GitEntries& b);

}  // namespace plimsoll
