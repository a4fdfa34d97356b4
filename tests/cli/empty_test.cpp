// What a run says that had nothing to check: in each case, what to try.

#include <catch2/catch.hpp>

#include "engine/text/concat.h"
#include "tests/cli/run_on.h"

namespace plimsoll {
namespace {

constexpr const char* kGood = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n";

struct Row {
  std::vector<std::string> arguments;
  std::string said;
};

MemoryFileSystem tree() {
  MemoryFileSystem files;
  files.add_folder("/work/empty").add("/work/notes/readme.md", "# hi\n");
  files.add("/work/other/a.yaml", "a: b\n").add("/work/other/b.yml", "- {}\n---\n{}\n");
  files.add("/work/other/b.yml", "a: 1\n").add("/work/other/c.json", "{\"a\": 1}");
  files.add("/work/charts/web/Chart.yaml", "name: web\n");
  files.add("/work/charts/web/templates/a.yaml", "{{ x }}")
      .add("/work/charts/web/templates/b.yaml");
  files.add("/work/charts/db/values.yaml", "replicaCount: 1\n");
  files.add("/work/overlay/kustomization.yaml", "resources: [../base]\n");
  files.add("/work/deploy/web.yaml", kGood).add("/work/deploy/db.yaml", kGood);
  files.add("/work/blank.yaml", "# nothing\n---\n");
  return files;
}

std::vector<Row> rows() {
  return {
      {{"empty"}, "no file to read (left out empty: holds no .yaml, .yml or .json file)\n"},
      {{"notes"}, "no file to read (left out notes: holds no .yaml, .yml or .json file)\n"},
      {{"other"}, "3 files, none a manifest\n"},
      {{"other/a.yaml"}, "1 file, not a manifest\n"},
      {{"blank.yaml"}, "1 file, not a manifest\n"},
      {{"charts/web/templates"},
       "no file to read (2 paths left out: unrendered template of chart web); did you mean --chart "
       "charts/web?\n"},
      {{"charts"},
       "2 files, none a manifest (2 paths left out: unrendered template of chart web); did you "
       "mean "
       "--chart charts/web?\n"},
      {{"overlay"},
       "1 file, not a manifest; check what is built of it: kustomize build overlay | plimsoll lint "
       "-\n"},
      {{"deploy", "--exclude", "*.yaml"},
       "no file to read (2 paths left out: --exclude '*.yaml')\n"},
      {{"deploy", "--exclude", "web*", "--exclude", "db*"},
       "no file to read (2 paths left out: 1 --exclude 'db*', 1 --exclude 'web*')\n"},
      {{"deploy", "--include", "*.yml"},
       "no file to read (2 paths left out: matches no --include)\n"},
      {{"-"}, "standard input is empty; did the command before it fail?\n"},
  };
}

}  // namespace

TEST_CASE("a run that had nothing to check says what to try") {
  const MemoryFileSystem files = tree();
  for (const Row& row : rows()) {
    std::vector<std::string> arguments = {"lint"};
    arguments.insert(arguments.end(), row.arguments.begin(), row.arguments.end());
    CAPTURE(row.arguments);
    const Outcomes outcome = run_on(files, arguments);
    CHECK(outcome.exit_code == 2);
    CHECK(outcome.out == concat("plimsoll: error: nothing to check: ", row.said));
  }
}

TEST_CASE("a path that is misspelt is corrected at its first wrong name") {
  const MemoryFileSystem files = tree();
  const std::pair<const char*, const char*> rows[] = {
      {"deploy/wbe.yaml", "no such file; did you mean 'web.yaml'?"},
      {"delpoy", "no such file; did you mean 'deploy'?"},
      {"delpoy/web.yaml", "no such file; did you mean 'deploy'?"},
      {"/work/delpoy/x/y", "no such file; did you mean 'deploy'?"},
      {"charts/db/value.yaml", "no such file; did you mean 'values.yaml'?"},
      {"something-else-entirely", "no such file\n"},
  };
  for (const auto& [path, said] : rows) {
    CAPTURE(path);
    CHECK(run_on(files, {"lint", path, "deploy"}).out.find(said) != std::string::npos);
  }
}

TEST_CASE("machines are told the same as people, by the paths of the repository") {
  const MemoryFileSystem files = tree();
  for (const std::string& format : format_names()) {
    const Outcomes outcome = run_on(files, {"lint", "/work/charts/web", "--format", format});
    CAPTURE(format, outcome.out);
    CHECK(outcome.exit_code == 2);
    const bool typed = format == "text" || format == "one-line" || format == "github";
    CHECK(outcome.out.find(typed ? "did you mean --chart /work/charts/web?"
                                 : "did you mean --chart .?") != std::string::npos);
    CHECK((outcome.out.find("/work/charts") != std::string::npos) == typed);
  }
}

}  // namespace plimsoll
