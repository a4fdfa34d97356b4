// `plimsoll hook install` and `hook uninstall` in real repositories: what they change, what they
// leave alone, and what git does with the hook that is there afterwards.

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "cli/hook_shim.h"
#include "tests/support/git.h"
#include "tests/support/markdown.h"

namespace plimsoll::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kInit = "git -c init.defaultBranch=main init -q .\n";

// Everything below a folder: what it is, its mode, and its bytes.
std::map<std::string, std::string> snapshot(const fs::path& folder) {
  std::map<std::string, std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const fs::path& path = entry.path();
    std::string what = std::to_string(static_cast<int>(entry.symlink_status().type()));
    if (entry.is_symlink()) {
      what += fs::read_symlink(path).string();
    } else {
      what += "/" + std::to_string(static_cast<int>(entry.status().permissions()));
      if (entry.is_regular_file()) what += "/" + read_file(path);
    }
    all[path.lexically_relative(folder).string()] = what;
  }
  return all;
}

struct Place {
  const char* name;
  const char* setup;
};

constexpr Place kPlaces[] = {
    {"nothing there", ""},
    {"a hook", "printf '#!/bin/sh\\nexit 0' >.git/hooks/pre-push; chmod 750 .git/hooks/pre-push\n"},
    {"a hook that does not run", "echo '#!/bin/sh' >.git/hooks/pre-push\n"},
    {"bytes that are no text",
     "printf '\\177ELF\\000\\377' >.git/hooks/pre-push; chmod 755 .git/hooks/pre-push\n"},
    {"a symlink",
     "mkdir s; echo '#!/bin/sh' >s/p; chmod +x s/p\n"
     "ln -s ../../s/p .git/hooks/pre-push\n"},
    {"a symlink to nothing", "ln -s ../nowhere .git/hooks/pre-push\n"},
    {"no folder", "rm -r .git/hooks\n"},
    {"a folder of the work tree", "git config core.hooksPath .githooks\n"},
    {"one that is there, with a hook",
     "git config core.hooksPath .githooks; mkdir .githooks\n"
     "echo '#!/bin/sh' >.githooks/pre-push; chmod +x .githooks/pre-push\n"},
    {"a folder below that of git", "git config core.hooksPath \"$PWD/.git/my hooks\"\n"},
    {"a name in Korean", "git config core.hooksPath '훅 폴더'\n"},
    {"a bare repository", "rm -rf .git; git init -q --bare .\n"},
};

TEST_CASE("A hook that is installed and uninstalled leaves everything as it was") {
  for (const Place& place : kPlaces) {
    for (const char* name : {"", " pre-push", " pre-commit"}) {
      INFO(place.name << name);
      const GitFolder folder;
      REQUIRE(folder.sh(std::string(kInit) + place.setup).exit_code == 0);
      const auto before = snapshot(folder.work());

      const ShellResult install = folder.sh(std::string("plimsoll hook install") + name);
      INFO(install.output);
      CHECK(install.exit_code == 0);
      const auto installed = snapshot(folder.work());
      CHECK(installed != before);
      CHECK(folder.sh(std::string("plimsoll hook install") + name).exit_code == 0);
      CHECK(snapshot(folder.work()) == installed);

      const ShellResult uninstall = folder.sh(std::string("plimsoll hook uninstall") + name);
      INFO(uninstall.output);
      CHECK(uninstall.exit_code == 0);
      CHECK(snapshot(folder.work()) == before);
      CHECK(folder.sh(std::string("plimsoll hook uninstall") + name).exit_code == 0);
      CHECK(snapshot(folder.work()) == before);
    }
  }
}

TEST_CASE("The hook goes where git looks for it") {
  const GitFolder folder;
  REQUIRE(folder
              .sh(std::string(kInit) + "git commit -q --allow-empty -m 1\nmkdir -p a/b\n"
                                       "git worktree add -q ../linked")
              .exit_code == 0);
  for (const char* from : {"cd a/b", "cd ../linked"}) {
    INFO(from);
    CHECK(folder.sh(std::string(from) + "\nplimsoll hook install").exit_code == 0);
    CHECK(folder.sh("test -x .git/hooks/pre-push").exit_code == 0);
    CHECK(folder.sh(std::string(from) + "\nplimsoll hook uninstall").exit_code == 0);
    CHECK(folder.sh("test -e .git/hooks/pre-push").exit_code == 1);
  }
}

struct Refusal {
  const char* setup;
  const char* said;
};

constexpr Refusal kRefusals[] = {
    {"mkdir .git/hooks/pre-push\n", ".git/hooks/pre-push: is a folder"},
    {"mkfifo .git/hooks/pre-push\n", "is no file"},
    {"printf '#!/bin/sh\\r\\nexit 0\\r\\n' >.git/hooks/pre-push; chmod +x .git/hooks/pre-push\n",
     "end with CR LF"},
    {"echo >.git/hooks/pre-push; echo >.git/hooks/pre-push.before-plimsoll\n",
     "pre-push.before-plimsoll: is in the way"},
    {"echo >.git/hooks/pre-push.before-plimsoll\n", "is in the way"},
    {"git config core.hooksPath /dev/null\n", "hooks are switched off"},
    {"git config core.hooksPath .git/config/x\n", ""},
    {"git config core.hooksPath \"$ROOT/shared\"\n", "lies outside of this repository"},
    {"git config --global core.hooksPath '~/shared'\n", "lies outside of this repository"},
    {"rmdir .git/hooks 2>&- || rm -r .git/hooks; mkdir ../shared; ln -s ../../shared .git/hooks\n",
     "lies outside of this repository"},
    {"mkdir -p .husky/_; git config core.hooksPath .husky/_\n", ".husky/pre-push"},
    {"printf '#!/bin/sh\\ncall_lefthook run \"pre-push\" \"$@\"\\n' >.git/hooks/pre-push\n",
     "lefthook manages"},
    {"printf '#!/bin/sh\\n# File generated by pre-commit: https://x\\n' >.git/hooks/pre-push\n",
     "pre-commit manages"},
    {"plimsoll hook install; echo '# mine' >>.git/hooks/pre-push\n", "was edited"},
    {"plimsoll hook install; sed -i 's/$/\\r/' .git/hooks/pre-push\n", "was edited"},
    {"rm -rf .git\n", "not a git repository"},
};

TEST_CASE("Where a hook must not go or cannot, nothing is changed and the reason is said") {
  for (const Refusal& one : kRefusals) {
    INFO(one.setup);
    const GitFolder folder;
    folder.sh(std::string(kInit) + one.setup);
    const auto before = snapshot(folder.root());
    const ShellResult result = folder.sh("plimsoll hook install");
    INFO(result.output);
    CHECK(result.exit_code == 2);
    CHECK(result.output.find(one.said) != std::string::npos);
    CHECK(snapshot(folder.root()) == before);
  }
}

TEST_CASE("A folder that may not be written to is said, and nothing is left in it") {
  if (::geteuid() == 0) return;  // may write everywhere
  const GitFolder folder;
  folder.sh(std::string(kInit) + "echo '#!/bin/sh' >.git/hooks/pre-push; chmod 555 .git/hooks\n");
  const auto before = snapshot(folder.root());
  const ShellResult result = folder.sh("plimsoll hook install");
  CHECK(result.exit_code == 2);
  CHECK(result.output.find("Permission denied") != std::string::npos);
  CHECK(snapshot(folder.root()) == before);
  folder.sh("chmod 755 .git/hooks");
}

TEST_CASE("Force installs a hook where others have theirs, and uninstalling still undoes it") {
  for (const char* setup : {"mkdir ../shared; git config --global core.hooksPath '~/shared'\n",
                            "mkdir -p .husky/_; echo '#!/bin/sh' >.husky/_/pre-push; git config "
                            "core.hooksPath .husky/_\n",
                            "printf '#!/bin/sh\\nlefthook run\\n' >.git/hooks/pre-push; chmod +x "
                            ".git/hooks/pre-push\n"}) {
    INFO(setup);
    const GitFolder folder;
    folder.sh(std::string(kInit) + setup);
    const auto before = snapshot(folder.root());
    CHECK(folder.sh("plimsoll hook install --force").exit_code == 0);
    CHECK(folder.sh("plimsoll hook uninstall").exit_code == 0);
    CHECK(snapshot(folder.root()) == before);
  }
}

TEST_CASE("Uninstalling leaves a hook alone that is another's, or was made one's own") {
  const GitFolder folder;
  folder.sh(std::string(kInit) + "echo '#!/bin/sh' >.git/hooks/pre-push\n");
  auto before = snapshot(folder.root());
  ShellResult result = folder.sh("plimsoll hook uninstall");
  CHECK(result.exit_code == 0);
  CHECK(result.output.find("is not plimsoll's and stays") != std::string::npos);
  CHECK(snapshot(folder.root()) == before);

  folder.sh("plimsoll hook install; echo '# mine' >>.git/hooks/pre-push");
  before = snapshot(folder.root());
  result = folder.sh("plimsoll hook uninstall");
  CHECK(result.exit_code == 2);
  CHECK(result.output.find("was edited since") != std::string::npos);
  CHECK(snapshot(folder.root()) == before);
}

// A program called plimsoll that notes what it is asked and ends as it is told.
constexpr const char* kStandIn =
    "mkdir -p \"$ROOT/bin\"\ncat >\"$ROOT/bin/plimsoll\" <<'END'\n#!/bin/sh\n"
    "{ echo \"$@\"; cat; } >\"$ROOT/asked\"\nexit \"${PLIMSOLL_ENDS:-0}\"\nEND\n"
    "cat >.git/hooks/pre-push <<'END'\n#!/bin/sh\n"
    "{ echo \"$@\"; cat; } >\"$ROOT/before\"\nexit \"${BEFORE_ENDS:-0}\"\nEND\n"
    "chmod +x \"$ROOT/bin/plimsoll\" .git/hooks/pre-push\n"
    "git commit -q --allow-empty -m 1\ngit -c init.defaultBranch=main init -q --bare ../remote\n"
    "git remote add origin ../remote\n";

TEST_CASE("A push asks the hook that was there and plimsoll, and fails if either does") {
  for (const int before : {0, 3}) {
    for (const int plimsoll : {0, 1, 2}) {
      INFO(before << " " << plimsoll);
      const GitFolder folder;
      REQUIRE(folder.sh(kInit).exit_code == 0);
      REQUIRE(folder.sh("plimsoll version").exit_code == 0);
      // Installed by the real program; asked through the one in its place.
      REQUIRE(folder.sh("git config user.name a; true").exit_code == 0);
      REQUIRE(folder
                  .sh(std::string("program=$(command -v plimsoll)\n") + kStandIn +
                      "\"$program\" hook install")
                  .exit_code == 0);
      const ShellResult push =
          folder.sh("export BEFORE_ENDS=" + std::to_string(before) +
                    " PLIMSOLL_ENDS=" + std::to_string(plimsoll) +
                    "\nmkdir -p sub; cd sub; git push -q origin main HEAD:refs/heads/other");
      INFO(push.output);
      CHECK((push.exit_code == 0) == (before == 0 && plimsoll == 0));
      const std::string asked = read_file(folder.root() / "asked");
      const std::string seen = read_file(folder.root() / "before");
      CHECK(asked == "hook pre-push " + seen);
      CHECK(split_lines(seen).size() == 3);  // the remote, and a line for each branch
    }
  }
}

TEST_CASE("Without the program the hook blocks and says what to do; PLIMSOLL_SKIP=1 goes on") {
  const GitFolder folder;
  folder.sh(std::string(kInit) +
            "git commit -q --allow-empty -m 1\n"
            "git init -q --bare ../remote\ngit remote add origin ../remote\n"
            "mkdir \"$ROOT/gone\"\n"
            "ln \"$(command -v plimsoll)\" \"$ROOT/gone/plimsoll\" 2>&- ||\n"
            "  cp \"$(command -v plimsoll)\" \"$ROOT/gone/plimsoll\"\n"
            "\"$ROOT/gone/plimsoll\" hook install");
  const std::string push = "PATH=/usr/bin:/bin; git push -q origin HEAD:refs/heads/x";
  if (folder.sh("PATH=/usr/bin:/bin; command -v plimsoll").exit_code == 0) return;
  // Not on PATH, but where it was when it installed the hook.
  CHECK(folder.sh(push).output.find("not found") == std::string::npos);

  folder.sh("rm -r \"$ROOT/gone\"");
  const ShellResult blocked = folder.sh(push);
  CHECK(blocked.exit_code != 0);
  CHECK(blocked.output.find("plimsoll: not found, so nothing was checked") != std::string::npos);
  const ShellResult skipped = folder.sh("export PLIMSOLL_SKIP=1; " + push);
  CHECK(skipped.exit_code == 0);
  CHECK(skipped.output.find("skipped") != std::string::npos);
}

TEST_CASE("A path of any shape stands in the hook as it is") {
  for (const char* path : {"/usr/bin/plimsoll", "/a b/'c'/$(d)", "/한글/\"e\"/`f`\\", ""}) {
    const std::string text = hook_shim({.name = "pre-push", .program = path});
    CHECK(shim_state(text) == ShimState::kOurs);
    const TemporaryFolder folder;
    write_file(folder.path() / "shim", text);
    const ShellResult result =
        run_shell("eval \"$(grep '^installed=' shim)\"; printf %s \"$installed\"", folder.path());
    CHECK(result.output == path);
  }
}

}  // namespace
}  // namespace plimsoll::test
