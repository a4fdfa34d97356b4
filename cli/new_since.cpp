// What one commit has that others do not: `--new-since REV`, and the hooks.
//
// A merge has several predecessors, and a push may have several commits that the remote has
// already; what any of them had is not new. Findings are compared as a baseline compares them, but
// for credentials: their identity says nothing of their value, so that it can be written to a file,
// and then a password that was changed would be an old acquaintance. Here both texts are at hand.

#include "cli/new_since.h"

#include <algorithm>
#include <iterator>

#include "engine/text/concat.h"

namespace plimsoll {
namespace {

void set_apart(const std::vector<bool>& known, Report& report) {
  Baselined result = report.baseline ? std::move(*report.baseline) : Baselined();
  std::vector<Finding> fresh;
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    std::vector<Finding>& list = known[i] ? result.known : fresh;
    list.push_back(std::move(report.findings[i]));
  }
  std::sort(result.known.begin(), result.known.end());
  report.findings = std::move(fresh);
  report.baseline = std::move(result);
}

}  // namespace

bool is_credential(const Finding& finding) {
  return finding.rule->category == "secrets";
}

std::vector<const Rule*> rules_about_credentials(std::span<const Rule* const> rules) {
  std::vector<const Rule*> some;
  std::ranges::copy_if(rules, std::back_inserter(some),
                       [](const Rule* rule) { return rule->category == "secrets"; });
  return some;
}

std::string credential(const Finding& finding) {
  const Location& where = finding.location;
  return concat(finding.rule->id, "\n", where.source->text(where.span));
}

void add_credentials(const Report& report, std::set<std::string>& credentials) {
  const auto add = [&](const std::vector<Finding>& findings) {
    for (const Finding& finding : findings) {
      if (is_credential(finding)) credentials.insert(credential(finding));
    }
  };
  add(report.findings);
  add(report.suppressed);
  if (report.baseline) add(report.baseline->known);
}

EarlierReport remember(const Report& report) {
  EarlierReport earlier{
      .findings = known_findings(report.findings), .credentials = {}, .unreadable = {}};
  add_credentials(report, earlier.credentials);
  for (const LedgerEntry& entry : report.ledger.entries) {
    if (entry.outcome != Outcome::kUnreadable) continue;
    earlier.unreadable.emplace(entry.reported_path, entry.reason);
  }
  return earlier;
}

void set_known_apart(std::span<const EarlierReport> earlier, const IsGone& is_gone,
                     Report& report) {
  std::vector<bool> known(report.findings.size(), false);
  for (const EarlierReport& one : earlier) {
    const Comparison comparison = compare(one.findings, report.findings, is_gone);
    for (std::size_t i = 0; i < known.size(); ++i) {
      const Finding& finding = report.findings[i];
      const bool here = is_credential(finding) ? one.credentials.contains(credential(finding))
                                               : comparison.known[i];
      known[i] = known[i] || here;
    }
  }
  set_apart(known, report);
}

void set_published_apart(const std::set<std::string>& credentials, Report& report) {
  std::vector<bool> known;
  for (const Finding& finding : report.findings) {
    known.push_back(is_credential(finding) && credentials.contains(credential(finding)));
  }
  set_apart(known, report);
}

}  // namespace plimsoll
