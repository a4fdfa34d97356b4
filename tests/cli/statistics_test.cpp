// A run in numbers: --statistics, --timings, the closing summary and what the formats count.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "engine/text/concat.h"
#include "rules/catalogue.h"
#include "tests/cli/run_on.h"

namespace plimsoll {
namespace {

using Json = nlohmann::json;

// Three duplicate keys, one of which is suppressed; two files with objects, one without.
MemoryFileSystem tree() {
  MemoryFileSystem files;
  files.add("/work/a.yaml",
            "apiVersion: v1\nkind: Service\nkind: Service\nmetadata: {name: a}\n---\n"
            "apiVersion: v1\nkind: Service\nmetadata: {name: b}\n"
            "# plimsoll:ignore duplicate-key -- kept\nkind: Service\n");
  files.add("/work/b.yaml",
            "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\n"
            "kind: HorizontalPodAutoscaler\nmetadata: {name: a}\n"
            "spec: {minReplicas: 5, maxReplicas: 2}\n");
  files.add("/work/c.yaml", "a: b\n").add("/work/chart/Chart.yaml");
  files.add("/work/chart/templates/x.yaml", "{{ x }}");
  return files;
}

}  // namespace

TEST_CASE("statistics stand in place of the findings") {
  const Outcomes outcome = run_on(tree(), {"lint", "--statistics"});
  CHECK(outcome.exit_code == 1);
  const std::string ran = std::to_string(catalogue().size());
  CHECK(
      outcome.out.starts_with(" found  suppressed  known  files  severity  rule\n"
                              "     2           1      0      2  error     duplicate-key\n"
                              "     1           0      0      1  error     hpa-min-above-max\n\n"));
  CHECK(outcome.out.find(concat("\n", ran, " rules ran, ")) != std::string::npos);
  CHECK(
      outcome.out.ends_with("\n4 files with 3 resources; 1 excluded, 2 without objects\n"
                            "     2  Service\n"
                            "     1  HorizontalPodAutoscaler\n"));
}

TEST_CASE("statistics hide nothing that was not examined") {
  const Outcomes outcome = run_on(tree(), {"lint", ".", "gone.yaml", "--statistics"});
  CHECK(outcome.exit_code == 2);
  CHECK(outcome.out.find("gone.yaml: error: no such file") != std::string::npos);
}

TEST_CASE("statistics are beside the findings for programs, and for no format that has no place") {
  const Json with = Json::parse(run_on(tree(), {"lint", "--format", "json", "--statistics"}).out);
  Json without = Json::parse(run_on(tree(), {"lint", "--format", "json"}).out);
  CHECK(with["statistics"]["ran"] == catalogue().size());
  CHECK(with["statistics"]["rules"][0] == Json{{"rule", "duplicate-key"},
                                               {"severity", "error"},
                                               {"findings", 2},
                                               {"suppressed", 1},
                                               {"known", 0},
                                               {"files", 2}});
  without["statistics"] = with["statistics"];
  CHECK(with == without);

  const Outcomes refused = run_on(tree(), {"lint", "--format", "sarif", "--statistics"});
  CHECK(refused.exit_code == 2);
  CHECK(refused.out.empty());
  CHECK(refused.err.find("--statistics") != std::string::npos);
}

TEST_CASE("timings are on standard error, a line for each part and each rule that was asked") {
  const Outcomes plain = run_on(tree(), {"lint", "-q"});
  const Outcomes timed = run_on(tree(), {"lint", "-q", "--timings"});
  CHECK(timed.out == plain.out);
  CHECK(timed.exit_code == plain.exit_code);
  CHECK(plain.err.empty());
  for (const char* part : {"phase", "  find files ", "  read and parse ", "  check ", "  report ",
                           "rule ", "  hpa-min-above-max ", " ms         3\n"}) {
    CAPTURE(part, timed.err);
    CHECK(timed.err.find(part) != std::string::npos);
  }
  // No Deployment is here.
  CHECK(timed.err.find("liveness-before-readiness") == std::string::npos);
}

TEST_CASE("the closing summary says what ran, what was passed over and what was set apart") {
  const std::string rules = std::to_string(catalogue().size());
  const MemoryFileSystem files = tree();
  CHECK(run_on(files, {"lint"})
            .err.starts_with(
                concat("4 files, 3 resources, ", rules,
                       " rules: 3 errors, 1 suppressed; 1 excluded, 2 without objects (")));
  CHECK(run_on(files, {"lint", "a.yaml", "--select", "duplicate-key"})
            .err.starts_with("1 file, 2 resources, 1 rule: 1 error, 1 suppressed ("));
}

TEST_CASE("formats that have a place for it count what is suppressed") {
  CHECK(run_on(tree(), {"lint", "--format", "markdown"}).out.find(" checked, 1 suppressed; ") !=
        std::string::npos);
  CHECK(run_on(tree(), {"lint", "--format", "junit"})
            .out.find("<property name=\"suppressed\" value=\"1\"/>") != std::string::npos);
  CHECK(run_on(tree(), {"lint", "b.yaml", "--format", "junit"}).out.find("property") ==
        std::string::npos);
}

TEST_CASE("a run can be told to obey no suppression in comments and annotations") {
  MemoryFileSystem files = tree();
  files.add("/work/d.yaml",
            "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: d\n"
            "  annotations: {plimsoll.dev/ignore: hpa-min-above-max}\n"
            "spec: {minReplicas: 5, maxReplicas: 2}\n");
  const Outcomes obeyed = run_on(files, {"lint", "a.yaml", "d.yaml"});
  CHECK(obeyed.err.find(": 1 error, 2 suppressed") != std::string::npos);

  const Outcomes refused = run_on(files, {"lint", "a.yaml", "d.yaml", "--no-inline-suppressions"});
  CHECK(refused.exit_code == 1);
  CHECK(refused.err.find(": 3 errors (") != std::string::npos);
  for (const char* place : {"a.yaml:9:19", "d.yaml:5:39"}) {
    CAPTURE(place, refused.out);
    CHECK(refused.out.find("this suppression is not obeyed in this run") != std::string::npos);
  }
  const Json report = Json::parse(
      run_on(files, {"lint", "d.yaml", "--no-inline-suppressions", "--format", "json"}).out);
  CHECK(report["findings"][0]["related"].back()["start"]["line"] == 5);
  CHECK(report["summary"]["suppressed"] == 0);

  files.add("/work/.plimsoll.yaml", "suppressions: [{rule: hpa-min-above-max}]\n");
  CHECK(run_on(files, {"lint", "d.yaml", "--config", ".plimsoll.yaml", "--no-inline-suppressions"})
            .exit_code == 0);
}

}  // namespace plimsoll
