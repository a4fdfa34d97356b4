#pragma once

#include <filesystem>
#include <string>

#include "tests/support/fixtures.h"
#include "tests/support/shell.h"

namespace plimsoll::test {

// A folder in which the real git runs and knows nothing of this machine's user: his configuration
// is the file `gitconfig` beside the work folder, which a test may fill.
class GitFolder {
 public:
  GitFolder() { std::filesystem::create_directories(work()); }

  std::filesystem::path root() const { return folder_.path(); }
  std::filesystem::path work() const { return folder_.path() / "work"; }
  // Programs that a test puts here come before all others.
  std::filesystem::path programs() const { return folder_.path() / "bin"; }

  // Runs lines of sh in the work folder. What they write to standard error counts as output.
  ShellResult sh(const std::string& lines) const {
    const std::string root = folder_.path().string();
    return run_shell(
        "exec 2>&1\nunset $(env | sed -n 's/^\\(GIT_[A-Z_]*\\)=.*/\\1/p')\n"
        "ROOT='" +
            root +
            "'\n"
            "export ROOT HOME=\"$ROOT\" PATH=\"$ROOT/bin:$PATH\"\n"
            "export GIT_CONFIG_GLOBAL=\"$ROOT/gitconfig\" GIT_CONFIG_NOSYSTEM=1\n"
            "export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com\n"
            "export GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.com\n" +
            lines,
        work());
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace plimsoll::test
