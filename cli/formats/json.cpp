// The report for programs: docs/report.schema.json describes every member.
//
// Places are told three ways at once: the line, the column in UTF-16 code units (as SARIF and
// editors count) and the byte offset, which needs no agreement. Paths are the reported ones, so the
// same tree gives the same bytes on every machine; there is no clock and no absolute path. What a
// path could not be examined for is under `errors`, whether a finding says it too or not.

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/formats/escape.h"
#include "cli/formats/format.h"
#include "cli/formats/json_text.h"
#include "cli/formats/judged.h"
#include "cli/formats/problems.h"
#include "cli/formats/region.h"
#include "cli/formats/statistics.h"
#include "engine/lint/identity.h"

namespace plimsoll {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSchema =
    "https://raw.githubusercontent.com/plimsoll-lint/plimsoll/main/docs/report.schema.json";
constexpr int kSchemaVersion = 1;

Json place(const Position& at, std::uint32_t offset) {
  return {{"line", at.line}, {"column", at.column}, {"offset", offset}};
}

void add_location(Json& out, const Location& location) {
  const Region region = region_of(location, ColumnUnit::kUtf16);
  out["path"] = location.source->reported_path();
  out["start"] = place(region.begin, location.span.begin);
  out["end"] = place(region.end, location.span.end);
}

Json subject_json(const Subject& subject) {
  const Resource none;
  const Resource& resource = subject.resource != nullptr ? *subject.resource : none;
  return {{"kind", presentable(resource.kind)},
          {"name", presentable(resource.name)},
          {"namespace", presentable(resource.name_space)},
          {"group", presentable(resource.group)},
          {"version", presentable(resource.version)},
          {"container", presentable(subject.container)},
          {"path", presentable_pointer(subject.path)},
          {"environment", presentable(subject.environment)},
          {"release", presentable(subject.release)}};
}

Json finding_json(const Finding& finding, const std::string& fingerprint) {
  Json out = {{"rule", finding.rule->id},
              {"category", finding.rule->category},
              {"severity", severity_name(finding.severity)},
              {"message", presentable(finding.message)}};
  add_location(out, finding.location);
  out["related"] = Json::array();
  for (const RelatedLocation& related : finding.related) {
    Json one = {{"message", presentable(related.message)}};
    add_location(one, related.location);
    out["related"].push_back(std::move(one));
  }
  out["subjects"] = Json::array();
  for (const Subject& subject : finding.subjects) {
    const bool about_text = subject.resource == nullptr && subject.release.empty();
    if (!about_text) out["subjects"].push_back(subject_json(subject));
  }
  out["fingerprint"] = fingerprint;
  return out;
}

// A finding that is meant to be, and who says so.
Json suppressed_json(const Finding& finding, const std::string& fingerprint) {
  const Suppression& by = *finding.suppression;
  Json suppression = {
      {"kind", by.carrier == Suppression::Carrier::kConfiguration ? "external" : "inSource"},
      {"reason", presentable(by.reason)},
      {"expires", presentable(by.expires)}};
  add_location(suppression, by.location);
  Json out = finding_json(finding, fingerprint);
  out["suppression"] = std::move(suppression);
  return out;
}

Json summary_json(const Report& report) {
  const auto findings_of = [&report](Severity severity) {
    return std::count_if(report.findings.begin(), report.findings.end(),
                         [severity](const Finding& one) { return one.severity == severity; });
  };
  const Ledger& ledger = report.ledger;
  Json kinds = Json::object();
  for (const auto& [kind, count] : ledger.kinds) kinds[presentable(kind)] = count;
  return {{"files",
           {{"checked", ledger.files(Outcome::kChecked)},
            {"excluded", ledger.files(Outcome::kExcluded)},
            {"unreadable", ledger.files(Outcome::kUnreadable)}}},
          {"documents", ledger.documents()},
          {"resources", ledger.resources()},
          {"kinds", std::move(kinds)},
          {"findings",
           {{"error", findings_of(Severity::kError)},
            {"warning", findings_of(Severity::kWarning)},
            {"note", findings_of(Severity::kNote)}}},
          {"suppressed", report.suppressed.size()}};
}

Json statistics_json(const Report& report) {
  Json out = {{"rules", Json::array()}, {"ran", report.runs.size()}, {"idle", Json::array()}};
  for (const RuleCount& count : rule_counts(report)) {
    out["rules"].push_back({{"rule", count.rule->id},
                            {"severity", severity_name(count.severity)},
                            {"findings", count.findings},
                            {"suppressed", count.suppressed},
                            {"known", count.known},
                            {"files", count.files}});
  }
  for (const Rule* const rule : idle_rules(report)) out["idle"].push_back(rule->id);
  return out;
}

Json errors_json(const std::vector<RunProblem>& problems) {
  Json errors = Json::array();
  for (const RunProblem& problem : problems) {
    Json one = {{"message", presentable(problem.reason)}};
    if (!problem.reported_path.empty()) one["path"] = problem.reported_path;
    if (problem.location.source != nullptr) {
      const Region region = region_of(problem.location, ColumnUnit::kUtf16);
      one["start"] = place(region.begin, problem.location.span.begin);
    }
    errors.push_back(std::move(one));
  }
  return errors;
}

Json file_json(const LedgerEntry& entry) {
  return {{"path", entry.reported_path},         {"outcome", outcome_name(entry.outcome)},
          {"reason", presentable(entry.reason)}, {"takenAs", presentable(entry.taken_as)},
          {"documents", entry.documents},        {"resources", entry.resources}};
}

std::string render(const Report& report, const Presentation& presentation) {
  Json out = {{"$schema", kSchema},
              {"version", kSchemaVersion},
              {"tool", {{"name", "plimsoll"}, {"version", PLIMSOLL_VERSION}}},
              {"exitCode", presentation.exit_code},
              {"summary", summary_json(report)},
              {"errors", errors_json(run_problems(report, presentation.exit_code))}};
  if (presentation.statistics) out["statistics"] = statistics_json(report);
  out["warnings"] = Json::array();
  for (const std::string& warning : report.ledger.warnings) {
    out["warnings"].push_back(visible(warning));
  }
  out["findings"] = Json::array();
  if (report.baseline) {
    out["baseline"] = {{"known", Json::array()}, {"gone", report.baseline->gone}};
  }
  for (const JudgedFinding& one : judged_findings(report)) {
    Json& list = one.known ? out["baseline"]["known"] : out["findings"];
    list.push_back(finding_json(*one.finding, one.fingerprint));
  }
  out["suppressed"] = Json::array();
  const std::vector<std::string> covered = identities(report.suppressed);
  for (std::size_t i = 0; i < report.suppressed.size(); ++i) {
    out["suppressed"].push_back(suppressed_json(report.suppressed[i], covered[i]));
  }
  out["files"] = Json::array();
  for (const LedgerEntry& entry : report.ledger.entries) out["files"].push_back(file_json(entry));
  return json_document(out);
}

}  // namespace

extern constinit const Format json_format = {
    .name = "json",
    .description = "JSON for programs (docs/report.schema.json)",
    .render = render,
    .statistics = true,
};

}  // namespace plimsoll
