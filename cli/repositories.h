#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "cli/file_system.h"
#include "cli/git.h"

namespace plimsoll {

// A repository of which git did not tell what it ignores, so that nothing in it is left out.
struct Silence {
  std::string root;  // canonical
  std::string why;
};

// The Git repositories a scan touches, each asked for its root once and for what it ignores once.
// A repository that git cannot read has its root where its `.git` lies and ignores nothing;
// silences() says so. All paths are canonical.
class Repositories {
 public:
  Repositories(const FileSystem& files, const Git& git) : files_(files), git_(git) {}

  // The root of the innermost repository that holds `folder`; empty when there is none.
  const std::string& root_of(const std::string& folder);

  // Notes the question whether git ignores `path`, for answer(). A path that is the root of a
  // repository is put to the one around it. So is each repository on the way up to `top`, which
  // must hold the path: what lies in an ignored repository is ignored.
  void ask(const std::string& path, const std::string& top);
  // Puts all noted questions.
  void answer();
  // Whether `path`, or a repository between it and `top`, is ignored. REQUIRES: answer() after
  // ask() with the same paths.
  bool is_ignored(const std::string& path, const std::string& top);

  // The repositories whose ignored files nobody could tell.
  const std::vector<Silence>& silences() const { return silences_; }

 private:
  std::string confirm(const std::string& folder);
  void distrust(const std::string& root, const std::string& why);
  std::vector<std::string> chain(const std::string& path, const std::string& top);

  const FileSystem& files_;
  const Git& git_;
  std::unordered_map<std::string, std::string> roots_;
  std::unordered_set<std::string> failed_;
  std::map<std::string, std::vector<std::string>> questions_;  // paths by root
  std::unordered_set<std::string> ignored_;
  std::vector<Silence> silences_;
};

}  // namespace plimsoll
