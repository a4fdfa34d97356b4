// The file system of this machine, seen through POSIX.
//
// A file is opened without waiting (a FIFO would wait for a writer for ever), is asked what it is
// once it is open (it may have been swapped since it was found), and is read to its end or to the
// limit, whatever size it claimed to have: files in /proc claim none, a log grows.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "cli/file_system.h"
#include "engine/text/concat.h"
#include "engine/yaml/limits.h"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

FileType type_of(fs::file_type type) {
  switch (type) {
    case fs::file_type::regular:
      return FileType::kRegular;
    case fs::file_type::directory:
      return FileType::kFolder;
    case fs::file_type::symlink:
      return FileType::kSymlink;
    case fs::file_type::not_found:
    case fs::file_type::none:
      return FileType::kMissing;
    default:
      return FileType::kOther;
  }
}

std::string describe(int error) {
  return error == ENOENT ? "no such file or folder" : std::generic_category().message(error);
}

// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int value() const { return value_; }

 private:
  int value_;
};

std::string not_readable(fs::file_type type) {
  if (type == fs::file_type::directory) return "is a folder";
  if (type == fs::file_type::socket) return "is a socket, not a file";
  if (type != fs::file_type::fifo) return "is a device, not a file";
  return "is a pipe, not a file; give its text to standard input and name it -";
}

fs::file_type type_of_mode(mode_t mode) {
  if (S_ISREG(mode)) return fs::file_type::regular;
  if (S_ISDIR(mode)) return fs::file_type::directory;
  if (S_ISFIFO(mode)) return fs::file_type::fifo;
  return S_ISSOCK(mode) ? fs::file_type::socket : fs::file_type::unknown;
}

ReadResult read_all(int descriptor, std::size_t expected) {
  ReadResult result;
  constexpr std::size_t kLimit = kMaxInputBytes;
  std::size_t size = 0;
  std::size_t room = std::min(expected, kLimit) + 1;
  while (true) {
    result.bytes.resize(std::max(size + 1, room));
    const ssize_t got = ::read(descriptor, result.bytes.data() + size, result.bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return {.bytes = "", .error = describe(errno)};
    size += static_cast<std::size_t>(got);
    if (got == 0) break;
    if (size > kLimit) return {.bytes = "", .error = too_large()};
    if (size == result.bytes.size()) room = size + std::max<std::size_t>(size, 64u << 10);
  }
  result.bytes.resize(size);
  return result;
}

class Disk final : public FileSystem {
 public:
  FileStatus status(const std::string& path) const override {
    std::error_code error;
    const fs::file_status found = fs::status(path, error);
    FileStatus result{.type = type_of(found.type()), .error = {}};
    if (result.type == FileType::kMissing) result.error = describe(error ? error.value() : ENOENT);
    if (result.type == FileType::kOther) result.error = not_readable(found.type());
    return result;
  }

  FolderListing list(const std::string& folder) const override {
    FolderListing listing;
    std::error_code error;
    fs::directory_iterator entry(folder, error);
    while (!error && entry != fs::directory_iterator()) {
      std::error_code unknown;  // an entry that vanished meanwhile is missing
      listing.entries.push_back({.name = entry->path().filename().native(),
                                 .type = type_of(entry->symlink_status(unknown).type())});
      entry.increment(error);
    }
    if (error) listing.error = describe(error.value());
    std::ranges::sort(listing.entries, {}, &FolderEntry::name);
    return listing;
  }

  std::string canonical(const std::string& path) const override {
    std::error_code error;
    const fs::path absolute = fs::absolute(path, error);
    if (error) return {};
    std::string real = fs::weakly_canonical(absolute, error).native();
    if (error) return {};
    while (real.size() > 1 && real.ends_with('/')) real.pop_back();
    return real;
  }

  ReadResult read(const std::string& path) const override {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (file.value() < 0) return {.bytes = "", .error = describe(errno)};
    struct stat status {};
    if (::fstat(file.value(), &status) != 0) return {.bytes = "", .error = describe(errno)};
    const fs::file_type type = type_of_mode(status.st_mode);
    if (type != fs::file_type::regular) return {.bytes = "", .error = not_readable(type)};
    return read_all(file.value(), static_cast<std::size_t>(std::max<off_t>(status.st_size, 0)));
  }
};

}  // namespace

const FileSystem& disk() {
  static const Disk kDisk;
  return kDisk;
}

}  // namespace plimsoll
