// Lists what a commit or the index holds:
//
//   git ls-tree -r -z     100644 blob 78981922613b2a...<TAB>deploy/web.yaml<NUL>
//   git ls-files -s -z    100644 78981922613b2a... 0<TAB>deploy/web.yaml<NUL>
//
// Names come as they are. Git itself makes no commit with `..` or `.git` in a path, but nothing
// keeps others from doing so, and then the same bytes could be reached by two names, or none: such
// a snapshot is not read.

#include <algorithm>
#include <iterator>
#include <set>
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

constexpr std::string_view kEmptyBlobs[] = {
    "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
    "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813"};
constexpr const char* kEmptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
constexpr const char* kEmptyTreeSha256 =
    "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321";

// Takes out what `git add --intent-to-add` merely announced: it is listed like an empty file, but a
// commit would not have it.
void drop_announced(const GitRepository& repository, GitEntries& entries) {
  const auto is_empty = [](const auto& one) {
    return std::ranges::find(kEmptyBlobs, one.second.object) != std::end(kEmptyBlobs);
  };
  const auto any = std::ranges::find_if(entries, is_empty);
  if (any == entries.end()) return;
  const bool is_long = any->second.object.size() > 40;
  const GitAnswer answer =
      repository.ask({"diff-index", "--cached", "--ita-invisible-in-index", "--name-only", "-z",
                      "--no-renames", is_long ? kEmptyTreeSha256 : kEmptyTree});
  if (!answer.error.empty() || answer.exit_code != 0) return;
  std::set<std::string_view> staged;
  for (std::string_view rest = answer.output; !rest.empty();) staged.insert(take_until(rest, '\0'));
  std::erase_if(entries,
                [&](const auto& one) { return is_empty(one) && !staged.contains(one.first); });
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
  if (snapshot.error.empty()) drop_announced(repository, snapshot.entries);
  return snapshot;
}

}  // namespace plimsoll
