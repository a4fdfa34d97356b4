// Suppressions: three carriers, at every place where somebody may write them.

#include "engine/lint/suppression.h"

#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "engine/lint/directive.h"
#include "engine/text/concat.h"
#include "engine/text/utf8.h"
#include "rules/catalogue.h"
#include "tests/support/fixtures.h"

namespace plimsoll::test {
namespace {

using Edits = std::map<std::string, std::string>;

// Three mistakes: both containers have a limit below their request, and the pod, which asks for a
// GPU, has no nodeSelector. A word in @ is where a case writes something.
constexpr std::string_view kManifest = R"(@object@apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: ml
  annotations: {이름: 배포@owner@}
spec:
  replicas: 1
  template:
    metadata:
      annotations: {note: "a # in a text"@pod@}
    @spec@spec:
      containers:
        @web@- name: web
          resources:
            requests: {cpu: 500m}
            @limits@limits: {cpu: 250m}@line@
        - name: model
          args: ["#"]@args@
          resources:
            requests: {cpu: 500m}
            @other@limits: {cpu: 250m, nvidia.com/gpu: 1}
)";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string edited(const Edits& edits) {
  std::string text(kManifest);
  for (const char* place :
       {"object", "owner", "pod", "spec", "web", "limits", "line", "args", "other"}) {
    const auto edit = edits.find(place);
    text = replaced(text, concat("@", place, "@"), edit == edits.end() ? "" : edit->second);
  }
  return text;
}

std::vector<const Rule*> two_rules() {
  return {find_rule("limit-below-request"), find_rule("gpu-without-node-selector")};
}

// What is reported: "limit:web limit:model gpu".
std::string shown(const std::vector<Finding>& findings) {
  std::string list;
  for (const Finding& finding : findings) {
    const bool gpu = finding.rule->id == "gpu-without-node-selector";
    list += concat(list.empty() ? "" : " ", gpu ? "gpu" : "limit:");
    if (!gpu) list += finding.subjects.front().container;
  }
  return list;
}

// A comment alone on its line, above what follows at that indentation.
std::string above(std::string_view text, std::size_t indent) {
  return concat("# plimsoll:ignore ", text, "\n", std::string(indent, ' '));
}

struct Case {
  std::string_view what;
  Edits edits;
  std::string_view left;
};

const std::string kBoth = "limit-below-request, gpu-without-node-selector";
const std::string kLimit = "limit-below-request";
const std::string kGpu = "gpu-without-node-selector -- 이유";

const std::vector<Case>& cases() {
  static const std::vector<Case> kCases = {
      {"nothing", {}, "limit:web limit:model gpu"},
      {"above the object", {{"object", above(kBoth, 0)}}, ""},
      {"above the object, two lines", {{"object", above(kGpu, 0) + above(kLimit, 0)}}, ""},
      {"above the pod, absent child", {{"spec", above(kGpu, 4)}}, "limit:web limit:model"},
      {"above the pod, present child", {{"spec", above(kLimit, 4)}}, "gpu"},
      {"above a container", {{"web", above(kBoth, 8)}}, "limit:model gpu"},
      {"above a member", {{"limits", above(kLimit, 12)}}, "limit:model gpu"},
      {"above another member", {{"other", above(kLimit, 12)}}, "limit:web gpu"},
      {"a blank line between",
       {{"limits", above(kLimit, 0) + "\n" + std::string(12, ' ')}},
       "limit:model gpu"},
      {"on its line", {{"line", "  # plimsoll:ignore " + kLimit}}, "limit:model gpu"},
      {"behind another comment",
       {{"line", "  # see #4 # plimsoll:ignore " + kLimit}},
       "limit:model gpu"},
      {"on another line", {{"args", "  # plimsoll:ignore " + kLimit}}, "limit:web limit:model gpu"},
      {"the file, at its end",
       {{"other", "# plimsoll:ignore-file " + kLimit + "\n            "}},
       "gpu"},
      {"in a text",
       {{"args", "\n          command: ['# plimsoll:ignore-file " + kLimit + "']"}},
       "limit:web limit:model gpu"},
      {"in a block",
       {{"args",
         "\n          command:\n            - |\n              # plimsoll:ignore-file " + kLimit}},
       "limit:web limit:model gpu"},
      {"behind the bar of a block",
       {{"args", "\n          command:\n            - | # plimsoll:ignore-file " + kLimit +
                     "\n              x"}},
       "gpu"},
      {"no space before #",
       {{"line", "# plimsoll:ignore-file " + kLimit}},
       "limit:web limit:model gpu"},
      {"another word", {{"line", "  # plimsoll:ignored " + kLimit}}, "limit:web limit:model gpu"},
      {"no rule named", {{"object", above("-- everything", 0)}}, "limit:web limit:model gpu"},
      {"an unknown rule", {{"object", above("limit-below", 0)}}, "limit:web limit:model gpu"},
      {"a past day",
       {{"object", above(kBoth + " until=2026-06-29", 0)}},
       "limit:web limit:model gpu"},
      {"the last day", {{"object", above(kBoth + " until=2026-06-30", 0)}}, ""},
      {"no day", {{"object", above(kBoth + " until=2026-02-30", 0)}}, "limit:web limit:model gpu"},
      {"an annotation", {{"owner", ", plimsoll.dev/ignore: '" + kBoth + " -- why'"}}, ""},
      {"an annotation of the pod", {{"pod", ", plimsoll.dev/ignore: '" + kBoth + "'"}}, ""},
      {"of one container", {{"owner", ", plimsoll.dev/ignore-web: " + kLimit}}, "limit:model gpu"},
      {"of one container, on the pod",
       {{"pod", ", plimsoll.dev/ignore-model: " + kLimit}},
       "limit:web gpu"},
      {"of no container",
       {{"pod", ", plimsoll.dev/ignore-db: " + kLimit}},
       "limit:web limit:model gpu"},
      {"an annotation without rules",
       {{"owner", ", plimsoll.dev/ignore: 'true'"}},
       "limit:web limit:model gpu"},
  };
  return kCases;
}

std::string as_written(const std::string& text) {
  return text;
}
std::string with_crlf(const std::string& text) {
  return replaced(text, "\n", "\r\n");
}
std::string with_bom(const std::string& text) {
  return concat(kUtf8ByteOrderMark, text);
}

TEST_CASE("suppressions cover what they stand at, and nothing else") {
  for (const auto convert : {as_written, with_crlf, with_bom}) {
    for (const Case& one : cases()) {
      INFO(one.what << "\n" << edited(one.edits));
      const Report report = lint_texts({{"웹.yaml", convert(edited(one.edits))}}, two_rules());
      CHECK(shown(report.findings) == one.left);
      CHECK(report.findings.size() + report.suppressed.size() == 3);
      for (const Finding& finding : report.suppressed) {
        REQUIRE(finding.suppression != nullptr);
        CHECK(finding.suppression->rule == finding.rule->id);
      }
    }
  }
}

TEST_CASE("a configuration covers what all its conditions fit") {
  const std::pair<std::string_view, std::string_view> configured[] = {
      {"{rule: limit-below-request}", "gpu"},
      {"{rule: [limit-below-request, gpu-without-node-selector]}", ""},
      {"{rule: limit-below-request, kind: Deployment, namespace: ml, name: w*, container: web}",
       "limit:model gpu"},
      {"{rule: limit-below-request, kind: Job}", "limit:web limit:model gpu"},
      {"{rule: limit-below-request, namespace: default}", "limit:web limit:model gpu"},
      {"{rule: limit-below-request, name: we}", "limit:web limit:model gpu"},
      {"{rule: limit-below-request, container: db}", "limit:web limit:model gpu"},
      {"{rule: limit-below-request, path: deploy/}", "gpu"},
      {"{rule: limit-below-request, path: dev/*.yaml}", "limit:web limit:model gpu"},
      {"{rule: limit-below-request, expires: 2026-06-29}", "limit:web limit:model gpu"},
      {"{rule: gpu-without-node-selector, path: '*.yaml', expires: 2026-07-01}",
       "limit:web limit:model"},
  };
  for (const auto& [entry, left] : configured) {
    INFO(entry);
    const Report report = lint_texts({{"deploy/web.yaml", edited({})},
                                      {".plimsoll.yaml", concat("suppressions: [", entry, "]")}},
                                     two_rules());
    CHECK(shown(report.findings) == left);
  }
}

TEST_CASE("a comment in a file of values covers a value, and its first line no more than that") {
  const Texts chart = {
      {"web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n"},
      {"web/templates/deployment.yaml", "{{ .Values.x }}\n"},
      {"web/values.yaml",
       "# plimsoll:ignore limit-below-request\nimage: {repository: web}\n"
       "resources:\n  requests: {cpu: 500m}\n  limits: {cpu: 250m}\n"},
  };
  const std::vector<const Rule*> rules = {find_rule("limit-below-request"),
                                          find_rule("unused-suppression")};
  const Report first = lint_texts(chart, rules);
  CHECK(first.suppressed.empty());
  CHECK(first.findings.size() == 2);  // the suppression is one of them

  Texts texts = chart;
  texts["web/values.yaml"] =
      "# plimsoll:ignore limit-below-request\n"
      "resources:\n  requests: {cpu: 500m}\n  limits: {cpu: 250m}\n";
  const Report second = lint_texts(texts, rules);
  CHECK(second.suppressed.size() == 1);
  CHECK(second.findings.empty());
}

TEST_CASE("no suppression makes unreadable input readable") {
  const Report report = lint_texts(
      {{"web.yaml", "# plimsoll:ignore-file yaml-syntax\na: 1\n---\na: [\n"}}, all_rules());
  CHECK(report.ledger.files(Outcome::kUnreadable) == 1);
}

TEST_CASE("findings about suppressions cannot be suppressed") {
  const Report report = lint_texts(
      {{"web.yaml", concat("# plimsoll:ignore-file unused-suppression, wrong-type\n", edited({}))}},
      {find_rule("unused-suppression"), find_rule("wrong-type")});
  CHECK(report.suppressed.empty());
  CHECK(report.findings.size() == 2);
}

TEST_CASE("other linters' annotations are obeyed where a rule means the same, and not judged") {
  constexpr std::string_view kAutoscaler = R"(apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web, annotations: {ANNOTATION}}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  minReplicas: MIN
  maxReplicas: 2
)";
  const std::vector<const Rule*> rules = {find_rule("hpa-min-above-max"),
                                          find_rule("unused-suppression")};
  const auto findings = [&](std::string_view annotation, std::string_view least) {
    std::string text = replaced(std::string(kAutoscaler), "ANNOTATION", annotation);
    return lint_texts({{"hpa.yaml", replaced(std::move(text), "MIN", least)}}, rules)
        .findings.size();
  };
  CHECK(findings("polaris.fairwinds.com/hpaMaxAvailability-exempt: 'true'", "3") == 0);
  CHECK(findings("polaris.fairwinds.com/hpaMaxAvailability-exempt: 'true'", "1") == 0);
  CHECK(findings("polaris.fairwinds.com/hpaMaxAvailability-exempt: 'false'", "3") == 1);
  CHECK(findings("polaris.fairwinds.com/tagNotSpecified-exempt: 'true'", "3") == 1);
}

TEST_CASE("the text of a suppression is read whatever separates its words") {
  for (const char* text : {"a,b", " a , b ", "a b", "a ,b,", "a,b until=2026-01-02 -- x",
                           "until=2026-01-02, a, b --  x -- y "}) {
    INFO(text);
    const Directive directive = read_directive(text);
    REQUIRE(directive.rules.size() == 2);
    for (const Directive::Name& name : directive.rules) {
      CHECK(std::string(text).substr(name.span.begin, name.span.size()) == name.text);
    }
  }
  CHECK(read_directive("a -- x -- y ").reason == "x -- y");
  CHECK(read_directive("a--b").rules.front().text == "a--b");
}

TEST_CASE("a day is one of the calendar") {
  for (const char* day : {"2026-12-31", "2024-02-29", "2000-02-29"}) CHECK(is_day(day));
  for (const char* text : {"", "2026", "2026-13-01", "2026-00-10", "2026-02-29", "1900-02-29",
                           "2026-04-31", "2026-4-01", "26-04-01", "2026-04-0x", "2026/04/01"}) {
    INFO(text);
    CHECK_FALSE(is_day(text));
  }
}

}  // namespace
}  // namespace plimsoll::test
