#include "engine/lint/comparison.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>

#include "rules/catalogue.h"
#include "tests/support/fixtures.h"

namespace plimsoll {
namespace {

using test::Texts;

const std::string kWeb = R"(apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  containers:
    - name: app
      resources: {requests: {memory: 2Gi}, limits: {memory: 1Gi}}
)";
const std::string kWebReformatted = R"(# A comment.

---
spec:
  containers:
    - {name: proxy, image: a}
    - resources:
        limits:
          memory: "1Gi"
        requests:
          memory: 2Gi
      name: app
metadata:
  namespace: shop
  name: web
kind: Pod
apiVersion: v1
)";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string with_crlf(const std::string& text) {
  return replaced(text, "\n", "\r\n");
}

Report report_of(const Texts& texts) {
  return test::lint_texts(texts, {find_rule("limit-below-request")});
}

Comparison compare_texts(const Texts& before, const Texts& after) {
  const Report older = report_of(before);
  const Report newer = report_of(after);
  return compare(known_findings(older.findings), newer.findings,
                 [&after](const std::string& path) { return after.count(path) == 0; });
}

std::size_t fresh(const Comparison& comparison) {
  return static_cast<std::size_t>(std::ranges::count(comparison.known, false));
}

std::size_t total(const std::vector<KnownFinding>& list) {
  return std::accumulate(list.begin(), list.end(), std::size_t{0},
                         [](std::size_t sum, const KnownFinding& one) { return sum + one.count; });
}

struct Edit {
  std::string what;
  Texts before;
  Texts after;
  std::size_t fresh = 0;   // findings that are new
  std::size_t absent = 0;  // occurrences that are there no longer
};

std::string api() {
  return replaced(kWeb, "name: web", "name: api");
}

std::vector<Edit> edits() {
  const std::string mended = replaced(kWeb, "memory: 1Gi", "memory: 2Gi");
  const std::string twice = kWeb + "---\n" + kWeb;
  return {
      {"nothing", {{"a.yaml", kWeb}}, {{"a.yaml", kWeb}}},
      {"lines above", {{"a.yaml", kWeb}}, {{"a.yaml", std::string(50, '\n') + kWeb}}},
      {"reformatted", {{"a.yaml", kWeb}}, {{"a.yaml", kWebReformatted}}},
      {"line ends", {{"a.yaml", kWeb}}, {{"a.yaml", with_crlf(kWeb)}}},
      {"renamed", {{"a.yaml", kWeb}}, {{"b/c.yaml", kWeb}}},
      {"renamed and reformatted", {{"a.yaml", kWeb}}, {{"b.yaml", kWebReformatted}}},
      {"split", {{"a.yaml", kWeb + "---\n" + api()}}, {{"b.yaml", kWeb}, {"c.yaml", api()}}},
      {"joined", {{"b.yaml", kWeb}, {"c.yaml", api()}}, {{"a.yaml", kWeb + "---\n" + api()}}},
      {"mended", {{"a.yaml", kWeb}}, {{"a.yaml", mended}}, 0, 1},
      {"removed", {{"a.yaml", kWeb}}, {}, 0, 1},
      {"copied", {{"a.yaml", kWeb}}, {{"a.yaml", kWeb}, {"b.yaml", kWeb}}, 1, 0},
      {"copied and mended at the old place",
       {{"a.yaml", kWeb}},
       {{"a.yaml", mended}, {"b.yaml", kWeb}},
       1,
       1},
      {"a second one in the file", {{"a.yaml", kWeb}}, {{"a.yaml", twice}}, 1, 0},
      {"one of two mended", {{"a.yaml", twice}}, {{"a.yaml", kWeb}}, 0, 1},
      {"one of two mended, a third added",
       {{"a.yaml", twice}},
       {{"a.yaml", kWeb + "---\n" + api()}},
       1,
       1},
      {"renamed and doubled", {{"a.yaml", kWeb}}, {{"b.yaml", twice}}, 1, 0},
      {"another value", {{"a.yaml", kWeb}}, {{"a.yaml", replaced(kWeb, "1Gi", "512Mi")}}, 1, 1},
      {"another object", {{"a.yaml", kWeb}}, {{"a.yaml", api()}}, 1, 1},
      {"the same one in two files, one of them renamed",
       {{"a.yaml", kWeb}, {"b.yaml", kWeb}},
       {{"a.yaml", kWeb}, {"c.yaml", kWeb}}},
  };
}

// A chart whose limit is below the request of the environments that ask for 2Gi.
Texts chart(std::string_view dev, std::string_view prd) {
  const auto values = [](std::string_view memory) {
    return "resources: {requests: {memory: " + std::string(memory) + "}}\n";
  };
  return {{".plimsoll.yaml",
           "environments: {dev: , prd: }\ncharts:\n  - path: web\n    environments:\n"
           "      dev: {values: web/values-dev.yaml}\n      prd: {values: web/values-prd.yaml}\n"},
          {"web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n"},
          {"web/values.yaml",
           "replicaCount: 1\nimage: {repository: web, tag: a}\n"
           "resources: {requests: {memory: 1Gi}, limits: {memory: 1Gi}}\n"},
          {"web/values-dev.yaml", values(dev)},
          {"web/values-prd.yaml", values(prd)}};
}

}  // namespace

TEST_CASE("what an edit makes new, and what it mends") {
  for (const Edit& edit : edits()) {
    INFO(edit.what);
    REQUIRE_FALSE(report_of(edit.before).findings.empty());
    const Comparison comparison = compare_texts(edit.before, edit.after);
    CHECK(fresh(comparison) == edit.fresh);
    CHECK(total(comparison.absent) == edit.absent);
  }
}

TEST_CASE("what was mended in one environment pays for nothing in another") {
  struct Case {
    Texts before, after;
    std::size_t fresh, absent;
  };
  const Texts dev = chart("2Gi", "1Gi"), prd = chart("1Gi", "2Gi"), both = chart("2Gi", "2Gi");
  REQUIRE(report_of(dev).findings.size() == 1);
  REQUIRE(report_of(both).findings.size() == 1);
  for (const Case& one : {Case{dev, dev, 0, 0}, Case{dev, prd, 1, 1}, Case{dev, both, 1, 0},
                          Case{both, prd, 0, 1}, Case{both, chart("1Gi", "1Gi"), 0, 2}}) {
    const Comparison comparison = compare_texts(one.before, one.after);
    CHECK(fresh(comparison) == one.fresh);
    CHECK(total(comparison.absent) == one.absent);
  }
}

TEST_CASE("what is known still is told by its new place") {
  const Comparison comparison = compare_texts({{"a.yaml", kWeb}}, {{"b.yaml", kWeb}});
  REQUIRE(comparison.still.size() == 1);
  CHECK(comparison.still[0].occurrence.path == "b.yaml");
  CHECK(comparison.still[0].occurrence.about ==
        "Pod/shop/web (container app) at /spec/containers/[app]/resources/limits/memory");
}

TEST_CASE("a report holds nothing that it does not know, and misses each entry that is taken out") {
  Texts texts;
  for (const auto& path : test::files_below(test::fixtures() / "demo")) {
    texts[path.lexically_relative(test::fixtures() / "demo")] = test::read_file(path);
  }
  const Report report = test::lint_texts(texts, test::all_rules());
  const std::vector<KnownFinding> all = known_findings(report.findings);
  REQUIRE(all.size() >= 5);
  const IsGone never = [](const std::string&) { return false; };
  const Comparison same = compare(all, report.findings, never);
  CHECK(fresh(same) == 0);
  CHECK(same.absent.empty());
  CHECK(total(same.still) == total(all));
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::vector<KnownFinding> less = all;
    less.erase(less.begin() + static_cast<std::ptrdiff_t>(i));
    CHECK(fresh(compare(less, report.findings, never)) == all[i].count);
  }
}

}  // namespace plimsoll
