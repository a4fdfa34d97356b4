// Walks a folder without ever leaving it.
//
// Symlinks to files are followed when they stay inside. Symlinks to folders never are: if the
// folder lies inside, its files are met under their own names; if it does not, they were not asked
// for; and if it lies above, one would walk for ever.

#include "cli/walk.h"

#include <utility>

#include "engine/text/concat.h"

namespace plimsoll {
namespace {

class Walker {
 public:
  Walker(const FileSystem& files, const std::string& root,
         const std::function<bool(const std::string&)>& wanted)
      : files_(files), root_(root), wanted_(wanted) {}

  Walk run(const std::string& path) {
    pending_.push_back({path, root_});
    while (!pending_.empty()) {
      const auto [folder, real] = std::move(pending_.back());
      pending_.pop_back();
      visit(folder, real);
    }
    return std::move(walk_);
  }

 private:
  void visit(const std::string& folder, const std::string& real) {
    const FolderListing listing = files_.list(real);
    if (!listing.error.empty()) {
      leave_out(folder, real, Outcome::kUnreadable, concat("cannot be listed: ", listing.error));
    }
    for (const FolderEntry& entry : listing.entries) {
      if (entry.name == ".git") continue;
      std::string path = folder == "." ? entry.name : join_path(folder, entry.name);
      std::string entry_real = join_path(real, entry.name);
      switch (entry.type) {
        case FileType::kFolder:
          pending_.push_back({std::move(path), std::move(entry_real)});
          break;
        case FileType::kSymlink:
          follow(path, entry_real);
          break;
        case FileType::kForeign:
          leave_out(path, entry_real, Outcome::kExcluded, files_.status(entry_real).error);
          break;
        case FileType::kOther:
          // By its name it may be a manifest, and then nobody has seen it.
          leave_out(path, entry_real,
                    wanted_(entry_real) ? Outcome::kUnreadable : Outcome::kExcluded,
                    files_.status(entry_real).error);
          break;
        case FileType::kRegular:
        case FileType::kMissing:  // gone meanwhile: reading it will say so
          if (wanted_(entry_real)) walk_.files.push_back({path, entry_real, {}});
          break;
      }
    }
  }

  void follow(const std::string& path, const std::string& link) {
    const FileStatus status = files_.status(link);
    if (status.type != FileType::kFolder && !wanted_(link)) return;
    const std::string target = files_.canonical(link);
    if (status.type == FileType::kMissing || target.empty()) {
      leave_out(path, link, Outcome::kUnreadable,
                concat("is a symlink to nothing: ", status.error));
    } else if (!is_within(target, root_)) {
      leave_out(path, link, Outcome::kExcluded, "symlink that leaves the folder being checked");
    } else if (status.type == FileType::kForeign) {
      leave_out(path, link, Outcome::kExcluded, status.error);
    } else if (status.type == FileType::kOther) {
      leave_out(path, link, Outcome::kUnreadable, status.error);
    } else if (status.type == FileType::kRegular) {
      walk_.files.push_back({path, target, link});
    } else if (is_within(link, target)) {
      leave_out(path, link, Outcome::kExcluded, "symlink to a folder above it");
    } else {
      leave_out(path, link, Outcome::kExcluded,
                concat("symlink to the folder ", relative_to(target, root_), ", read there"));
    }
  }

  void leave_out(const std::string& path, const std::string& real, Outcome outcome,
                 std::string reason) {
    walk_.left_out.push_back({path, real, outcome, std::move(reason)});
  }

  const FileSystem& files_;
  const std::string& root_;
  const std::function<bool(const std::string&)>& wanted_;
  std::vector<std::pair<std::string, std::string>> pending_;  // folders: as typed, canonical
  Walk walk_;
};

}  // namespace

Walk walk(const FileSystem& files, const std::string& path, const std::string& root,
          const std::function<bool(const std::string&)>& wanted) {
  return Walker(files, root, wanted).run(path);
}

}  // namespace plimsoll
