// A run in numbers, in place of its findings.
//
//    found  suppressed  known  files  severity  rule
//        3           1      0      2  error     limit-below-request
//
//   31 rules ran, 4 of them with nothing to look at
//   2 files with 3 resources
//     2  Deployment
//     1  Service

#include "cli/formats/statistics.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "cli/formats/escape.h"
#include "cli/formats/wording.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

std::string right(std::size_t number, std::size_t width) {
  const std::string text = std::to_string(number);
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

std::string row(const RuleCount& count) {
  const std::string_view severity = severity_name(count.severity);
  return concat(right(count.findings, 6), right(count.suppressed, 12), right(count.known, 7),
                right(count.files, 7), "  ", severity, std::string(10 - severity.size(), ' '),
                count.rule->id, "\n");
}

std::string kinds(const Ledger& ledger) {
  std::vector<std::pair<std::string_view, std::uint32_t>> sorted(ledger.kinds.begin(),
                                                                 ledger.kinds.end());
  std::ranges::stable_sort(sorted, std::ranges::greater(),
                           [](const auto& one) { return one.second; });
  std::string text;
  for (const auto& [kind, count] : sorted) {
    text += concat(right(count, 6), "  ", presentable(kind), "\n");
  }
  return text;
}

}  // namespace

std::vector<RuleCount> rule_counts(const Report& report) {
  using Key = std::pair<const Rule*, Severity>;
  std::map<Key, RuleCount> counts;
  std::map<Key, std::set<const SourceFile*>> files;
  const auto add = [&](const std::vector<Finding>& findings, std::size_t RuleCount::*member) {
    for (const Finding& finding : findings) {
      const Key key(finding.rule, finding.severity);
      ++(counts[key].*member);
      files[key].insert(finding.location.source);
    }
  };
  add(report.findings, &RuleCount::findings);
  add(report.suppressed, &RuleCount::suppressed);
  if (report.baseline) add(report.baseline->known, &RuleCount::known);
  std::vector<RuleCount> sorted;
  for (auto& [key, count] : counts) {
    std::tie(count.rule, count.severity) = key;
    count.files = files[key].size();
    sorted.push_back(count);
  }
  std::ranges::sort(sorted, [](const RuleCount& a, const RuleCount& b) {
    return std::tie(b.findings, b.severity, a.rule->id) <
           std::tie(a.findings, a.severity, b.rule->id);
  });
  return sorted;
}

std::vector<const Rule*> idle_rules(const Report& report) {
  std::vector<const Rule*> idle;
  for (const RuleRun& run : report.runs) {
    if (run.calls == 0) idle.push_back(run.rule);
  }
  std::ranges::sort(idle, {}, &Rule::id);
  return idle;
}

std::string format_statistics(const Report& report) {
  std::string text = " found  suppressed  known  files  severity  rule\n";
  for (const RuleCount& count : rule_counts(report)) text += row(count);
  const std::size_t idle = idle_rules(report).size();
  const std::string rest = not_checked_label(report.ledger);
  text += concat("\n", counted(report.runs.size(), "rule"), " ran",
                 idle == 0 ? "" : concat(", ", idle, " of them with nothing to look at"), "\n",
                 counted(report.ledger.files(Outcome::kChecked), "file"), " with ",
                 counted(report.ledger.resources(), "resource"), rest.empty() ? "" : "; ", rest,
                 "\n", kinds(report.ledger));
  return text;
}

}  // namespace plimsoll
