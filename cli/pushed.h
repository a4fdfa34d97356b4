#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/git_repository.h"

namespace plimsoll {

// A commit that a push makes the newest of a ref, with what the remote does not have of it.
struct PushedTip {
  std::string commit;
  std::string ref;                 // the remote's name for it, of the first if there are several
  std::vector<std::string> bases;  // commits the remote has; none when it has nothing of it
  std::vector<std::string> published;  // the arguments that name what the remote has, for rev-list
};

struct Push {
  std::vector<PushedTip> tips;  // each commit once; those that bring nothing new are left out
  std::string error;            // why it cannot be told; empty on success
};

// Understands what git tells a pre-push hook on its standard input: lines of LOCAL-REF LOCAL-OBJECT
// REMOTE-REF REMOTE-OBJECT. Deletions and what is no commit are left out.
//
// What the remote has is what its remote-tracking refs say, and the objects that git was told by it
// just now, as far as they are here. `remote` is its name, or its URL where it has none; then all
// remotes count.
Push read_push(const GitRepository& repository, std::string_view remote, std::string_view url,
               std::string_view input);

// A file as a pushed commit has it that is not the newest of its ref.
struct PushedBlob {
  std::string commit;  // the first that has it
  std::string path;
  std::string object;
};

// The blobs that the commits of a tip bring along, oldest commit first. Of a merge, what none of
// its parents has. `error` says why they cannot be told.
std::vector<PushedBlob> pushed_blobs(const GitRepository& repository, const PushedTip& tip,
                                     std::string& error);

}  // namespace plimsoll
