// The contract of exit codes as a matrix: whatever format, threshold or selection, input that could
// not be examined ends with 2 and is named; what is selected decides between 0 and 1 only.

#include <catch2/catch.hpp>

#include "engine/text/concat.h"
#include "tests/cli/run_on.h"

namespace plimsoll {
namespace {

struct Row {
  std::vector<std::string> paths;
  int exit_code;        // with no further option
  std::string message;  // what a report of exit code 2 must hold
};

MemoryFileSystem tree() {
  MemoryFileSystem files;
  files.add("/work/good.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n");
  files.add("/work/wrong.yaml",
            "apiVersion: v1\nkind: Service\nkind: Service\nmetadata: {name: a}\n");
  files.add("/work/broken.yaml", "apiVersion: v1\nkind: [\n");
  files.add("/work/latin.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: \"\xe9\"}\n");
  files.add("/work/nul.yaml", std::string("a: \0b\n", 6));
  files.add("/work/list.yaml", "- a\n");
  files.add("/work/comment.yaml", "# nothing\n");
  files.add_pipe("/work/pipe.yaml");
  files.add_folder("/work/empty");
  return files;
}

std::vector<Row> rows() {
  return {
      {{"good.yaml"}, 0, ""},
      {{"wrong.yaml"}, 1, ""},
      {{"broken.yaml"}, 2, "never closed"},
      {{"latin.yaml"}, 2, "not UTF-8"},
      {{"nul.yaml"}, 2, "NUL"},
      {{"list.yaml"}, 2, "neither a Kubernetes object"},
      {{"pipe.yaml"}, 2, "is a pipe"},
      {{"missing.yaml"}, 2, "no such file"},
      {{"missing.yaml", "good.yaml", "wrong.yaml"}, 2, "missing.yaml"},
      {{"broken.yaml", "good.yaml", "wrong.yaml"}, 2, "broken.yaml"},
      {{"comment.yaml"}, 2, "nothing to check"},
      {{"empty"}, 2, "nothing to check"},
  };
}

Outcomes lint(const MemoryFileSystem& files, const Row& row, std::vector<std::string> options) {
  std::vector<std::string> arguments = {"lint"};
  arguments.insert(arguments.end(), row.paths.begin(), row.paths.end());
  arguments.insert(arguments.end(), options.begin(), options.end());
  return run_on(files, std::move(arguments));
}

}  // namespace

TEST_CASE("no option removes an exit code of 2, nor what it is for") {
  const MemoryFileSystem files = tree();
  const std::vector<std::vector<std::string>> choices = {
      {},
      {"--report-only"},
      {"--fail-on", "error"},
      {"--fail-on", "note"},
      {"--ignore", "syntax"},
      {"--ignore", "yaml-syntax,not-utf8,duplicate-key,incomplete-manifest"},
      {"--select", "hpa-min-above-max"},
      {"--select", "probes", "--report-only", "--fail-on", "error"},
      {"--quiet", "--threads", "3"},
  };
  for (const std::string& format : format_names()) {
    for (const Row& row : rows()) {
      for (std::vector<std::string> options : choices) {
        const bool fails = options.empty() || options[0] == "--fail-on" || options[0] == "--quiet";
        const int expected = row.exit_code == 1 && !fails ? 0 : row.exit_code;
        CAPTURE(format, row.paths, options);
        options.insert(options.end(), {"--format", format});
        const Outcomes outcome = lint(files, row, options);
        CHECK(outcome.exit_code == expected);
        CHECK(outcome.out.find(row.message) != std::string::npos);
      }
    }
  }
}

TEST_CASE("a machine is told the exit code that the process ends with") {
  const MemoryFileSystem files = tree();
  for (const Row& row : rows()) {
    for (const char* format : {"json", "sarif"}) {
      const Outcomes outcome = lint(files, row, {"--format", format});
      CHECK(outcome.out.find(concat("\"exitCode\": ", row.exit_code)) != std::string::npos);
      CHECK((outcome.out.find("\"executionSuccessful\": false") != std::string::npos) ==
            (row.exit_code == 2 && std::string_view(format) == "sarif"));
    }
  }
}

TEST_CASE("a command line that cannot be obeyed checks nothing and ends with 2") {
  const MemoryFileSystem files = tree();
  for (const std::vector<std::string>& options :
       std::vector<std::vector<std::string>>{{"--no-such-option"},
                                             {"--select", "no-such-rule"},
                                             {"--ignore", "no-such-rule"},
                                             {"--fail-on", "never"},
                                             {"--format", "xml"},
                                             {"--format"},
                                             {"--threads", "-1"},
                                             {"--exclude", "["},
                                             {""}}) {
    for (const char* leniency : {"--report-only", "--allow-empty", "--quiet"}) {
      std::vector<std::string> all = {leniency};
      all.insert(all.end(), options.begin(), options.end());
      const Outcomes outcome = lint(files, {{"wrong.yaml"}, 1, ""}, all);
      CAPTURE(options);
      CHECK(outcome.exit_code == 2);
      CHECK(outcome.out.empty());
      CHECK(outcome.err.starts_with("plimsoll: "));
    }
  }
}

}  // namespace plimsoll
