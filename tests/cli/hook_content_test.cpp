#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/cli/pushing.h"

namespace plimsoll {
namespace {

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("what cannot be read stops those who touch it") {
  if (!has_git()) return;
  const Legacy p;
  const ScratchRepository& r = p.repository;
  r.commit("a/broken.yaml", "a: [\n");
  CHECK_FALSE(p.passes());
  r.git({"push", "-q", "--no-verify", "origin", "main"});
  r.commit("a/web.yaml", concat(deployment("web"), "# x\n"));
  CHECK(p.passes());
  CHECK(has(p.said(), "note: a/broken.yaml cannot be examined"));
  r.commit("a/broken.yaml", "b: [\n");
  CHECK_FALSE(p.passes());
  r.commit("a/broken.yaml", "b: []\n");
  r.commit(".plimsoll.yaml", "no-such-key: 1\n");
  CHECK_FALSE(p.passes());
  CHECK(has(p.said(), "no-such-key"));
  r.git({"push", "-q", "--no-verify", "origin", "main"});
  r.commit("README.md", "x\n");
  CHECK(p.passes());
}

TEST_CASE("a file that nobody could read and that only moves stops nobody") {
  if (!has_git()) return;
  const Legacy p;
  const ScratchRepository& r = p.repository;
  r.commit("a/broken.yaml", "a: [\n");
  r.git({"push", "-q", "--no-verify", "origin", "main"});
  r.git({"mv", "a", "b"});
  r.commit();
  CHECK(p.passes());
  CHECK(has(p.said(), "note: b/broken.yaml cannot be examined"));
  r.commit("b/copy.yaml", "a: [\n");
  CHECK_FALSE(p.passes());
  CHECK(has(p.said(), "mend what cannot be examined"));
  r.remove("b/copy.yaml");
  r.git({"rm", "-q", "b/broken.yaml"});
  r.commit("c/broken.yaml", "a: [ # changed\n");
  CHECK_FALSE(p.passes());
}

TEST_CASE("a credential is judged in every commit that is published") {
  if (!has_git()) return;
  const Legacy p;
  const ScratchRepository& r = p.repository;
  const auto reset = [&] { r.git({"push", "-q", "--no-verify", "origin", "main"}); };
  const std::string one = config_map("c", "cache_entry_4471!");
  const std::string two = config_map("c", "other_entry_9032!");

  SECTION("one that was added and removed again") {
    const std::string commit = r.commit("b/c.yaml", one);
    r.remove("b/c.yaml");
    r.commit();
    CHECK_FALSE(p.passes());
    CHECK(
        has(p.said(), concat("commit ", commit.substr(0, 10), " holds a credential in b/c.yaml")));
    CHECK(has(p.said(), "does not help"));
    CHECK_FALSE(has(p.said(), "baseline write"));  // it would not
    CHECK_FALSE(has(p.said(), "cache_entry"));
  }
  SECTION("one that was changed to a reference") {
    r.commit("b/c.yaml", one);
    r.commit("b/c.yaml", config_map("c", "\"\""));
    CHECK_FALSE(p.passes());
  }
  SECTION("one in a chart that went again") {
    r.write("chart/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n");
    r.commit("chart/values.yaml", "config:\n  DB_PASSWORD: cache_entry_4471!\n");
    r.remove("chart");
    r.commit();
    const bool passes = p.passes();
    const bool found = r.plimsoll({"lint", "--git", "HEAD~1", "chart"}).exit_code == 1;
    CHECK(passes == !found);
  }
  SECTION("one that the remote has already, moved or copied") {
    r.commit("b/c.yaml", one);
    reset();
    r.git({"mv", "b/c.yaml", "c.yaml"});
    r.commit();
    CHECK(p.passes());
    r.commit("d/copy.yaml", config_map("d", "cache_entry_4471!"));
    CHECK(p.passes());
  }
  SECTION("one that changed") {
    r.commit("b/c.yaml", one);
    reset();
    r.commit("b/c.yaml", two);
    CHECK_FALSE(p.passes());
    r.commit("b/c.yaml", one);
    CHECK_FALSE(p.passes());
  }
  SECTION("one that is still there is told once") {
    r.commit("b/c.yaml", one);
    r.commit("b/c.yaml", concat("# x\n", one));
    CHECK_FALSE(p.passes());
    CHECK(has(p.said(), "1 new finding "));
    CHECK_FALSE(has(p.said(), "holds a credential in"));
  }
  SECTION("one that only a merge had") {
    r.git({"checkout", "-q", "-b", "side"});
    r.commit("d/side.yaml", deployment("side"));
    r.git({"checkout", "-q", "main"});
    r.commit("d/main.yaml", deployment("main"));
    r.git({"merge", "-q", "--no-commit", "side"});
    r.write("b/c.yaml", one);
    r.commit("merge");
    r.remove("b/c.yaml");
    r.commit();
    CHECK_FALSE(p.passes());
    r.git({"branch", "again"});
    CHECK_FALSE(p.passes({"origin", "main", "again", "main~1:refs/heads/third"}));
    CHECK(p.said().find("[secret-in-configmap]") == p.said().rfind("[secret-in-configmap]"));
  }
  SECTION("one whose place became a folder, and one whose folder became a file") {
    r.commit("b/c.yaml", one);
    r.remove("b/c.yaml");
    r.commit("b/c.yaml/d.yaml", two);
    r.remove("b");
    r.commit("b", "x\n");
    CHECK_FALSE(p.passes());
    CHECK(has(p.said(), "holds a credential in b/c.yaml:"));
    CHECK(has(p.said(), "holds a credential in b/c.yaml/d.yaml:"));
    CHECK_FALSE(has(p.said(), "cannot be examined"));
    r.remove("b");
    r.commit("b/c.yaml/d.yaml", deployment("d"));
    CHECK_FALSE(p.passes());
    CHECK(has(p.said(), "2 new findings"));
  }
  SECTION("a version that cannot be searched is told once") {
    r.commit("b/c.yaml", concat(one, "x: [\n"));
    r.commit("b/c.yaml", concat(one, "y: [\n"));
    r.remove("b/c.yaml");
    r.commit();
    CHECK(p.passes());
    const std::string note = "b/c.yaml of commit ";
    CHECK(has(p.said(), note));
    CHECK(p.said().find(note) == p.said().rfind(note));
  }
  SECTION("one that is meant to be") {
    r.commit("b/c.yaml", concat("# plimsoll:ignore-file secret-in-configmap -- example\n", one));
    r.remove("b/c.yaml");
    r.commit();
    CHECK(p.passes());
  }
}

TEST_CASE("charts, environments and the configuration decide what goes with a change") {
  if (!has_git()) return;
  const Pushing p;
  const ScratchRepository& r = p.repository;
  r.write("chart/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n");
  r.write("chart/values.yaml", "resources:\n  requests: {cpu: 1}\n  limits: {cpu: 1}\n");
  r.write("chart/values-prd.yaml", "image: {tag: x}\n");
  r.write("rendered/dev/a/x.yaml", deployment("x"));
  r.write(".plimsoll.yaml",
          "environments:\n  dev: {manifests: rendered/dev}\n  prd: {}\ncharts:\n  - path: chart\n"
          "    environments:\n      prd: {values: chart/values-prd.yaml}\n");
  r.commit();
  CHECK(p.passes());
  r.commit("chart/values-prd.yaml", "resources: {requests: {cpu: 2}}\n");
  CHECK_FALSE(p.passes());
  CHECK(has(p.said(), "chart/values"));
  r.commit("chart/values-prd.yaml", "image: {tag: y}\n");
  r.commit("rendered/dev/b/y.yaml", deployment("why", false));
  CHECK_FALSE(p.passes());
  r.commit(".plimsoll.yaml", "ignore: [limit-below-request]\n");
  CHECK(p.passes());
  r.commit(".plimsoll.yaml", "fail-on: error\n");  // what was let pass before is not new
  CHECK(p.passes());
}

TEST_CASE("symlinks, submodules and LFS pointers are pushed as what they are") {
  if (!has_git()) return;
  const Legacy p;
  const ScratchRepository& r = p.repository;
  std::filesystem::create_symlink("/etc/passwd", r.path("a/out.yaml"));
  std::filesystem::create_symlink("web.yaml", r.path("a/in.yaml"));
  r.commit();
  const std::string head = r.git({"rev-parse", "HEAD"});
  r.git({"update-index", "--add", "--cacheinfo", concat("160000,", head, ",a/sub.yaml")});
  r.git({"commit", "-q", "--no-verify", "-m", "submodule"});
  CHECK(p.passes());
  r.write("a/big.yaml", "version https://git-lfs.github.com/spec/v1\noid sha256:aa\nsize 1\n");
  r.git({"add", "a/big.yaml"});
  r.git({"commit", "-q", "--no-verify", "-m", "pointer"});
  CHECK_FALSE(p.passes());
  CHECK(has(p.said(), "a/big.yaml: error: is a Git LFS pointer"));
}

TEST_CASE("a shallow clone pushes what it introduces") {
  if (!has_git()) return;
  const Legacy p;
  const ScratchRepository& r = p.repository;
  r.commit("README.md", "x\n");
  CHECK(p.passes());
  const std::string shallow = r.outside("shallow");
  r.git({"clone", "-q", "--depth=1", "-b", "main", "file://" + r.outside("remote.git"), shallow});
  std::filesystem::copy(r.path(".git/hooks/pre-push"), shallow + "/.git/hooks/pre-push");
  const auto git = [&](Words words) {
    words.insert(words.begin(), find_program("git", kTestPath));
    return r.run_in(shallow, std::move(words));
  };
  std::ofstream(shallow + "/a/web.yaml", std::ios::app) << "# x\n";
  git({"commit", "-q", "-a", "-m", "x"});
  CHECK(git({"push", "-q", "origin", "main"}).exit_code == 0);
  std::ofstream(shallow + "/a/web.yaml") << deployment("web", false);
  git({"commit", "-q", "-a", "-m", "x"});
  const ProcessResult bad = git({"push", "-q", "origin", "main:refs/heads/new"});
  CHECK(bad.exit_code != 0);
  CHECK(has(bad.errors, "a/web.yaml:16:30"));
  CHECK_FALSE(has(bad.errors, "old.yaml"));
}

TEST_CASE("what the configuration suppresses elsewhere is not called unused") {
  if (!has_git()) return;
  const Legacy p;
  const ScratchRepository& r = p.repository;
  r.write("b/b.yaml", deployment("b", false));
  r.commit(".plimsoll.yaml",
           "suppressions:\n  - {rule: limit-below-request, path: b/**, reason: old}\n");
  r.git({"push", "-q", "--no-verify", "origin", "main"});
  r.write("c/c.yaml", deployment("c"));
  r.git({"add", "."});
  CHECK(r.plimsoll({"lint", "--staged"}).exit_code == 0);
  r.commit();
  CHECK(p.passes());
}

TEST_CASE("the pre-commit framework tells in variables what is pushed") {
  if (!has_git()) return;
  Legacy p;
  ScratchRepository& r = p.repository;
  const std::string before = r.git({"rev-parse", "HEAD"});
  const std::string after = r.commit("a/new.yaml", deployment("new", false));
  r.set("PRE_COMMIT_LOCAL_BRANCH=refs/heads/main");
  r.set("PRE_COMMIT_REMOTE_BRANCH=refs/heads/main");
  r.set("PRE_COMMIT_REMOTE_NAME=origin");
  r.set(concat("PRE_COMMIT_REMOTE_URL=", r.outside("remote.git")));
  CHECK(r.plimsoll({"hook", "pre-push"}).exit_code == 1);
  r.set(concat("PRE_COMMIT_FROM_REF=", before));
  r.set(concat("PRE_COMMIT_TO_REF=", after));
  const ProcessResult result = r.plimsoll({"hook", "pre-push"});
  CHECK(result.exit_code == 1);
  CHECK(has(result.errors, "a/new.yaml"));
  CHECK_FALSE(has(result.errors, "a/old.yaml"));
}

TEST_CASE("a commit is judged by what is staged") {
  if (!has_git()) return;
  const Pushing p;
  const ScratchRepository& r = p.repository;
  const auto commits = [&](Words words = {}) {
    words.insert(words.begin(), {"commit", "-q", "-m", "x"});
    return r.try_git(std::move(words)).exit_code == 0;
  };
  r.write("a.yaml", deployment("a", false));
  r.git({"add", "."});
  CHECK_FALSE(commits());  // the first one
  r.write("a.yaml", deployment("a"));
  CHECK_FALSE(commits());
  r.git({"add", "."});
  CHECK(commits());
  r.write("a.yaml", deployment("a", false));
  CHECK_FALSE(commits({"-a"}));
  CHECK_FALSE(commits({"a.yaml"}));
  CHECK(commits({"--allow-empty"}));
  r.git({"commit", "-q", "--no-verify", "-a", "-m", "x"});
  r.write("a.yaml", concat(deployment("a", false), "# x\n"));
  CHECK(commits({"-a"}));  // it was there before
  r.write("b.yaml", deployment("b", false));
  r.git({"add", "b.yaml"});
  CHECK_FALSE(commits());
  r.write("b.yaml", "x: [");  // unstaged
  r.git({"rm", "-q", "-f", "--cached", "b.yaml"});
  CHECK(commits({"--allow-empty"}));
}

TEST_CASE("a commit that leaves no manifest behind is one") {
  if (!has_git()) return;
  const Legacy p;
  const ScratchRepository& r = p.repository;
  r.git({"rm", "-q", "-r", "a"});
  CHECK(r.plimsoll({"lint", "--staged"}).exit_code == 0);
  CHECK(r.plimsoll({"lint", "--staged", "a/web.yaml"}).exit_code == 0);
  CHECK(r.plimsoll({"lint", "--staged", "no-such"}).exit_code == 2);
  r.git({"commit", "-q", "-m", "empty"});
  CHECK(p.passes());
  CHECK(has(p.said(), "nothing is left to check in this push"));
}

TEST_CASE("in a repository of a thousand manifests the one bad commit is stopped") {
  if (!has_git()) return;
  const Pushing p;
  const ScratchRepository& r = p.repository;
  for (int i = 0; i < 1000; ++i) {
    const std::string name = concat("app-", i);
    r.write(concat("apps/", i / 20, "/", name, ".yaml"), deployment(name, i % 100 != 0));
  }
  r.commit();
  r.git({"push", "-q", "--no-verify", "origin", "main"});
  r.commit("apps/7/app-141.yaml", deployment("app-141", false));
  r.write("apps/7/app-141.yaml", deployment("app-141"));
  CHECK_FALSE(p.passes());
  CHECK(has(p.said(), "apps/7/app-141.yaml:16:30: error"));
  CHECK(has(p.said(), "1 new finding "));
  r.commit("apps/7/app-141.yaml", deployment("app-141"));
  CHECK(p.passes());
}

}  // namespace plimsoll
