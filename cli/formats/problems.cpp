// What a run could not do.
//
// A green answer means that everything was looked at, so whatever was not must be in every report,
// be the rule that would have reported it selected or not. The ledger knows each such path: a file
// that does not exist, one beyond a limit, one with a document that is no YAML. A last case is in
// no entry: input that holds no manifest at all.

#include "cli/formats/problems.h"

#include <algorithm>

#include "cli/formats/nothing_to_check.h"

namespace plimsoll {
namespace {

bool is_reported(const LedgerEntry& entry, const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(), [&entry](const Finding& finding) {
    if (entry.source == nullptr || finding.location.source != entry.source) return false;
    if (finding.severity != Severity::kError) return false;
    return !entry.span || finding.location.span.begin == entry.span->begin;
  });
}

}  // namespace

std::vector<RunProblem> run_problems(const Report& report, int exit_code, PathShown path) {
  std::vector<RunProblem> problems;
  for (const LedgerEntry& entry : report.ledger.entries) {
    if (entry.outcome != Outcome::kUnreadable) continue;
    const bool placed = entry.source != nullptr && entry.span.has_value();
    problems.push_back({
        .path = entry.path,
        .reported_path = entry.reported_path,
        .reason = entry.reason,
        .location = placed ? Location{entry.source, *entry.span} : Location{},
        .reported = is_reported(entry, report.findings),
    });
  }
  if (problems.empty() && exit_code >= 2 && report.ledger.resources() == 0) {
    RunProblem problem;
    problem.reason = nothing_to_check(report.ledger, path);
    problems.push_back(std::move(problem));
  }
  return problems;
}

}  // namespace plimsoll
