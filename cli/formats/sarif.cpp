// SARIF 2.1.0, the format that code scanning services and editors read.
//
//    "ruleId": "hpa-min-above-max",
//    "locations": [{"physicalLocation": {
//      "artifactLocation": {"uri": "deploy/%EB%B0%B0%ED%8F%AC.yaml", "uriBaseId": "SRCROOT"},
//      "region": {"startLine": 12, "startColumn": 16, "endLine": 12, "endColumn": 18}}}]
//
// All four numbers of a region are always written, in UTF-16 code units, because viewers differ in
// what they assume. The log is the same bytes for the same input: no clock, no machine, no absolute
// path. It holds no snippets, so no line of the input is ever in it. Input that could not be
// examined is a notification of level error with executionSuccessful false, as the standard ties
// the two together. What a suppression covers follows the other results and says so. With a
// baseline, what it knows is there as well, and every result has a baselineState. Fixes are not
// written yet.

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "cli/formats/escape.h"
#include "cli/formats/format.h"
#include "cli/formats/json_text.h"
#include "cli/formats/judged.h"
#include "cli/formats/problems.h"
#include "cli/formats/region.h"
#include "cli/formats/sarif_driver.h"
#include "cli/formats/uri.h"
#include "engine/lint/identity.h"
#include "engine/lint/pointer.h"
#include "engine/lint/suppression.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
constexpr std::string_view kBase = "SRCROOT";
// GitHub refuses a run with more.
constexpr std::size_t kMaxResults = 25000;

// The enabled rules and those of the findings, each once, by id.
std::vector<const Rule*> rules_of(const Report& report, std::span<const JudgedFinding> findings,
                                  const Presentation& presentation) {
  std::vector<const Rule*> rules(presentation.rules.begin(), presentation.rules.end());
  const auto add = [&rules](const Finding& finding) {
    if (std::find(rules.begin(), rules.end(), finding.rule) == rules.end()) {
      rules.push_back(finding.rule);
    }
  };
  for (const JudgedFinding& one : findings) add(*one.finding);
  std::ranges::for_each(report.suppressed, add);
  std::sort(rules.begin(), rules.end(), [](const Rule* a, const Rule* b) { return a->id < b->id; });
  return rules;
}

Json artifact_json(std::string_view reported_path) {
  return {{"uri", uri_reference(reported_path)}, {"uriBaseId", kBase}};
}

Json physical_json(const Location& location) {
  const Region region = region_of(location, ColumnUnit::kUtf16);
  return {{"artifactLocation", artifact_json(location.source->reported_path())},
          {"region",
           {{"startLine", region.begin.line},
            {"startColumn", region.begin.column},
            {"endLine", region.end.line},
            {"endColumn", region.end.column}}}};
}

// What SARIF calls a field of its kind.
std::string_view logical_kind(const Subject& subject) {
  if (subject.path.empty() || subject.resource == nullptr) return "resource";
  const Node node = node_at(subject.resource->root, subject.path);
  if (node.is_mapping()) return "object";
  if (node.is_sequence()) return "array";
  return node.has_key() ? "property" : "value";
}

Json logical_json(const std::vector<Subject>& subjects) {
  Json out = Json::array();
  for (const Subject& subject : subjects) {
    std::string name = presentable(subject.label());
    if (name.empty()) continue;
    if (!subject.environment.empty()) {
      name = concat(presentable(subject.environment), ": ", name);
    }
    if (!subject.path.empty()) name += concat("#", presentable_pointer(subject.path));
    Json one = {{"fullyQualifiedName", std::move(name)}, {"kind", logical_kind(subject)}};
    if (std::find(out.begin(), out.end(), one) == out.end()) out.push_back(std::move(one));
  }
  return out;
}

Json related_json(const std::vector<RelatedLocation>& related) {
  Json out = Json::array();
  for (const RelatedLocation& one : related) {
    out.push_back({{"id", out.size() + 1},
                   {"message", {{"text", sarif_text(one.message)}}},
                   {"physicalLocation", physical_json(one.location)}});
  }
  return out;
}

Json suppression_json(const Suppression& by) {
  const bool external = by.carrier == Suppression::Carrier::kConfiguration;
  Json out = {{"kind", external ? "external" : "inSource"}};
  if (!by.reason.empty()) out["justification"] = sarif_text(by.reason);
  if (!external) out["location"] = {{"physicalLocation", physical_json(by.location)}};
  return out;
}

Json result_json(const JudgedFinding& judged, std::size_t rule_index) {
  const Finding& finding = *judged.finding;
  Json location = {{"physicalLocation", physical_json(finding.location)}};
  Json logical = logical_json(finding.subjects);
  if (!logical.empty()) location["logicalLocations"] = std::move(logical);
  Json out = {{"ruleId", finding.rule->id},
              {"ruleIndex", rule_index},
              {"kind", "fail"},
              {"level", severity_name(finding.severity)},
              {"message", {{"text", sarif_text(finding.message)}}}};
  out["locations"] = Json::array({std::move(location)});
  if (!finding.related.empty()) out["relatedLocations"] = related_json(finding.related);
  out["partialFingerprints"] = {{"plimsollFinding/v1", judged.fingerprint}};
  if (finding.suppression != nullptr) {
    out["suppressions"] = Json::array({suppression_json(*finding.suppression)});
  }
  // GitHub would otherwise hash the line, from which a short credential can be guessed.
  if (finding.rule->category == "secrets") {
    out["partialFingerprints"]["primaryLocationLineHash"] = judged.fingerprint;
  }
  return out;
}

// The findings that the log holds, in the report's order: all, or the new and most severe.
std::vector<std::size_t> kept_findings(const std::vector<JudgedFinding>& findings) {
  std::vector<std::size_t> kept(findings.size());
  std::iota(kept.begin(), kept.end(), std::size_t{0});
  if (kept.size() <= kMaxResults) return kept;
  const auto rank = [&findings](std::size_t index) {
    return std::pair(!findings[index].known, findings[index].finding->severity);
  };
  std::ranges::stable_sort(kept, std::ranges::greater(), rank);
  kept.resize(kMaxResults);
  std::sort(kept.begin(), kept.end());
  return kept;
}

Json results_json(const Report& report, const std::vector<JudgedFinding>& findings,
                  std::span<const Rule* const> rules) {
  Json out = Json::array();
  const auto add = [&](const JudgedFinding& one) {
    const auto rule = std::find(rules.begin(), rules.end(), one.finding->rule);
    out.push_back(result_json(one, static_cast<std::size_t>(rule - rules.begin())));
  };
  for (const std::size_t index : kept_findings(findings)) {
    add(findings[index]);
    if (report.baseline) out.back()["baselineState"] = findings[index].known ? "unchanged" : "new";
  }
  const std::vector<std::string> covered = identities(report.suppressed);
  for (std::size_t i = 0; i < report.suppressed.size() && out.size() < kMaxResults; ++i) {
    add({.finding = &report.suppressed[i], .fingerprint = covered[i]});
  }
  return out;
}

Json notification_json(SarifNotification kind, Severity level, std::string_view text) {
  return {
      {"descriptor", {{"id", notification_id(kind)}, {"index", static_cast<std::size_t>(kind)}}},
      {"level", severity_name(level)},
      {"message", {{"text", sarif_text(text)}}}};
}

Json problem_json(const RunProblem& problem) {
  if (problem.reported_path.empty()) {
    return notification_json(SarifNotification::kNothingToCheck, Severity::kError, problem.reason);
  }
  Json out = notification_json(SarifNotification::kUnreadableInput, Severity::kError,
                               concat(problem.reported_path, ": ", problem.reason));
  Json physical = problem.location.source != nullptr
                      ? physical_json(problem.location)
                      : Json{{"artifactLocation", artifact_json(problem.reported_path)}};
  out["locations"] = Json::array({{{"physicalLocation", std::move(physical)}}});
  return out;
}

Json invocation_json(const Report& report, const Presentation& presentation) {
  const std::vector<RunProblem> problems = run_problems(report, presentation.exit_code);
  Json notifications = Json::array();
  for (const RunProblem& problem : problems) notifications.push_back(problem_json(problem));
  for (const std::string& warning : report.ledger.warnings) {
    notifications.push_back(
        notification_json(SarifNotification::kIgnoredUnknown, Severity::kWarning, warning));
  }
  const std::size_t known = report.baseline ? report.baseline->known.size() : 0;
  const std::size_t count = report.findings.size() + known;
  if (count > kMaxResults) {
    notifications.push_back(notification_json(
        SarifNotification::kResultsCut, Severity::kWarning,
        concat("the ", count - kMaxResults, " least severe of ", count, " findings are left out")));
  }
  Json out = {{"executionSuccessful", problems.empty() && presentation.exit_code < 2},
              {"exitCode", presentation.exit_code}};
  if (!notifications.empty()) out["toolExecutionNotifications"] = std::move(notifications);
  return out;
}

std::string render(const Report& report, const Presentation& presentation) {
  const std::vector<JudgedFinding> findings = judged_findings(report);
  const std::vector<const Rule*> rules = rules_of(report, findings, presentation);
  Json run = {{"tool", {{"driver", sarif_driver(rules)}}},
              {"columnKind", "utf16CodeUnits"},
              {"defaultEncoding", "utf-8"},
              {"automationDetails", {{"id", "plimsoll/"}}}};
  run["newlineSequences"] = Json::array({"\r\n", "\n", "\r"});
  run["originalUriBaseIds"][kBase] = {
      {"description", {{"text", "The root of the repository, or the argument without one."}}}};
  run["invocations"] = Json::array({invocation_json(report, presentation)});
  run["results"] = results_json(report, findings, rules);
  Json out = {{"$schema", kSchema}, {"version", "2.1.0"}};
  out["runs"] = Json::array({std::move(run)});
  return json_document(out);
}

}  // namespace

extern constinit const Format sarif_format = {
    .name = "sarif",
    .description = "SARIF 2.1.0, for code scanning and editors",
    .render = render,
};

}  // namespace plimsoll
