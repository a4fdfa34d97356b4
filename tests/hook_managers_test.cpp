// The recipes of docs/hooks.md in the real managers of hooks. What they call is a stand-in for
// plimsoll that notes its arguments and standard input: these tests are about what reaches it and
// what its verdict does, not about what it finds.

#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>

#include "engine/text/concat.h"
#include "tests/support/git.h"
#include "tests/support/markdown.h"

namespace plimsoll::test {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = PLIMSOLL_SOURCE_DIR;
const fs::path kTools = kSource / "build/tools";

// Whether a manager is there. A test without it was skipped, which fails in CI.
bool have(const fs::path& program) {
  if (fs::exists(program)) return true;
  WARN("SKIPPED: there is no " << program.filename() << "; ./dev test installs it");
  CHECK(std::getenv("CI") == nullptr);
  return false;
}

// The block of the page that stands behind a line that names this file.
std::string recipe(const std::string& file) {
  for (const CodeBlock& block : code_blocks(read_file(kSource / "docs/hooks.md"))) {
    if (block.caption == concat("In `", file, "`:")) return text_of(block);
  }
  FAIL("docs/hooks.md has no recipe for " << file);
  return {};
}

// A repository with a commit, a remote, and the stand-in.
class Repository : public GitFolder {
 public:
  Repository() {
    fs::create_directories(programs());
    // Within pre-commit, what is pushed is said in variables.
    write_file(programs() / "plimsoll", R"(#!/bin/sh
{
  if [ "${PRE_COMMIT:-}" ] && [ "$2" = pre-push ]; then
    set -- "$@" "$PRE_COMMIT_REMOTE_NAME" "$PRE_COMMIT_REMOTE_URL"
  fi
  echo "$@"
  if [ "${PRE_COMMIT:-}" ] && [ "$2" = pre-push ]; then
    to=${PRE_COMMIT_TO_REF:-$(git rev-parse "$PRE_COMMIT_LOCAL_BRANCH")}
    from=${PRE_COMMIT_FROM_REF:-$(echo "$to" | tr 0-9a-f '[0*]')}
    echo "$PRE_COMMIT_LOCAL_BRANCH $to $PRE_COMMIT_REMOTE_BRANCH $from"
  fi
  if [ "$2" = pre-push ]; then cat; fi
} >>"$ROOT/asked"
exit "${PLIMSOLL_ENDS:-0}"
)");
    fs::permissions(programs() / "plimsoll", fs::perms::owner_all);
    REQUIRE(sh("git -c init.defaultBranch=main init -q .\n"
               "git commit -q --allow-empty -m 1\n"
               "git -c init.defaultBranch=main init -q --bare ../remote\n"
               "git remote add origin ../remote; echo a: b >a.yaml; git add .\n")
                .exit_code == 0);
  }

  void write(const std::string& path, const std::string& text) const {
    fs::create_directories((work() / path).parent_path());
    write_file(work() / path, text);
  }

  // What the stand-in was asked since the last time.
  std::string asked() const {
    const fs::path path = root() / "asked";
    if (!fs::exists(path)) return {};
    std::string text = read_file(path);
    fs::remove(path);
    return text;
  }

  std::string commit_id(const std::string& name) const {
    std::string id = sh("git rev-parse " + name).output;
    return id.substr(0, id.find('\n'));
  }
};

// Commits and pushes: a verdict of plimsoll stops either, and what it was asked is what git said.
void check_hooks(const Repository& repository) {
  const std::string commit = "git add -A; git commit -q -m 2";
  CHECK(repository.sh("export PLIMSOLL_ENDS=1; " + commit).exit_code != 0);
  CHECK(repository.asked() == "hook pre-commit\n");
  const ShellResult committed = repository.sh(commit);
  INFO(committed.output);
  CHECK(committed.exit_code == 0);
  CHECK(repository.asked() == "hook pre-commit\n");

  const std::string tip = repository.commit_id("HEAD");
  const std::string zeros(tip.size(), '0');
  const std::string push = "git push -q origin main";
  CHECK(repository.sh("export PLIMSOLL_ENDS=1; " + push).exit_code != 0);
  const std::string first = repository.asked();
  CHECK(first == concat("hook pre-push origin ../remote\nrefs/heads/main ", tip,
                        " refs/heads/main ", zeros, "\n"));
  CHECK(repository.sh("git ls-remote -q origin").output.empty());
  const ShellResult pushed = repository.sh(push);
  INFO(pushed.output);
  CHECK(pushed.exit_code == 0);
  CHECK(repository.asked() == first);

  repository.sh("git commit -q --no-verify --allow-empty -m 3");
  CHECK(repository.sh(push).exit_code == 0);
  CHECK(repository.asked() == concat("hook pre-push origin ../remote\nrefs/heads/main ",
                                     repository.commit_id("HEAD"), " refs/heads/main ", tip, "\n"));
}

TEST_CASE("The recipe for lefthook asks plimsoll what git asks") {
  const fs::path lefthook = kTools / "node_modules/lefthook-linux-x64/bin/lefthook";
  if (!have(lefthook)) return;
  const Repository repository;
  repository.write("lefthook.yml", recipe("lefthook.yml"));
  const std::string path = concat("export LEFTHOOK_BIN='", lefthook.string(), "'\n");
  REQUIRE(repository.sh(path + "\"$LEFTHOOK_BIN\" install").exit_code == 0);
  fs::create_symlink(lefthook, repository.programs() / "lefthook");
  check_hooks(repository);
  // plimsoll sees who owns the hook.
  const ShellResult result = repository.sh(concat("'", PLIMSOLL_PROGRAM, "' hook install"));
  CHECK(result.exit_code == 2);
  CHECK(result.output.find("lefthook manages") != std::string::npos);
}

TEST_CASE("The recipe for husky asks plimsoll what git asks") {
  const fs::path husky = kTools / "node_modules/husky/bin.js";
  if (!have(husky)) return;
  const Repository repository;
  const ShellResult installed = repository.sh(concat("node '", husky.string(), "'"));
  INFO(installed.output);
  REQUIRE(installed.exit_code == 0);
  repository.write(".husky/pre-push", recipe(".husky/pre-push"));
  repository.write(".husky/pre-commit", recipe(".husky/pre-commit"));
  check_hooks(repository);
  const ShellResult result = repository.sh(concat("'", PLIMSOLL_PROGRAM, "' hook install"));
  CHECK(result.exit_code == 2);
  CHECK(result.output.find("husky manages") != std::string::npos);
}

TEST_CASE("The recipe for pre-commit asks plimsoll what git asks") {
  const fs::path pre_commit = kTools / "python/bin/pre-commit";
  if (!have(pre_commit)) return;
  const Repository repository;
  // The repository of the recipe is one with our list of hooks in it.
  fs::create_directories(repository.root() / "hooks");
  write_file(repository.root() / "hooks/.pre-commit-hooks.yaml",
             read_file(kSource / ".pre-commit-hooks.yaml"));
  const ShellResult made = repository.sh(
      "cd ../hooks; git init -q .; git add -A; git commit -q -m 1; git rev-parse HEAD");
  std::string config = recipe(".pre-commit-config.yaml");
  const auto put = [&](const std::string& old, const std::string& text) {
    REQUIRE(config.find(old) != std::string::npos);
    config.replace(config.find(old), old.size(), text);
  };
  put("https://github.com/plimsoll-lint/plimsoll", (repository.root() / "hooks").string());
  put(std::string(40, '0'), made.output.substr(0, 40));
  repository.write(".pre-commit-config.yaml", config);
  const ShellResult installed = repository.sh(concat(
      "git add -A\nexport PRE_COMMIT_HOME=\"$ROOT/cache\"\n'", pre_commit.string(), "' install"));
  INFO(installed.output);
  REQUIRE(installed.exit_code == 0);
  check_hooks(repository);
  const ShellResult result = repository.sh(concat("'", PLIMSOLL_PROGRAM, "' hook install"));
  CHECK(result.exit_code == 2);
  CHECK(result.output.find("pre-commit manages") != std::string::npos);
}

}  // namespace
}  // namespace plimsoll::test
