#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/cli/pushing.h"

namespace plimsoll {
namespace {

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a push is judged by what it introduces") {
  if (!has_git()) return;
  for (const char* format : {"sha1", "sha256"}) {
    const Legacy p(format);
    const ScratchRepository& r = p.repository;
    CHECK(p.passes());  // up to date
    CHECK_FALSE(has(p.said(), "plimsoll"));
    r.commit("a/web.yaml", concat(deployment("web"), "# x\n"));
    CHECK(p.passes());
    CHECK(has(p.said(), "plimsoll: nothing new"));
    r.commit("a/web.yaml", deployment("web", false));
    CHECK_FALSE(p.passes({"--dry-run", "origin", "main"}));
    CHECK_FALSE(p.passes());
    CHECK(has(p.said(), "a/web.yaml:16:30: error"));
    CHECK_FALSE(has(p.said(), "old.yaml"));
    CHECK(has(p.said(), "1 new finding"));
    CHECK(has(p.said(), "git push --no-verify"));
    CHECK_FALSE(p.passes({"origin", "main:other"}));  // a new branch of the same
    r.commit("a/web.yaml", deployment("web"));
    CHECK(p.passes());  // bad, then mended
  }
}

TEST_CASE("what is in the work tree does not matter to a push") {
  if (!has_git()) return;
  const Legacy p;
  const ScratchRepository& r = p.repository;
  r.commit("a/new.yaml", deployment("new"));
  r.write("a/new.yaml", deployment("new", false));
  r.write("b.yaml", "a: [");
  CHECK(p.passes());
  r.commit("a/new.yaml", deployment("new", false));
  r.remove("b.yaml");
  r.commit();
  r.write("a/new.yaml", deployment("new"));
  CHECK_FALSE(p.passes());
}

TEST_CASE("the first push to an empty remote brings everything") {
  if (!has_git()) return;
  const Pushing p;
  p.repository.commit("a.yaml", deployment("a", false));
  CHECK_FALSE(p.passes());
  p.repository.commit("a.yaml", deployment("a"));
  CHECK(p.passes());
}

TEST_CASE("the usual baseline counts for a push without being named") {
  if (!has_git()) return;
  const Pushing p;
  p.repository.commit("a.yaml", deployment("a", false));
  CHECK_FALSE(p.passes());
  CHECK(p.repository.plimsoll({"baseline", "write"}).exit_code == 0);
  p.repository.commit();
  CHECK(p.passes());
  p.repository.commit("b.yaml", deployment("b", false));
  CHECK_FALSE(p.passes());
}

TEST_CASE("tags, deletions and several refs are understood") {
  if (!has_git()) return;
  const Legacy p;
  const ScratchRepository& r = p.repository;
  r.git({"tag", "clean"});
  r.git({"tag", "-m", "x", "clean-annotated"});
  CHECK(p.passes({"origin", "clean", "clean-annotated"}));
  r.commit("a/new.yaml", deployment("new", false));
  r.git({"tag", "light"});
  r.git({"tag", "-m", "x", "annotated"});
  r.git({"tag", "-m", "x", "nested", "annotated"});
  r.git({"tag", "blob", "HEAD:a/new.yaml"});
  r.git({"tag", "tree", "HEAD:a"});
  for (const char* tag : {"light", "annotated", "nested"}) {
    CHECK_FALSE(p.passes({"origin", tag}));
    CHECK(has(p.said(), "a/new.yaml:16:30"));
  }
  CHECK(p.passes({"origin", "blob", "tree"}));
  CHECK(p.passes({"origin", "--delete", "clean"}));
  CHECK(p.passes({"origin", ":clean-annotated"}));
  r.git({"branch", "same"});
  CHECK_FALSE(p.passes({"origin", "main", "same", "light"}));
  CHECK(p.said().find("a/new.yaml:16:30") == p.said().rfind("a/new.yaml:16:30"));
  r.git({"checkout", "-q", "-b", "more"});
  r.commit("b/more.yaml", deployment("more", false));
  CHECK_FALSE(p.passes({"origin", "main", "more"}));
  CHECK(has(p.said(), "2 new findings"));
  CHECK_FALSE(p.passes({"--mirror", "origin"}));
}

TEST_CASE("what one of several refs is allowed is not allowed the others") {
  if (!has_git()) return;
  const Legacy p;
  const ScratchRepository& r = p.repository;
  const auto branch = [&](const char* name) { r.git({"checkout", "-q", "-b", name, "main"}); };
  branch("plain");
  r.commit("a/new.yaml", deployment("new", false));
  branch("configured");
  r.write(".plimsoll.yaml", "ignore: limit-below-request\n");
  r.commit("a/new.yaml", deployment("new", false));
  branch("known");
  r.write("a/new.yaml", deployment("new", false));
  r.plimsoll({"baseline", "write"});
  r.commit();
  branch("broken");
  r.commit("a/odd.yaml", "x: [\n");
  branch("left-out");
  r.write(".plimsoll.yaml", "exclude: a/odd.yaml\n");
  r.commit("a/odd.yaml", "x: [\n");
  CHECK_FALSE(p.passes({"origin", "configured", "plain"}));
  CHECK_FALSE(p.passes({"origin", "known", "plain"}));
  CHECK_FALSE(p.passes({"origin", "left-out", "broken"}));
  CHECK(has(p.said(), "not all of it could be examined"));
  CHECK(p.passes({"origin", "configured", "known", "left-out"}));
  const std::string secret = config_map("c", "cache_entry_4471!");
  branch("meant");
  r.commit("b/c.yaml", concat("# plimsoll:ignore-file secret-in-configmap -- example\n", secret));
  branch("unmeant");
  r.commit("b/c.yaml", secret);
  CHECK_FALSE(p.passes({"origin", "meant", "unmeant"}));
  CHECK_FALSE(p.passes({"origin", "unmeant", "meant"}));
  CHECK(p.passes({"origin", "meant"}));
}

TEST_CASE("a remote that is ahead, and a force push over it") {
  if (!has_git()) return;
  const Legacy p;
  const ScratchRepository& r = p.repository;
  r.git({"clone", "-q", r.outside("remote.git"), r.outside("other")});
  const auto elsewhere = [&](Words words) {
    words.insert(words.begin(), find_program("git", kTestPath));
    REQUIRE(r.run_in(r.outside("other"), std::move(words)).exit_code == 0);
  };
  elsewhere({"commit", "-q", "--allow-empty", "-m", "unseen"});
  elsewhere({"push", "-q", "origin", "HEAD:main", "HEAD:side"});
  r.commit("a/new.yaml", deployment("new"));
  CHECK(p.passes({"--force", "origin", "main"}));
  elsewhere({"commit", "-q", "--allow-empty", "-m", "unseen too"});
  elsewhere({"push", "-q", "--force", "origin", "HEAD:main"});
  r.commit("a/new.yaml", deployment("new", false));
  CHECK_FALSE(p.passes({"--force", "origin", "main"}));
  // Back to a commit that the remote has.
  CHECK(p.passes({"--force", "origin", "main~2:main"}));
}

TEST_CASE("merges bring in only what none of their parents has") {
  if (!has_git()) return;
  const Legacy p;
  const ScratchRepository& r = p.repository;
  r.git({"checkout", "-q", "-b", "feature"});
  r.commit("b/feature.yaml", deployment("feature"));
  r.git({"checkout", "-q", "main"});
  r.commit("c/main.yaml", deployment("main", false));
  r.git({"push", "-q", "--no-verify", "origin", "main"});
  r.git({"checkout", "-q", "feature"});
  r.git({"merge", "-q", "--no-edit", "main"});
  CHECK(p.passes({"origin", "feature"}));
  r.git({"checkout", "-q", "main"});
  r.commit("c/main.yaml", concat(deployment("main", false), "# x\n"));
  r.git({"push", "-q", "--no-verify", "origin", "main"});
  r.git({"checkout", "-q", "feature"});
  r.git({"merge", "-q", "--no-commit", "main"});
  r.write("b/feature.yaml", deployment("feature", false));
  r.commit("evil merge");
  CHECK_FALSE(p.passes({"origin", "feature"}));
  CHECK(has(p.said(), "b/feature.yaml"));
  CHECK_FALSE(has(p.said(), "c/main.yaml:"));
}

TEST_CASE("hooks find their repository from linked work trees, subfolders and bare ones") {
  if (!has_git()) return;
  const Legacy p;
  const ScratchRepository& r = p.repository;
  r.git({"worktree", "add", "-q", "-b", "linked", r.outside("linked")});
  const auto in = [&](const std::string& where, Words words) {
    words.insert(words.begin(), find_program("git", kTestPath));
    return r.run_in(where, std::move(words));
  };
  std::ofstream(r.outside("linked/a/new.yaml")) << deployment("new", false);
  const std::string linked = r.outside("linked");
  CHECK(in(linked, {"add", "."}).exit_code == 0);
  const ProcessResult commit = in(linked, {"commit", "-q", "-m", "x"});
  CHECK(commit.exit_code == 1);
  CHECK(has(commit.errors, "a/new.yaml:16:30"));
  CHECK(in(linked, {"commit", "-q", "--no-verify", "-m", "x"}).exit_code == 0);
  for (const char* below : {"linked", "linked/a"}) {
    const ProcessResult result = in(r.outside(below), {"push", "origin", "linked"});
    CHECK(result.exit_code != 0);
    CHECK(has(result.errors, "a/new.yaml:16:30"));
  }
  const std::string bare = r.outside("bare.git");
  r.git({"clone", "-q", "--mirror", r.path(), bare});
  std::filesystem::copy(r.path(".git/hooks/pre-push"), bare + "/hooks/pre-push");
  r.git({"init", "-q", "--bare", r.outside("empty.git")});
  const ProcessResult result = in(bare, {"push", r.outside("empty.git"), "linked"});
  CHECK(result.exit_code != 0);
  CHECK(has(result.errors, "a/new.yaml:16:30"));
}

TEST_CASE("a push by URL compares with what all remotes have, and never prints it") {
  if (!has_git()) return;
  const Legacy p;
  const ScratchRepository& r = p.repository;
  r.commit("a/web.yaml", deployment("web", false));
  const std::string url = concat("file://", r.outside("remote.git"));
  CHECK_FALSE(p.passes({url, "main"}));
  CHECK_FALSE(has(p.said(), "old.yaml"));
  const ProcessResult direct =
      r.plimsoll({"hook", "pre-push", "https://u:hunter2@h/x", "https://u:hunter2@h/x"},
                 concat("refs/heads/main ", r.git({"rev-parse", "HEAD"}), " refs/heads/main ",
                        std::string(40, '0'), "\n"));
  CHECK(direct.exit_code == 1);
  CHECK(direct.output.empty());
  CHECK_FALSE(has(direct.errors, "hunter2"));
}

TEST_CASE("odd names, and pushes without manifests") {
  if (!has_git()) return;
  const Legacy p;
  const ScratchRepository& r = p.repository;
  r.commit("README.md", "x\n");
  CHECK(p.passes());
  CHECK(has(p.said(), "plimsoll: no manifest is touched by this push"));
  r.commit("\xED\x95\x9C \xEA\xB8\x80/\"q\" \x1b.yaml", deployment("odd", false));
  CHECK_FALSE(p.passes());
  CHECK(has(p.said(), "\xED\x95\x9C \xEA\xB8\x80/\"q\" \xE2\x90\x9B.yaml:16:30"));
}

TEST_CASE("what a hook is told is checked, and it can be told to pass") {
  if (!has_git()) return;
  ScratchRepository r;
  const std::string head = r.commit("a.yaml", deployment("a", false));
  const std::string zeros(40, '0');
  const auto told = [&](const std::string& input, Words more = {"origin", "u"}) {
    more.insert(more.begin(), {"hook", "pre-push"});
    return r.plimsoll(std::move(more), input).exit_code;
  };
  const std::string line = concat("refs/heads/main ", head, " refs/heads/main ", zeros);
  CHECK(told("") == 0);
  CHECK(told(line + "\n") == 1);
  CHECK(told(line) == 1);
  CHECK(told(line + "\n", {}) == 1);
  CHECK(told(concat("main@{1 hour ago} ", head, " refs/heads/x ", zeros, "\n")) == 1);
  CHECK(told(concat("(delete) ", zeros, " refs/heads/x ", head, "\n")) == 0);
  CHECK(told(concat("x ", head, " refs/heads/x ", std::string(64, '0'), "\n")) == 1);
  CHECK(told(concat("x ", head, " refs/heads/x ", std::string(40, 'a'), "\n")) == 1);
  for (const char* wrong : {"x\n", "a b c d\n", "\n"}) CHECK(told(wrong) == 2);
  CHECK(r.plimsoll({"hook"}).exit_code == 2);
  CHECK(r.plimsoll({"hook", "pre-pusj"}).exit_code == 2);
  CHECK(r.plimsoll({"hook", "pre-commit", "x"}).exit_code == 2);
  CHECK(r.plimsoll({"hook", "pre-commit"}, "", r.outside(".")).exit_code == 2);
  r.set("PLIMSOLL_SKIP=1");
  CHECK(told(line + "\n") == 0);
  CHECK(has(r.plimsoll({"hook", "pre-commit"}).errors, "skipped"));
}

}  // namespace plimsoll
