#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/cli/run_on.h"
#include "tests/cli/temporary_folder.h"

namespace plimsoll {
namespace {

using Words = std::vector<std::string>;

std::string pod(const std::string& name, const std::string& limit = "1Gi") {
  return "apiVersion: v1\nkind: Pod\nmetadata: {name: " + name +
         "}\nspec:\n  containers:\n    - name: app\n      resources: {requests: {memory: 2Gi}, "
         "limits: {memory: " +
         limit + "}}\n";
}

// A tree in memory with a configuration at its root, and a baseline, which is written to the disk
// as the program does it and read from the tree.
class Repository {
 public:
  Repository() { files.add("/work/.plimsoll.yaml", "select: [limit-below-request, syntax]\n"); }

  Outcomes run(Words words) {
    words.push_back("--baseline");
    words.push_back(path);
    Outcomes outcomes = run_on(files, std::move(words));
    if (const std::string text = folder.read("known.json"); !text.empty()) files.add(path, text);
    return outcomes;
  }
  std::string baseline() const { return folder.read("known.json"); }

  TemporaryFolder folder;
  std::string path = folder.path("known.json");
  MemoryFileSystem files;
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("an old repository is adopted, and only what is new fails") {
  Repository repository;
  MemoryFileSystem& files = repository.files;
  files.add("/work/a.yaml", pod("a")).add("/work/b.yaml", pod("b"));
  CHECK(run_on(files, {"lint"}).exit_code == 1);
  const Outcomes written = repository.run({"baseline", "write"});
  CHECK(written.exit_code == 0);
  CHECK(written.out == repository.path + ": knows 2 occurrences, 2 new\n");

  const Outcomes clean = repository.run({"lint"});
  CHECK(clean.exit_code == 0);
  CHECK(contains(clean.out, "no new findings"));
  CHECK(contains(clean.err, "no findings; 2 known (baseline)"));

  files.add("/work/c.yaml", pod("c"));
  const Outcomes fresh = repository.run({"lint", "--format", "one-line"});
  CHECK(fresh.exit_code == 1);
  CHECK(contains(fresh.out, "c.yaml:"));
  CHECK_FALSE(contains(fresh.out, "a.yaml:"));
}

TEST_CASE("what is mended is said, and pruned when asked") {
  Repository repository;
  MemoryFileSystem& files = repository.files;
  files.add("/work/a.yaml", pod("a")).add("/work/b.yaml", pod("b"));
  repository.run({"baseline", "write"});
  files.add("/work/a.yaml", pod("a", "2Gi")).add("/work/c.yaml", pod("c"));
  CHECK(
      contains(repository.run({"lint"}).err, "1 of the baseline is gone: plimsoll baseline prune"));
  CHECK(repository.run({"baseline", "prune"}).out ==
        repository.path + ": knows 1 occurrence, 1 gone\n");
  CHECK_FALSE(contains(repository.run({"lint"}).err, "gone"));
  CHECK(repository.run({"lint"}).exit_code == 1);  // nothing was added
  files.add("/work/a.yaml", pod("a"));
  CHECK(contains(repository.run({"lint", "--format", "one-line"}).out, "a.yaml:"));
}

TEST_CASE("what a run did not look at stays in the baseline") {
  Repository repository;
  MemoryFileSystem& files = repository.files;
  files.add("/work/one/a.yaml", pod("a")).add("/work/two/b.yaml", pod("b"));
  repository.run({"baseline", "write"});
  const std::string whole = repository.baseline();
  for (const Words& words : {Words{"baseline", "write", "one"},
                             {"baseline", "prune", "one"},
                             {"baseline", "prune", "--exclude", "two/**"},
                             {"baseline", "prune", "--select", "syntax"},
                             {"baseline", "write", "--ignore", "limit-below-request"}}) {
    CAPTURE(words.back());
    CHECK(repository.run(words).exit_code == 0);
    CHECK(repository.baseline() == whole);
  }
  CHECK_FALSE(contains(repository.run({"lint", "one"}).err, "gone"));
  // The file is there, only unreadable now: what it held is not gone.
  files.add("/work/two/b.yaml", "kind: [\n");
  CHECK(repository.run({"baseline", "prune"}).exit_code == 2);
  CHECK(repository.baseline() == whole);
}

TEST_CASE("writing a baseline loses nothing and depends on no order") {
  Repository repository;
  repository.files.add("/work/a.yaml", pod("a")).add("/work/b.yaml", pod("b"));
  repository.run({"baseline", "write", "b.yaml", "a.yaml"});
  const std::string first = repository.baseline();
  repository.run({"baseline", "write"});
  CHECK(repository.baseline() == first);
  CHECK(nlohmann::json::parse(first)["findings"].size() == 2);
  CHECK_FALSE(contains(first, "1Gi"));
  CHECK(repository.run({"baseline", "show"}).out ==
        "a.yaml: [limit-below-request] Pod/a (container app) at "
        "/spec/containers/[app]/resources/limits/memory\n"
        "b.yaml: [limit-below-request] Pod/b (container app) at "
        "/spec/containers/[app]/resources/limits/memory\n2 occurrences\n");
}

TEST_CASE("no baseline makes unreadable input clean") {
  Repository repository;
  repository.files.add("/work/a.yaml", pod("a")).add("/work/broken.yaml", "kind: [\n");
  CHECK(repository.run({"baseline", "write"}).exit_code == 2);
  for (const std::string& format : format_names()) {
    CAPTURE(format);
    const Outcomes outcomes = repository.run({"lint", "--format", format});
    CHECK(outcomes.exit_code == 2);
    CHECK(contains(outcomes.out, "broken.yaml"));
  }
}

TEST_CASE("a baseline that cannot be used is no empty one") {
  Repository repository;
  repository.files.add("/work/a.yaml", pod("a", "2Gi"));
  CHECK(repository.run({"lint"}).exit_code == 2);
  CHECK(contains(repository.run({"lint"}).err, "cannot be read: no such file"));
  CHECK(repository.run({"baseline", "prune"}).exit_code == 2);
  repository.files.add(repository.path, "{\"version\": 1,\n \"findings\": [{\"path\": 1}]}");
  const Outcomes wrong = repository.run({"lint", "--format", "one-line"});
  CHECK(wrong.exit_code == 2);
  CHECK(contains(wrong.out, "known.json:2:"));
  for (const char* verb : {"write", "prune", "show"}) {
    CHECK(repository.run({"baseline", verb}).exit_code == 2);
  }
  CHECK(repository.baseline().empty());
  CHECK(contains(repository.run({"lint", "--format", "json", "-o", repository.path}).err,
                 "would overwrite"));
}

TEST_CASE("programs are told what is known and what is new") {
  Repository repository;
  MemoryFileSystem& files = repository.files;
  files.add("/work/a.yaml", pod("a"));
  repository.run({"baseline", "write"});
  const Words json = {"lint", "--format", "json"}, sarif = {"lint", "--format", "sarif"};
  files.add("/work/a.yaml", pod("a") + "---\n" + pod("a"));
  const auto plain = nlohmann::json::parse(run_on(files, json).out);
  const auto report = nlohmann::json::parse(repository.run(json).out);
  REQUIRE(report["findings"].size() == 1);
  REQUIRE(report["baseline"]["known"].size() == 1);
  CHECK(report["baseline"]["known"][0] == plain["findings"][0]);
  CHECK(report["findings"][0] == plain["findings"][1]);
  CHECK_FALSE(plain.contains("baseline"));

  const auto results = nlohmann::json::parse(repository.run(sarif).out)["runs"][0]["results"];
  REQUIRE(results.size() == 2);
  CHECK(results[0]["baselineState"] == "unchanged");
  CHECK(results[1]["baselineState"] == "new");
  const auto without = nlohmann::json::parse(run_on(files, sarif).out)["runs"][0]["results"];
  CHECK_FALSE(without[0].contains("baselineState"));
}

}  // namespace plimsoll
