#include "cli/git.h"

#include <catch2/catch.hpp>
#include <cstdlib>

#include "cli/files.h"
#include "cli/process.h"
#include "tests/cli/temporary_folder.h"

namespace plimsoll {
namespace {

using Environment = std::vector<std::string>;

Environment environment(const Environment& more = {}) {
  Environment all = {"PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/nonexistent",
                     "GIT_CONFIG_NOSYSTEM=1"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

bool has_git() {
  return !find_program("git", "/usr/local/bin:/usr/bin:/bin").empty();
}

void git(const std::string& folder, std::vector<std::string> arguments) {
  ProcessRequest request{.arguments = {find_program("git", "/usr/local/bin:/usr/bin:/bin"), "-C",
                                       folder, "-c", "user.name=a", "-c", "user.email=a@b"},
                         .environment = environment(),
                         .input = ""};
  request.arguments.insert(request.arguments.end(), arguments.begin(), arguments.end());
  const ProcessResult result = run_process(request);
  INFO(result.errors);
  REQUIRE(result.exit_code == 0);
}

std::vector<std::string> inputs(const std::string& path, const Git& git) {
  std::vector<std::string> names;
  FileRequest request;
  request.paths = {path};
  for (const Input& input : discover(request, disk(), git).inputs) {
    names.push_back(input.reported_path);
  }
  return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("git itself tells what is ignored, odd names and tracked files included") {
  if (!has_git()) return;
  const TemporaryFolder folder;
  git(folder.path(), {"init", "-q"});
  folder.write(".gitignore", "*.tmp.yaml\n!keep.tmp.yaml\n/build/\n");
  for (const char* name : {"a.yaml", "b.tmp.yaml", "keep.tmp.yaml", "tracked.tmp.yaml",
                           "build/c.yaml", "deep/build/d.yaml", ":(top)e.tmp.yaml", "f\n.tmp.yaml",
                           "[g].tmp.yaml", "\xED\x95\x9C.yaml", "h\xFF.yaml"}) {
    folder.write(name, "");
  }
  git(folder.path(), {"add", "-f", "tracked.tmp.yaml"});
  const GitProgram program(environment({"GIT_DIR=/nowhere", "GIT_INDEX_FILE=/nowhere"}));
  CHECK(program.root(folder.path("deep")).folder == folder.path());
  CHECK(inputs(folder.path(), program) == Names{"a.yaml", "deep/build/d.yaml", "h\xFF.yaml",
                                                "keep.tmp.yaml", "tracked.tmp.yaml",
                                                "\xED\x95\x9C.yaml"});
  CHECK(inputs(folder.path("build"), program) == Names{"build/c.yaml"});
  CHECK(inputs(folder.path("b.tmp.yaml"), program) == Names{"b.tmp.yaml"});
}

TEST_CASE("repositories inside a repository follow their own rules") {
  if (!has_git()) return;
  const TemporaryFolder folder;
  git(folder.path(), {"init", "-q"});
  folder.write(".gitignore", "outer.yaml\n/hidden/\n");
  for (const char* inner : {"inner", "hidden"}) {
    folder.write(std::string(inner) + "/.gitignore", "own.yaml\n");
    folder.write(std::string(inner) + "/outer.yaml", "");
    folder.write(std::string(inner) + "/own.yaml", "");
    git(folder.path(inner), {"init", "-q"});
    git(folder.path(inner), {"commit", "-q", "--allow-empty", "-m", "x"});
  }
  const GitProgram program(environment());
  CHECK(inputs(folder.path(), program) == Names{"inner/outer.yaml"});
  CHECK(inputs(folder.path("hidden"), program) == Names{"outer.yaml"});
  git(folder.path(), {"add", "inner"});  // now a submodule
  CHECK(inputs(folder.path(), program) == Names{"inner/outer.yaml"});
}

TEST_CASE("a hostile configuration makes git run nothing") {
  if (!has_git()) return;
  const TemporaryFolder folder;
  git(folder.path(), {"init", "-q"});
  folder.write("a.yaml", "");
  git(folder.path(), {"add", "a.yaml"});
  const std::string evil = folder.write("evil", "#!/bin/sh\ntouch '" + folder.path("ran") + "'\n");
  std::filesystem::permissions(evil, std::filesystem::perms::all);
  std::filesystem::create_symlink(evil, folder.path("git"));
  for (const char* key : {"core.fsmonitor", "core.pager", "core.sshCommand", "core.askPass",
                          "core.editor", "alias.rev-parse", "alias.check-ignore"}) {
    git(folder.path(), {"config", key, evil});
  }
  git(folder.path(), {"config", "core.hooksPath", folder.path()});
  const GitProgram program(environment({"GIT_PAGER=" + evil}));
  CHECK(inputs(folder.path(), program) == Names{"a.yaml"});
  CHECK_FALSE(std::filesystem::exists(folder.path("ran")));
}

TEST_CASE("a repository cannot place its work tree elsewhere, nor hide by being broken") {
  if (!has_git()) return;
  const TemporaryFolder folder;
  folder.write("repo/a.yaml", "");
  folder.write("repo/.gitignore", "*\n");
  git(folder.path("repo"), {"init", "-q"});
  git(folder.path("repo"), {"config", "core.worktree", "/usr"});
  folder.write("broken/.git/HEAD", "nonsense");
  folder.write("broken/b.yaml", "");
  FileRequest request;
  request.paths = {folder.path()};
  const Discovery discovery = discover(request, disk(), GitProgram(environment()));
  CHECK(discovery.inputs.size() == 2);
  CHECK(discovery.warnings.size() == 2);
}

TEST_CASE("without git nothing is excluded") {
  const TemporaryFolder folder;
  folder.write("repo/.git/HEAD", "ref: refs/heads/main\n");
  folder.write("repo/.gitignore", "*\n");
  folder.write("repo/k8s/a.yaml", "");
  const GitProgram none({"PATH=/nonexistent"});
  CHECK(none.root(folder.path("repo")).error == "git is not installed");
  CHECK(inputs(folder.path("repo/k8s"), none) == Names{"k8s/a.yaml"});
}

}  // namespace plimsoll
