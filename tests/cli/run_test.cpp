#include "cli/run.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/output.h"
#include "cli/process.h"
#include "rules/catalogue.h"
#include "tests/cli/run_on.h"
#include "tests/cli/temporary_folder.h"

namespace plimsoll {
namespace {

constexpr const char* kGood = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n";
constexpr const char* kWrong =
    "apiVersion: v1\nkind: Service\nkind: Service\nmetadata: {name: a}\n";
constexpr const char* kBroken = "apiVersion: v1\nkind: [\n";

MemoryFileSystem tree() {
  MemoryFileSystem files;
  files.add("/work/good/a.yaml", kGood).add("/work/wrong/a.yaml", kWrong);
  files.add("/work/broken/a.yaml", kBroken).add("/work/other/a.yaml", "a: b\n");
  files.add_folder("/work/empty");
  return files;
}

}  // namespace

TEST_CASE("the exit code is the same for every format") {
  const std::vector<std::pair<std::vector<std::string>, int>> cases = {
      {{"good"}, 0},
      {{"wrong"}, 1},
      {{"wrong", "--report-only"}, 0},
      {{"wrong", "--ignore", "duplicate-key"}, 0},
      {{"broken"}, 2},
      {{"broken", "--report-only"}, 2},
      {{"broken", "--ignore", "syntax"}, 2},
      {{"broken", "wrong"}, 2},
      {{"missing", "good"}, 2},
      {{"other"}, 2},
      {{"other", "--allow-empty"}, 0},
      {{"other", "good"}, 0},
      {{"empty"}, 2},
      {{"empty", "--report-only"}, 2},
      {{"empty", "--allow-empty"}, 0},
      {{"broken", "--allow-empty"}, 2},
      {{"-"}, 2},
      {{"good", "--exclude", "*.yaml"}, 2},
      {{"good", "--select", "no-such-rule"}, 2},
      {{"good", "--select", "syntax", "--ignore", "syntax"}, 2},
  };
  const MemoryFileSystem files = tree();
  for (const std::string& format : format_names()) {
    for (const auto& [arguments, expected] : cases) {
      INFO(format << ' ' << arguments.front() << ' ' << arguments.back());
      std::vector<std::string> all = {"lint", "--format", format};
      all.insert(all.end(), arguments.begin(), arguments.end());
      const Outcomes outcome = run_on(files, all);
      CHECK(outcome.exit_code == expected);
      if (expected == 2) CHECK_FALSE((outcome.out + outcome.err).empty());
    }
  }
}

TEST_CASE("input that was not examined is named with its reason in every format") {
  const MemoryFileSystem files = tree();
  for (const std::string& format : format_names()) {
    const Outcomes outcome = run_on(files, {"lint", "--format", format, "missing.yaml", "good"});
    CHECK(outcome.out.find("missing.yaml") != std::string::npos);
    CHECK(outcome.out.find("no such file") != std::string::npos);
    CHECK(run_on(files, {"lint", "--format", format, "other"}).out.find("nothing to check") !=
          std::string::npos);
  }
}

TEST_CASE("standard output is the report, and the same bytes for any order and thread count") {
  const MemoryFileSystem files = tree();
  for (const std::string& format : format_names()) {
    const std::string expected = run_on(files, {"lint", "--format", format}).out;
    for (const char* threads : {"1", "4", "16"}) {
      CHECK(run_on(files, {"lint", ".", "--format", format, "--threads", threads}).out == expected);
    }
    CHECK(run_on(files, {"lint", ".", "wrong", "--format", format}).out == expected);
  }
}

TEST_CASE("no report overwrites an input or another report") {
  MemoryFileSystem files = tree();
  files.add_symlink("/work/link", "/work/good/a.yaml");
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"good/a.yaml", "--format", "json", "-o", "./good/../good/a.yaml"},
        {"good/a.yaml", "--format", "json", "-o", "link"},
        {"good", "--format", "json", "-o", "x", "--format", "sarif", "-o", "./x"}}) {
    std::vector<std::string> all = {"lint"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const Outcomes outcome = run_on(files, all);
    CHECK(outcome.exit_code == 2);
    CHECK(outcome.err.find("would overwrite") != std::string::npos);
  }
}

TEST_CASE("a report tells what is left out when nothing is left") {
  const MemoryFileSystem files = tree();
  CHECK(run_on(files, {"empty"}).exit_code == 2);
  CHECK(
      run_on(files, {"lint", "empty"}).out ==
      "plimsoll: error: nothing to check: no file to read (left out empty: holds no .yaml, .yml or "
      ".json file)\n");
  CHECK(run_on(files, {"lint", "good", "wrong", "--exclude", "*.yaml"}).out ==
        "plimsoll: error: nothing to check: no file to read (2 paths left out: --exclude "
        "'*.yaml')\n");
}

TEST_CASE("the closing summary is for people") {
  const MemoryFileSystem files = tree();
  const std::string summary = run_on(files, {"lint", "good", "wrong"}).err;
  CHECK(summary.starts_with("2 files, 2 resources, "));
  CHECK(run_on(files, {"lint", "good"}).err.starts_with("1 file, 1 resource, "));
  CHECK(run_on(files, {"lint", "good", "--quiet"}).err.empty());
  CHECK(run_on(files, {"lint", "good", "--format", "json"}).err.empty());
}

TEST_CASE("the job summary of GitHub is appended to, and is never in the way") {
  const MemoryFileSystem files = tree();
  const TemporaryFolder folder;
  const std::string path = folder.write("summary.md", "of another step");
  const std::vector<std::string> arguments = {"lint", "wrong", "--format", "github"};
  const Outcomes plain = run_on(files, arguments);
  const Outcomes outcome = run_on(files, arguments, "", {{"GITHUB_STEP_SUMMARY", path}});
  CHECK(outcome.exit_code == 1);
  CHECK(outcome.out == plain.out);
  CHECK(folder.read("summary.md") ==
        "of another step\n" + run_on(files, {"lint", "wrong", "--format", "markdown"}).out);

  const Outcomes lost =
      run_on(files, arguments, "", {{"GITHUB_STEP_SUMMARY", folder.path("no/such/file")}});
  CHECK(lost.exit_code == 1);
  CHECK(lost.out == plain.out);
  CHECK(lost.err.rfind("plimsoll: warning: cannot append to GITHUB_STEP_SUMMARY", 0) == 0);
  for (const char* format : {"text", "markdown"}) {
    run_on(files, {"lint", "wrong", "--format", format}, "",
           {{"GITHUB_STEP_SUMMARY", folder.path("untouched")}});
  }
  CHECK_FALSE(std::filesystem::exists(folder.path("untouched")));
}

TEST_CASE("standard input is read and reported by the name it was given") {
  const Outcomes outcome = run_on({}, {"lint", "-", "--stdin-filename", "k8s/x.yaml"}, kWrong);
  CHECK(outcome.exit_code == 1);
  CHECK(outcome.out.rfind("k8s/x.yaml:3:1: error: ", 0) == 0);
  CHECK(run_on({}, {"lint", "-"}, kWrong).out.rfind("stdin:3:1: error: ", 0) == 0);
}

TEST_CASE("files are listed with what becomes of them, and not linted") {
  MemoryFileSystem files = tree();
  files.add("/work/chart/Chart.yaml").add("/work/chart/templates/x\x1b.yaml", "{{");
  const Outcomes outcome = run_on(files, {"lint", "broken", "chart/templates", "--list-files"});
  CHECK(outcome.exit_code == 2);
  CHECK(outcome.out.rfind("unreadable  broken/a.yaml: ", 0) == 0);
  CHECK(outcome.out.find("\nexcluded    chart/templates/x") != std::string::npos);
  CHECK(outcome.out.find('\x1b') == std::string::npos);
  CHECK(run_on(files, {"lint", "missing", "--list-files"}).exit_code == 2);
  CHECK(run_on(files, {"lint", "empty", "--list-files"}).exit_code == 2);
}

TEST_CASE("every rule explains itself with both examples") {
  for (const CatalogueEntry& entry : catalogue()) {
    const Outcomes outcome = run_on({}, {"explain", std::string(entry.rule->id)});
    INFO(entry.rule->id);
    CHECK(outcome.exit_code == 0);
    CHECK(outcome.out.find("Why\n") != std::string::npos);
    CHECK(outcome.out.find("How to fix it\n") != std::string::npos);
    CHECK(outcome.out.find("Bad\n") != std::string::npos);
    CHECK(outcome.out.find("Good\n") != std::string::npos);
    CHECK(run_on({}, {"rules"}).out.find(entry.rule->id) != std::string::npos);
    CHECK(run_on({}, {"rules", "--format", "markdown"})
              .out.find("\n### " + std::string(entry.rule->id) + "\n") != std::string::npos);
  }
  CHECK(run_on({}, {"explain", "liveness-before-readines"}).err ==
        "plimsoll: unknown rule 'liveness-before-readines'; did you mean "
        "'liveness-before-readiness'?\n");
  CHECK(run_on({}, {"explain", "nothing-like-it"}).err ==
        "plimsoll: unknown rule 'nothing-like-it'; 'plimsoll rules' lists them\n");
}

TEST_CASE("the page of all rules is current") {
  const std::string page = run_on({}, {"rules", "--format", "markdown"}).out;
  const std::string path = PLIMSOLL_SOURCE_DIR "/rules/README.md";
  if (std::getenv("PLIMSOLL_UPDATE") != nullptr) REQUIRE(write_file(path, page).empty());
  std::ifstream file(path, std::ios::binary);
  INFO(
      "run `plimsoll rules --format markdown > rules/README.md`, or the tests with "
      "PLIMSOLL_UPDATE=1");
  const bool current = page == std::string(std::istreambuf_iterator<char>(file), {});
  CHECK(current);
}

TEST_CASE("the program keeps its promises about streams") {
  const TemporaryFolder folder;
  folder.write("a.yaml", kWrong);
  const auto shell = [&](const std::string& tail) {
    return run_process({.arguments = {"/bin/sh", "-c",
                                      std::string("exec 3>&1; { " PLIMSOLL_PROGRAM " lint '") +
                                          folder.path() + "' " + tail},
                        .environment = {"PATH=/usr/bin:/bin"},
                        .input = ""});
  };
  CHECK(shell("; echo $? >&3; } | true").output == "1\n");
  CHECK(shell("; echo $? >&3; } | true").errors.find("cannot") == std::string::npos);
  CHECK(shell(">&-; echo $? >&3; }").output == "2\n");
  CHECK(shell("--format json -o '" + folder.path("no/x") + "'; echo $? >&3; }").output == "2\n");
  CHECK(shell("--format json -o '" + folder.path("x") + "'; echo $? >&3; }").output == "1\n");
  CHECK(folder.read("x").find("duplicate-key") != std::string::npos);
}

}  // namespace plimsoll
