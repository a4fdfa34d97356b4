#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/lint/lint.h"

namespace plimsoll {

enum class FileType : std::uint8_t {
  kMissing,  // nothing there, or nothing that we may see
  kRegular,
  kFolder,
  kSymlink,
  kOther,    // FIFO, device, socket: nothing that can be read to its end with certainty
  kForeign,  // a submodule of a commit: the files of another repository
};

struct FileStatus {
  FileType type = FileType::kMissing;
  std::string error;  // why it cannot be read, when it is missing, kOther or kForeign
};

struct FolderEntry {
  std::string name;
  FileType type;  // of the entry itself: symlinks are not followed
};

struct FolderListing {
  std::vector<FolderEntry> entries;  // sorted by name
  std::string error;                 // empty on success
};

// The files a scan can see, so that tests can run on a tree in memory. Paths are raw bytes with `/`
// between names; relative ones start at the working directory. No method throws.
class FileSystem {
 public:
  virtual ~FileSystem() = default;

  // What lies at `path`, symlinks followed.
  virtual FileStatus status(const std::string& path) const = 0;
  virtual FolderListing list(const std::string& folder) const = 0;
  // The absolute path without symlinks, `.` and `..`. What of it does not exist is kept as written.
  // Empty when there is none (a symlink that leads to itself).
  virtual std::string canonical(const std::string& path) const = 0;
  // The bytes of a regular file of at most kMaxInputBytes (engine/yaml/limits.h).
  virtual ReadResult read(const std::string& path) const = 0;
};

// The files of this machine.
const FileSystem& disk();

// Why an input above the limit is not read.
std::string too_large();

// The folder that holds `path`; of "/", itself. REQUIRES: path is absolute and canonical.
std::string parent_folder(const std::string& path);
// The last name of a path.
std::string file_name(const std::string& path);
// Whether `path` is `folder` or lies below it. REQUIRES: both are canonical.
bool is_within(const std::string& path, const std::string& folder);
// `path` as seen from `folder`: "." for the folder itself. REQUIRES: is_within(path, folder).
std::string relative_to(const std::string& path, const std::string& folder);
// folder + "/" + name, without a second slash.
std::string join_path(const std::string& folder, const std::string& name);

}  // namespace plimsoll
