#include "cli/new_since.h"

#include <catch2/catch.hpp>

#include "engine/lint/lint.h"
#include "tests/cli/pushing.h"

namespace plimsoll {
namespace {

ProcessResult since(const ScratchRepository& repository, std::vector<std::string> more = {}) {
  more.insert(more.begin(), {"lint", "--format", "one-line", "--new-since", "HEAD"});
  return repository.plimsoll(std::move(more));
}

}  // namespace

TEST_CASE("only what a revision does not have counts") {
  if (!has_git()) return;
  const ScratchRepository repository;
  repository.write("old.yaml", deployment("old", false));
  repository.write("moved.yaml", deployment("moved", false));
  repository.write("secret.yaml", config_map("one", "cache_entry_4471!"));
  repository.commit();
  CHECK(since(repository).exit_code == 0);

  SECTION("lines that move and files that are renamed bring nothing new") {
    repository.write("old.yaml", concat("# a\n# b\n", deployment("old", false)));
    std::filesystem::rename(repository.path("moved.yaml"), repository.path("there.yaml"));
    const ProcessResult result = since(repository);
    CHECK(result.exit_code == 0);
    CHECK(has(result.errors, "3 known"));
  }
  SECTION("a copy is new, since the old one is still there") {
    repository.write("copy.yaml", deployment("moved", false));
    const ProcessResult result = since(repository);
    CHECK(result.exit_code == 1);
    CHECK(has(result.output, "copy.yaml:16:30"));
    CHECK_FALSE(has(result.output, "moved.yaml"));
  }
  SECTION("a credential that changed is new, one that moved is not") {
    repository.remove("secret.yaml");
    repository.write("there.yaml", config_map("two", "cache_entry_4471!"));
    CHECK(since(repository).exit_code == 0);
    repository.write("there.yaml", config_map("two", "other_entry_9032!"));
    CHECK(since(repository).exit_code == 1);
  }
  SECTION("a suppression that goes brings back what it covered") {
    const std::string ignored =
        concat("# plimsoll:ignore-file limit-below-request -- ok\n", deployment("s", false));
    repository.commit("s.yaml", ignored);
    repository.write("s.yaml", deployment("s", false));
    CHECK(since(repository).exit_code == 1);
  }
  SECTION("the newer configuration judges both") {
    repository.write(".plimsoll.yaml", "select: [limit-below-request]\n");
    repository.write("new.yaml", deployment("new", false));
    const ProcessResult result = since(repository);
    CHECK(result.exit_code == 1);
    CHECK(has(result.output, "new.yaml"));
    CHECK_FALSE(has(result.output, "old.yaml"));
  }
  SECTION("standard input stands for the file that was there") {
    const std::vector<std::string> words = {
        "lint", "--new-since", "HEAD", "--stdin-filename", "old.yaml", "-"};
    CHECK(repository.plimsoll(words, deployment("old", false)).exit_code == 0);
    CHECK(repository.plimsoll(words, deployment("other", false)).exit_code == 1);
  }
  SECTION("it composes with a commit, with what is staged and with a baseline") {
    repository.write("new.yaml", deployment("new", false));
    CHECK(since(repository, {"--git", "HEAD"}).exit_code == 0);
    CHECK(since(repository, {"--staged"}).exit_code == 0);
    repository.git({"add", "new.yaml"});
    CHECK(since(repository, {"--staged"}).exit_code == 1);
    repository.commit();
    CHECK(repository.plimsoll({"lint", "--git", "HEAD", "--new-since", "HEAD~1"}).exit_code == 1);
    CHECK(repository.plimsoll({"baseline", "write"}).exit_code == 0);
    repository.write("newer.yaml", deployment("newer", false));
    CHECK(since(repository, {"--baseline", ".plimsoll-baseline.json"}).exit_code == 1);
    repository.write("newer.yaml", deployment("newer"));
    CHECK(since(repository, {"--baseline", ".plimsoll-baseline.json"}).exit_code == 0);
  }
  SECTION("a path that did not exist has nothing that is known") {
    repository.write("k8s/new.yaml", deployment("new", false));
    CHECK(since(repository, {"k8s"}).exit_code == 1);
    CHECK(since(repository, {"old.yaml"}).exit_code == 0);
  }
}

TEST_CASE("what was broken and cannot be read fails all the same") {
  if (!has_git()) return;
  const ScratchRepository repository;
  repository.commit("a.yaml", "a: [\n");
  CHECK(since(repository).exit_code == 2);
}

TEST_CASE("what is staged is judged with what goes with it, and nothing else") {
  if (!has_git()) return;
  const ScratchRepository repository;
  repository.write("a/bad.yaml", deployment("bad", false));
  repository.write("a/web.yaml", deployment("web"));
  repository.write("b/bad.yaml", deployment("other", false));
  repository.write("README.md", "x\n");
  repository.commit();
  const auto staged = [&](const std::string& below = "") {
    return repository.plimsoll({"lint", "--staged", "--format", "one-line"}, "", below);
  };
  CHECK(staged().exit_code == 0);
  CHECK(has(staged().errors, "nothing that is staged is a manifest"));

  SECTION("a text does not count") {
    repository.write("README.md", "y\n");
    repository.git({"add", "."});
    CHECK(staged().exit_code == 0);
  }
  SECTION("the folder of a manifest does, and the work tree does not") {
    repository.write("a/web.yaml", concat(deployment("web"), "# x\n"));
    repository.git({"add", "."});
    repository.write("a/web.yaml", "a: [");
    const ProcessResult result = staged();
    CHECK(result.exit_code == 1);
    CHECK(result.output.find("a/bad.yaml:16:30") == 0);
    CHECK_FALSE(has(result.output, "b/bad.yaml"));
    CHECK(staged("b").exit_code == 0);
    CHECK(staged("a").output.find("bad.yaml:16:30") == 0);
  }
  SECTION("a manifest that goes is a change") {
    repository.git({"rm", "-q", "a/web.yaml"});
    CHECK(staged().exit_code == 1);
  }
  SECTION("what is only announced is not staged") {
    repository.write("c/later.yaml", deployment("later", false));
    repository.git({"add", "--intent-to-add", "."});
    CHECK(has(staged().errors, "nothing that is staged is a manifest"));
    repository.write("c/empty.yaml", "");
    repository.git({"add", "c/empty.yaml"});
    const ProcessResult list = repository.plimsoll({"lint", "--staged", "--list-files"});
    CHECK(has(list.output, "c/empty.yaml"));
    CHECK_FALSE(has(list.output, "c/later.yaml"));
  }
  SECTION("a path that is nowhere is told") {
    const ProcessResult result = repository.plimsoll({"lint", "--staged", "a", "no-such"});
    CHECK(result.exit_code == 2);
    CHECK(has(result.output, "no-such"));
  }
  SECTION("the configuration is everybody's") {
    repository.write(".plimsoll.yaml", "fail-on: note\n");
    repository.git({"add", "."});
    CHECK(has(staged().output, "b/bad.yaml"));
    repository.commit();
    repository.git({"rm", "-q", ".plimsoll.yaml"});
    CHECK(has(staged().output, "b/bad.yaml"));
  }
  SECTION("a conflict has to be merged first") {
    repository.git({"checkout", "-q", "-b", "other"});
    repository.commit("a/web.yaml", "a: 1\n");
    repository.git({"checkout", "-q", "main"});
    repository.commit("a/web.yaml", "a: 2\n");
    repository.try_git({"merge", "-q", "other"});
    CHECK(staged().exit_code == 2);
    CHECK(has(staged().errors, "a/web.yaml is in conflict in the index"));
  }
}

TEST_CASE("charts and environments are judged whole") {
  if (!has_git()) return;
  const ScratchRepository repository;
  repository.write(".plimsoll.yaml",
                   "environments:\n  dev: {manifests: rendered/dev}\n  prd: {manifests: "
                   "rendered/prd}\n");
  for (const char* environment : {"dev", "prd"}) {
    for (const char* name : {"a/a", "b/b"}) {
      repository.write(concat("rendered/", environment, "/", name, ".yaml"),
                       deployment("x", false));
    }
  }
  repository.write("other/o.yaml", deployment("other", false));
  repository.commit();
  repository.write("rendered/dev/a/a.yaml", deployment("x"));
  repository.git({"add", "."});
  const ProcessResult result = repository.plimsoll({"lint", "--staged", "--format", "one-line"});
  CHECK(has(result.output, "rendered/dev/b/b.yaml"));
  CHECK_FALSE(has(result.output, "rendered/prd"));
  CHECK_FALSE(has(result.output, "other"));

  const ScratchRepository charts;
  for (const char* chart : {"one", "two"}) {
    charts.write(concat(chart, "/Chart.yaml"), "apiVersion: v2\nname: c\nversion: 1.0.0\n");
    charts.write(concat(chart, "/values.yaml"),
                 "resources:\n  requests: {cpu: 2}\n  limits: {cpu: 1}\n");
    charts.write(concat(chart, "/templates/x.yaml"), "a: {{ .Values.x }}\n");
  }
  charts.commit();
  charts.write("one/templates/x.yaml", "a: {{ .Values.y }}\n");
  charts.git({"add", "."});
  const ProcessResult one = charts.plimsoll({"lint", "--staged", "--format", "one-line"});
  CHECK(has(one.output, "one/values.yaml"));
  CHECK_FALSE(has(one.output, "two/"));
}

TEST_CASE("a file that two runs have in common is parsed once") {
  const std::string text = deployment("a", false);
  const auto run = [&](ParsedFiles& parsed, const std::string& path, const std::string& bytes) {
    return lint({{.path = path, .reported_path = path}},
                [&](const Input&) {
                  return ReadResult{bytes, ""};
                },
                {}, {.rules = {}, .parsed = &parsed});
  };
  ParsedFiles parsed;
  Report first = run(parsed, "a.yaml", text);
  const YamlFile* const file = first.files.front().get();
  parsed.keep(std::move(first.files));
  CHECK(run(parsed, "b.yaml", text).files.front().get() != file);
  CHECK(run(parsed, "a.yaml", text + "# x\n").files.front().get() != file);
  const Report same = run(parsed, "a.yaml", text);
  CHECK(same.files.front().get() == file);
  CHECK(parsed.take({.path = "a.yaml", .reported_path = "a.yaml"}, text) == nullptr);
}

}  // namespace plimsoll
