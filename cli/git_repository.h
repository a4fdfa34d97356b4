#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "cli/git.h"
#include "cli/process.h"
#include "engine/lint/lint.h"

namespace plimsoll {

// One repository, read through the git program and never written. Its objects are asked for by one
// git that stays. Safe to be used by several threads.
class GitRepository {
 public:
  // `git` is the program and how it is called; it works in `folder`. Nothing is asked yet.
  GitRepository(GitCommand git, std::string folder, std::string root);

  // The top folder of the work tree, canonical; where there is none, the folder git works in.
  const std::string& root() const { return root_; }

  GitAnswer ask(std::vector<std::string> question, std::string input = {}) const;

  // The bytes of a blob, of at most kMaxInputBytes (engine/yaml/limits.h), by its object name.
  ReadResult read_blob(const std::string& object) const;

 private:
  ReadResult request_blob(const std::string& object) const;

  GitCommand git_;
  std::string folder_;
  std::string root_;
  mutable std::mutex mutex_;  // of the conversation
  mutable std::unique_ptr<Conversation> blobs_;
};

}  // namespace plimsoll
