// The file of known findings, and what one run may conclude about it.
//
// A run rarely sees everything that was seen when the baseline was written: it may be about one
// folder, one environment or one rule. What it did not look at is neither known nor gone. A file
// counts as gone only when it lies in no place that the path can mean, below the repository or
// beside the baseline; one that is merely outside of this run still holds its findings.

#include "cli/baseline_file.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/formats/escape.h"
#include "cli/formats/json_text.h"
#include "engine/kubernetes/pointing.h"
#include "engine/text/concat.h"
#include "rules/catalogue.h"

namespace plimsoll {
namespace {

using Json = nlohmann::ordered_json;

std::string entry_line(const KnownFinding& one) {
  const Occurrence& what = one.occurrence;
  Json out = {{"path", what.path}, {"rule", what.rule}};
  if (!what.environment.empty()) out["environment"] = what.environment;
  if (one.count > 1) out["count"] = one.count;
  if (!what.about.empty()) out["about"] = presentable(what.about);
  out["identity"] = what.identity;
  return json_line(out);
}

}  // namespace

std::optional<Baseline> load_baseline(const Scan& scan, const FileSystem& files,
                                      std::string& error) {
  const std::string& path = scan.request.baseline;
  const FileStatus status = files.status(path);
  ReadResult read;
  if (status.type == FileType::kRegular) {
    read = files.read(path);
  } else {
    read.error = status.error.empty() ? "is no file" : status.error;
  }
  if (!read.error.empty()) {
    error = concat("the baseline ", visible(path), " cannot be read: ", read.error);
    return std::nullopt;
  }
  const std::string real = files.canonical(path);
  const std::string& base = scan.discovery.base;
  std::string reported =
      !base.empty() && is_within(real, base) ? relative_to(real, base) : file_name(real);
  return read_baseline(path, std::move(reported), std::move(read.bytes));
}

std::string format_baseline(std::vector<KnownFinding> findings) {
  std::string list;
  for (const KnownFinding& one : added_up(std::move(findings))) {
    list += concat(list.empty() ? "\n    " : ",\n    ", entry_line(one));
  }
  return concat("{\n  \"version\": ", kBaselineVersion, ",\n  \"findings\": [", list,
                list.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

BaselineScope::BaselineScope(const Report& report, const Scan& scan,
                             const std::vector<const Rule*>& rules, const FileSystem& files)
    : report_(report), scan_(scan), rules_(rules), files_(files) {
  for (const LedgerEntry& entry : report.ledger.entries) {
    outcomes_.emplace(entry.reported_path, entry.outcome);
  }
}

bool BaselineScope::is_gone(const std::string& path) const {
  if (outcomes_.contains(path)) return false;
  const std::string beside = parent_folder(files_.canonical(scan_.request.baseline));
  return files_.status(join_path(scan_.discovery.base, path)).type == FileType::kMissing &&
         files_.status(join_path(beside, path)).type == FileType::kMissing;
}

bool BaselineScope::looked_at(const Occurrence& one) const {
  const Rule* rule = find_rule(one.rule);
  if (rule != nullptr && std::ranges::find(rules_, rule) == rules_.end()) return false;
  const std::string& only = scan_.request.chart.environment;
  if (!only.empty() && !one.environment.empty() && one.environment != only) return false;
  const auto found = outcomes_.find(one.path);
  return found != outcomes_.end() ? found->second == Outcome::kChecked : is_gone(one.path);
}

Comparison BaselineScope::compare_with(const Baseline& baseline) const {
  return compare(baseline.entries, report_.findings,
                 [this](const std::string& path) { return is_gone(path); });
}

void note_attempts(const Baseline& baseline, Scan& scan) {
  const std::vector<const Rule*>& locked = scan.selection.policy.locked;
  if (locked.empty() || baseline.file == nullptr || baseline.file->documents.empty()) return;
  std::set<std::string_view> noted;
  for (const Node entry : baseline.file->documents[0].root["findings"]) {
    const Node rule = entry["rule"];
    const bool is_locked = std::ranges::find(locked, rule.text(), &Rule::id) != locked.end();
    if (!is_locked || !noted.insert(rule.text()).second) continue;
    Suppression attempt;
    attempt.carrier = Suppression::Carrier::kElsewhere;
    attempt.by = "the baseline";
    attempt.rule = rule.text();
    attempt.location = point_at(rule);
    attempt.refused = true;
    scan.selection.attempts.push_back(std::move(attempt));
  }
}

void apply_baseline(const Baseline& baseline, Report& report, const BaselineScope& scope) {
  const Comparison comparison = scope.compare_with(baseline);
  Baselined result;
  for (const KnownFinding& one : comparison.absent) {
    if (scope.looked_at(one.occurrence)) result.gone += one.count;
  }
  std::vector<Finding> fresh;
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    const bool is_locked =
        std::ranges::find(report.locked, report.findings[i].rule) != report.locked.end();
    std::vector<Finding>& list = comparison.known[i] && !is_locked ? result.known : fresh;
    list.push_back(std::move(report.findings[i]));
  }
  report.findings = std::move(fresh);
  report.baseline = std::move(result);
}

}  // namespace plimsoll
