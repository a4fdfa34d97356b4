// Lists what a commit or the index holds:
//
//   git ls-tree -r -z    100644 blob
//   78981922613b2afb6025042ff6bd878ac1994e85<TAB>deploy/web.yaml<NUL> git ls-files -s -z   100644
//   78981922613b2afb6025042ff6bd878ac1994e85 0<TAB>deploy/web.yaml<NUL>
//
// Names come as they are. Git itself makes no commit with `..` or `.git` in a path, but nothing
// keeps others from doing so, and then the same bytes could be reached by two names, or none: such
// a snapshot is not read.

#include <algorithm>
#include <string_view>

#include "cli/formats/escape.h"
#include "cli/git_tree.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

// As long as a path can be on the systems that files are checked out to.
constexpr std::size_t kLongestPath = 4096;

std::string_view take_until(std::string_view& text, char end) {
  const std::size_t at = std::min(text.find(end), text.size());
  const std::string_view taken = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return taken;
}

bool is_sound(std::string_view path) {
  if (path.empty() || path.size() > kLongestPath) return false;
  while (true) {
    const std::size_t slash = path.find('/');
    const std::string_view name = path.substr(0, slash);
    if (name.empty() || name == "." || name == ".." || name == ".git") return false;
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
}

GitEntry::Kind kind_of(std::string_view mode) {
  if (mode == "120000") return GitEntry::Kind::kSymlink;
  return mode == "160000" ? GitEntry::Kind::kSubmodule : GitEntry::Kind::kFile;
}

// Whether a path was added, rather than there already as a file or below one.
bool add(std::string_view path, GitEntry entry, GitEntries& entries) {
  if (!is_sound(path)) return false;
  const auto [place, added] = entries.emplace(path, std::move(entry));
  if (!added) return false;
  for (std::size_t slash = path.rfind('/'); slash != std::string_view::npos && slash != 0;
       slash = path.rfind('/', slash - 1)) {
    if (entries.contains(path.substr(0, slash))) return false;
  }
  return true;
}

std::string unsound(std::string_view path) {
  return concat(" holds the path ", visible(path), ", which cannot be a file");
}

}  // namespace

GitSnapshot read_commit(const GitRepository& repository, const std::string& commit) {
  GitSnapshot snapshot{.name = concat("commit ", commit.substr(0, 10)), .entries = {}, .error = {}};
  if (commit.empty()) return snapshot;
  const GitAnswer answer = repository.ask({"ls-tree", "-r", "-z", "--full-tree", commit});
  snapshot.error = answer.error;
  if (answer.exit_code == 1) snapshot.error = "git cannot list the commit";
  std::string_view rest = answer.output;
  while (snapshot.error.empty() && !rest.empty()) {
    std::string_view line = take_until(rest, '\0');
    const std::string_view mode = take_until(line, ' ');
    take_until(line, ' ');  // the type, which follows from the mode
    const std::string_view object = take_until(line, '\t');
    if (!add(line, {kind_of(mode), std::string(object)}, snapshot.entries)) {
      snapshot.error = concat(snapshot.name, unsound(line));
    }
  }
  return snapshot;
}

GitSnapshot read_index(const GitRepository& repository) {
  GitSnapshot snapshot{.name = "the index", .entries = {}, .error = {}};
  // From the top, or only what lies below the working folder is listed.
  const GitAnswer answer = repository.ask({"ls-files", "-s", "-z", "--full-name", ":/"});
  snapshot.error = answer.error;
  if (answer.exit_code == 1) snapshot.error = "git cannot list the index";
  std::string_view rest = answer.output;
  while (snapshot.error.empty() && !rest.empty()) {
    std::string_view line = take_until(rest, '\0');
    const std::string_view mode = take_until(line, ' ');
    const std::string_view object = take_until(line, ' ');
    const std::string_view stage = take_until(line, '\t');
    if (stage != "0") {
      snapshot.error = concat(visible(line), " is in conflict in the index; merge it first");
    } else if (!add(line, {kind_of(mode), std::string(object)}, snapshot.entries)) {
      snapshot.error = concat(snapshot.name, unsound(line));
    }
  }
  return snapshot;
}

}  // namespace plimsoll
