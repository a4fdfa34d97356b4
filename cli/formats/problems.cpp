// What a run could not do.
//
// A green answer means that everything was looked at, so whatever was not must be in every report,
// be the rule that would have reported it selected or not. The ledger knows each such path: a file
// that does not exist, one beyond a limit, one with a document that is no YAML. A last case is in
// no entry: input that holds no manifest at all.

#include "cli/formats/problems.h"

#include <algorithm>

#include "engine/text/concat.h"

namespace plimsoll {
namespace {

bool is_reported(const LedgerEntry& entry, const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(), [&entry](const Finding& finding) {
    if (entry.source == nullptr || finding.location.source != entry.source) return false;
    if (finding.severity != Severity::kError) return false;
    return !entry.span || finding.location.span.begin == entry.span->begin;
  });
}

// What was left out: by name and reason when it is one path, else how many.
std::string left_out(const Ledger& ledger) {
  const std::uint32_t count = ledger.files(Outcome::kExcluded);
  if (count == 0) return {};
  const auto first =
      std::find_if(ledger.entries.begin(), ledger.entries.end(),
                   [](const LedgerEntry& entry) { return entry.outcome == Outcome::kExcluded; });
  const std::string example = concat(first->reported_path, ": ", first->reason);
  return count == 1 ? concat(" (left out ", example, ")")
                    : concat(" (", count, " paths left out, the first ", example, ")");
}

RunProblem nothing_to_check(const Ledger& ledger) {
  const std::uint32_t files = ledger.files(Outcome::kChecked);
  std::string reason = files == 0 ? std::string("nothing to check: no file to read")
                                  : concat("nothing to check: no Kubernetes manifest in ", files,
                                           files == 1 ? " file" : " files");
  reason += left_out(ledger);
  return {.path = {}, .reported_path = {}, .reason = std::move(reason), .location = {}};
}

}  // namespace

std::vector<RunProblem> run_problems(const Report& report, int exit_code) {
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
    problems.push_back(nothing_to_check(report.ledger));
  }
  return problems;
}

}  // namespace plimsoll
