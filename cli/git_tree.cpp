// The files of a commit or of the index, as if they were checked out.
//
// A path is followed name by name, from the place of the repository on, as the kernel would:
//
//   /work/repo/current/web.yaml     current -> releases/7    releases/7/web.yaml of the snapshot
//
// What lies around the repository is the disk's, so that a path of the command line can lead out of
// it; but no symlink of the snapshot can, for then what a commit is found to hold would depend on
// the machine. A submodule is a folder whose files are another repository's.

#include "cli/git_tree.h"

#include <algorithm>

#include "engine/text/concat.h"

namespace plimsoll {
namespace {

// As many symlinks as a path may lead through.
constexpr int kMostLinks = 40;
constexpr std::string_view kLeaves = "is a symlink that leaves the repository";

std::string_view first_name(std::string_view& rest) {
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  const std::string_view name = rest.substr(0, slash);
  rest.remove_prefix(std::min(slash + 1, rest.size()));
  return name;
}

FileType type_of(const GitEntry& entry) {
  if (entry.kind == GitEntry::Kind::kSymlink) return FileType::kSymlink;
  return entry.kind == GitEntry::Kind::kFile ? FileType::kRegular : FileType::kForeign;
}

}  // namespace

// Where a path leads.
struct GitTree::Found {
  std::string real;                 // canonical, of what is there or would be; empty when nowhere
  const GitEntry* entry = nullptr;  // of a file or submodule; null for all else
  bool outside = false;             // of the repository, as the path itself says
  std::string problem = {};         // why it leads nowhere
};

GitTree::GitTree(const GitRepository& repository, const GitSnapshot& snapshot, std::string folder,
                 const FileSystem& around)
    : repository_(repository), snapshot_(snapshot), folder_(std::move(folder)), around_(around) {
  const std::string& root = repository_.root();
  // Discovery knows a repository by it.
  folders_[root].push_back({".git", FileType::kFolder});
  folders_[join_path(root, ".git")] = {};
  for (const auto& [path, entry] : snapshot_.entries) {
    std::string place = join_path(root, path);
    FileType type = type_of(entry);
    while (place != root) {
      std::string above = parent_folder(place);
      auto& entries = folders_[above];
      const std::string name = file_name(place);
      // Paths are sorted, so a folder that was met before was met last.
      if (!entries.empty() && entries.back().name == name) break;
      entries.push_back({name, type});
      place = std::move(above);
      type = FileType::kFolder;
    }
  }
  for (auto& one : folders_) std::ranges::sort(one.second, {}, &FolderEntry::name);
}

// What a symlink becomes that a path led to, as an absolute path. Empty when it may not be
// followed; `found` says why.
std::string GitTree::follow(Found& found) const {
  const ReadResult target = repository_.read_blob(found.entry->object);
  std::string place = target.bytes.starts_with('/')
                          ? target.bytes
                          : join_path(parent_folder(found.real), target.bytes);
  found.entry = nullptr;
  if (!target.error.empty()) {
    found.problem = concat("is a symlink, and ", target.error);
  } else if (!is_within(place, repository_.root())) {
    found.problem = kLeaves;
    found.real = std::move(place);
  } else {
    found.real = repository_.root();
    return place;
  }
  return {};
}

// Follows an absolute path that begins in the repository.
GitTree::Found GitTree::walk(std::string path) const {
  const std::string& root = repository_.root();
  Found found{.real = root};
  const auto below_root = [&] {
    return std::string_view(path).substr(root == "/" ? 0 : root.size());
  };
  std::string_view rest = below_root();
  int links = 0;
  while (!rest.empty() && found.problem.empty()) {
    const std::string_view name = first_name(rest);
    if (name.empty() || name == ".") continue;
    if (name == "..") {
      const bool leaves = found.real == root;
      found.real = parent_folder(found.real);
      found.entry = nullptr;
      if (!leaves) continue;
      if (links > 0) found.problem = kLeaves;
      found.outside = links == 0;
      found.real = join_path(found.real, std::string(rest));
      return found;
    }
    found.real = join_path(found.real, std::string(name));
    found.entry = entry_at(found.real);
    if (found.entry == nullptr || found.entry->kind != GitEntry::Kind::kSymlink) continue;
    if (++links > kMostLinks) return {.real = {}, .problem = "is a symlink to itself"};
    const std::string target = follow(found);
    path = rest.empty() ? target : concat(target, "/", rest);
    if (found.problem.empty()) rest = below_root();
  }
  return found;
}

const GitEntry* GitTree::entry_at(const std::string& real) const {
  const auto entry = snapshot_.entries.find(relative_to(real, repository_.root()));
  return entry == snapshot_.entries.end() ? nullptr : &entry->second;
}

GitTree::Found GitTree::find(const std::string& path) const {
  const std::string& root = repository_.root();
  std::string absolute = path.starts_with('/') ? path : join_path(folder_, path);
  while (absolute.size() > 1 && absolute.ends_with('/')) absolute.pop_back();
  if (folders_.contains(absolute)) return {.real = std::move(absolute)};
  if (is_within(absolute, root)) {
    // Most paths are those of files, just as the snapshot has them.
    const GitEntry* entry = entry_at(absolute);
    if (entry != nullptr && entry->kind == GitEntry::Kind::kFile) {
      return {.real = std::move(absolute), .entry = entry};
    }
    Found found = walk(std::move(absolute));
    if (!found.outside) return found;
    absolute = std::move(found.real);
  }
  // It may still lead in from outside, by a symlink or by `..`.
  std::string real = around_.canonical(absolute);
  if (!real.empty() && is_within(real, root)) return walk(std::move(real));
  return {.real = std::move(real), .outside = true};
}

FileStatus GitTree::status_of(const Found& found) const {
  if (!found.problem.empty()) {
    return {found.problem == kLeaves ? FileType::kOther : FileType::kMissing, found.problem};
  }
  if (found.entry == nullptr) {
    if (folders_.contains(found.real)) return {FileType::kFolder, {}};
    return {FileType::kMissing, concat("no such file or folder in ", snapshot_.name)};
  }
  if (found.entry->kind == GitEntry::Kind::kFile) return {FileType::kRegular, {}};
  return {FileType::kForeign, "is a submodule, whose files are another repository's"};
}

FileStatus GitTree::status(const std::string& path) const {
  const Found found = find(path);
  return found.outside ? around_.status(path) : status_of(found);
}

FolderListing GitTree::list(const std::string& folder) const {
  const Found found = find(folder);
  if (found.outside) return around_.list(folder);
  const auto entries = folders_.find(found.real);
  if (found.problem.empty() && entries != folders_.end()) return {entries->second, {}};
  const FileStatus why = status_of(found);
  return {{}, why.error.empty() ? "is a file" : why.error};
}

std::string GitTree::canonical(const std::string& path) const {
  return find(path).real;
}

ReadResult GitTree::read(const std::string& path) const {
  const Found found = find(path);
  if (found.outside) return around_.read(path);
  const FileStatus what = status_of(found);
  if (what.type == FileType::kRegular) return repository_.read_blob(found.entry->object);
  return {.bytes = {}, .error = what.error.empty() ? "is a folder" : what.error};
}

Git::Root GitOfTree::root(const std::string& folder) const {
  if (is_within(folder, repository_.root())) return {repository_.root(), {}};
  return around_.root(folder);
}

Git::Ignored GitOfTree::ignored(const std::string& root,
                                const std::vector<std::string>& paths) const {
  if (root == repository_.root()) return {};
  return around_.ignored(root, paths);
}

std::unique_ptr<GitRepository> GitOfTree::open(const std::string& folder,
                                               std::string& error) const {
  return around_.open(folder, error);
}

}  // namespace plimsoll
