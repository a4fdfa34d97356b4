// Where reports go. A file is written under a name of its own beside its target and then renamed
// over it, which the file system does at once. Ctrl-C meanwhile waits for that: it never leaves the
// file of a name nobody knows behind.

#include "cli/output.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <ostream>
#include <system_error>

#include "engine/text/concat.h"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kUsualMode = 0666;  // less what the umask takes
constexpr mode_t kModeBits = 07777;

// Holds back the signals that ask a program to end, from the making of a file to its renaming, so
// that none is left half done. They have their effect when the object goes. REQUIRES: no other
// thread runs, which would get them instead.
class HeldSignals {
 public:
  HeldSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) sigaddset(&signals, signal);
    ::pthread_sigmask(SIG_BLOCK, &signals, &before_);
  }
  ~HeldSignals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;

 private:
  sigset_t before_;
};

std::string reason() {
  return std::generic_category().message(errno);
}

// Writes to and closes a new descriptor. Returns whether all was written; errno says why not.
bool write_and_close(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      const int error = errno;
      ::close(descriptor);
      errno = error;
      return false;
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::close(descriptor) == 0;
}

std::string write_in_place(const std::string& path, std::string_view text) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) return reason();
  return write_and_close(descriptor, text) || errno == EPIPE ? std::string{} : reason();
}

// The file that a chain of symlinks leads to, so that the links stay.
std::string target_of(const std::string& path) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(fs::absolute(path, error), error);
  return error ? path : real.native();
}

}  // namespace

std::string write_stream(std::ostream& stream, std::string_view text) {
  errno = 0;
  stream.write(text.data(), static_cast<std::streamsize>(text.size())).flush();
  if (stream || errno == EPIPE) return {};
  return errno == 0 ? "the stream is closed" : reason();
}

std::string write_file(const std::string& path, std::string_view text) {
  struct stat old {};
  const bool exists = ::stat(path.c_str(), &old) == 0;
  if (exists && S_ISDIR(old.st_mode)) return "is a folder";
  if (exists && !S_ISREG(old.st_mode)) return write_in_place(path, text);

  const std::string target = target_of(path);
  // What may not be written must not be replaced either, though the folder would allow it.
  if (exists && ::access(target.c_str(), W_OK) != 0) return reason();
  const HeldSignals held;
  const std::string fresh = concat(target, ".", ::getpid(), ".tmp");
  const int descriptor =
      ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, kUsualMode);
  if (descriptor < 0) return reason();
  if (exists) static_cast<void>(::fchmod(descriptor, old.st_mode & kModeBits));
  if (write_and_close(descriptor, text) && std::rename(fresh.c_str(), target.c_str()) == 0) {
    return {};
  }
  const std::string why = reason();
  ::unlink(fresh.c_str());
  return why;
}

std::string append_file(const std::string& path, std::string_view text) {
  const int descriptor =
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, kUsualMode);
  if (descriptor < 0) return reason();
  return write_and_close(descriptor, text) ? std::string{} : reason();
}

}  // namespace plimsoll
