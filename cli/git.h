#pragma once

#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "cli/process.h"

namespace plimsoll {

class GitRepository;

// What git said to one question. `error` says in one line why there is no answer.
struct GitAnswer {
  int exit_code = -1;  // 0 and 1 are answers
  std::string output;
  std::string error;
};

// The git program of this machine, hardened: the scanned repository's configuration cannot make it
// run anything, no prompt appears, nothing is fetched, nothing is written.
struct GitCommand {
  std::string program;  // empty when git is not installed
  std::vector<std::string> environment;

  ProcessRequest request(const std::string& folder, std::vector<std::string> question) const;
  GitAnswer ask(const std::string& folder, std::vector<std::string> question,
                std::string input = {}) const;
};

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
  // The repository that git finds from `folder`, which is the one that a hook runs for inside a
  // hook. Null when there is none, with the reason in `error`.
  virtual std::unique_ptr<GitRepository> open(const std::string& folder, std::string& error) const;
};

class GitProgram final : public Git {
 public:
  // `environment` is the whole environment of this process, NAME=value.
  explicit GitProgram(std::vector<std::string> environment);
  Root root(const std::string& folder) const override;
  Ignored ignored(const std::string& root, const std::vector<std::string>& paths) const override;
  std::unique_ptr<GitRepository> open(const std::string& folder, std::string& error) const override;

 private:
  GitCommand git_;
  std::vector<std::string> placed_;  // the variables that say where the repository is
};

}  // namespace plimsoll
