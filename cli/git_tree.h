#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/file_system.h"
#include "cli/git_repository.h"

namespace plimsoll {

// A file as a commit or the index has it.
struct GitEntry {
  enum class Kind : std::uint8_t { kFile, kSymlink, kSubmodule };
  Kind kind = Kind::kFile;
  std::string object;
  friend bool operator==(const GitEntry&, const GitEntry&) = default;
};

// By path from the top of the repository.
using GitEntries = std::map<std::string, GitEntry, std::less<>>;

// The entries and what they are those of, for people: "commit 1a2b3c4", "the index".
struct GitSnapshot {
  std::string name;
  GitEntries entries;
  std::string error;  // why there is none, or it cannot be used; empty on success
};

// Of a commit, by its object name. A null name is that of a commit without files.
GitSnapshot read_commit(const GitRepository& repository, const std::string& commit);
// Of the index: what the next commit will hold.
GitSnapshot read_index(const GitRepository& repository);

// A snapshot as files, in the place of the repository's work tree; around it lie the files of
// `around`. Nothing leads from the one into the other: a symlink of the snapshot that leaves the
// repository is no file. Borrows everything it is given.
class GitTree final : public FileSystem {
 public:
  // Relative paths start at `folder`, which is canonical.
  GitTree(const GitRepository& repository, const GitSnapshot& snapshot, std::string folder,
          const FileSystem& around);

  FileStatus status(const std::string& path) const override;
  FolderListing list(const std::string& folder) const override;
  std::string canonical(const std::string& path) const override;
  ReadResult read(const std::string& path) const override;

 private:
  struct Found;
  Found find(const std::string& path) const;
  Found walk(std::string path) const;
  std::string follow(Found& found) const;
  const GitEntry* entry_at(const std::string& real) const;
  FileStatus status_of(const Found& found) const;

  const GitRepository& repository_;
  const GitSnapshot& snapshot_;
  std::string folder_;
  const FileSystem& around_;
  std::map<std::string, std::vector<FolderEntry>, std::less<>> folders_;
};

// Git for a scan of such a tree: the repository is where it is, and nothing in it is ignored, since
// all of it was added.
class GitOfTree final : public Git {
 public:
  GitOfTree(const GitRepository& repository, const Git& around)
      : repository_(repository), around_(around) {}
  Root root(const std::string& folder) const override;
  Ignored ignored(const std::string& root, const std::vector<std::string>& paths) const override;
  std::unique_ptr<GitRepository> open(const std::string& folder, std::string& error) const override;

 private:
  const GitRepository& repository_;
  const Git& around_;
};

}  // namespace plimsoll
