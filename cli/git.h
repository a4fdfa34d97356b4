#pragma once

#include <string>
#include <unordered_set>
#include <vector>

namespace plimsoll {

// What is asked of git. An interface, so that tests of discovery need no git. `error` says in one
// line why there is no answer; empty on success.
class Git {
 public:
  struct Root {
    std::string folder;  // canonical
    std::string error;
  };
  struct Ignored {
    std::unordered_set<std::string> paths;  // those of the question that git ignores
    std::string error;
  };

  virtual ~Git() = default;
  // The top folder of the work tree that `folder` belongs to.
  virtual Root root(const std::string& folder) const = 0;
  // Which of `paths`, relative to the work tree at `root`, git ignores; tracked files never are.
  // REQUIRES: no path leads through a symlink or into another repository.
  virtual Ignored ignored(const std::string& root, const std::vector<std::string>& paths) const = 0;
};

// The git program of this machine, hardened: the scanned repository's configuration cannot make it
// run anything, no prompt appears, nothing is fetched, nothing is written.
class GitProgram final : public Git {
 public:
  // `environment` is the whole environment of this process, NAME=value.
  explicit GitProgram(std::vector<std::string> environment);
  Root root(const std::string& folder) const override;
  Ignored ignored(const std::string& root, const std::vector<std::string>& paths) const override;

 private:
  struct Answer {
    int exit_code;
    std::string output;
    std::string error;
  };
  Answer ask(const std::string& folder, std::vector<std::string> question, std::string input) const;

  std::string program_;  // empty when git is not installed
  std::vector<std::string> environment_;
};

}  // namespace plimsoll
