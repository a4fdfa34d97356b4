#pragma once

#include <algorithm>
#include <map>
#include <string>

#include "cli/file_system.h"

namespace plimsoll {

// A tree in memory. Paths of add() are absolute; the working directory is "/work".
class MemoryFileSystem final : public FileSystem {
 public:
  struct Entry {
    FileType type = FileType::kRegular;
    std::string content;  // of a symlink, its absolute target
  };

  MemoryFileSystem() { add_folder("/work"); }

  MemoryFileSystem& add(const std::string& path, std::string content = "") {
    return put(path, {FileType::kRegular, std::move(content)});
  }
  MemoryFileSystem& add_folder(const std::string& path) {
    return put(path, {FileType::kFolder, ""});
  }
  MemoryFileSystem& add_symlink(const std::string& path, std::string target) {
    return put(path, {FileType::kSymlink, std::move(target)});
  }
  MemoryFileSystem& add_pipe(const std::string& path) { return put(path, {FileType::kOther, ""}); }
  MemoryFileSystem& lock(const std::string& folder) {
    locked_ = folder;
    return *this;
  }

  FileStatus status(const std::string& path) const override {
    const std::string real = canonical(path);
    const auto found = entries_.find(real);
    if (found == entries_.end()) return {.type = FileType::kMissing, .error = "no such file"};
    const bool other = found->second.type == FileType::kOther;
    return {.type = found->second.type, .error = other ? "is a pipe" : ""};
  }

  FolderListing list(const std::string& folder) const override {
    if (folder == locked_) return {.entries = {}, .error = "locked"};
    FolderListing listing;
    for (const auto& [path, entry] : entries_) {
      if (path != "/" && parent_folder(path) == folder) {
        listing.entries.push_back({file_name(path), entry.type});
      }
    }
    return listing;
  }

  std::string canonical(const std::string& path) const override {
    std::string real = "/";
    std::string rest = path.starts_with('/') ? path : "/work/" + path;
    for (int links = 0; !rest.empty();) {
      const std::size_t slash = std::min(rest.find('/'), rest.size());
      const std::string name = rest.substr(0, slash);
      rest.erase(0, std::min(slash + 1, rest.size()));
      if (name.empty() || name == ".") continue;
      real = name == ".." ? parent_folder(real) : join_path(real, name);
      const auto found = entries_.find(real);
      if (found == entries_.end() || found->second.type != FileType::kSymlink) continue;
      if (++links > 40) return {};
      rest = found->second.content + "/" + rest;
      real = "/";
    }
    return real;
  }

  ReadResult read(const std::string& path) const override {
    const auto found = entries_.find(canonical(path));
    if (found == entries_.end()) return {.bytes = "", .error = "no such file"};
    return {.bytes = found->second.content, .error = ""};
  }

 private:
  MemoryFileSystem& put(const std::string& path, Entry entry) {
    entries_[path] = std::move(entry);
    for (std::string folder = parent_folder(path); folder != "/"; folder = parent_folder(folder)) {
      entries_.try_emplace(folder, Entry{FileType::kFolder, ""});
    }
    return *this;
  }

  std::map<std::string, Entry> entries_{{"/", {FileType::kFolder, ""}}};
  std::string locked_;
};

}  // namespace plimsoll
