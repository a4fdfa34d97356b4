// `plimsoll baseline`: keeping the file of known findings.
//
//   write   what is found now is known
//   prune   what is found no longer is known no longer; nothing is added
//   show    what is known
//
// Neither write nor prune drops an entry that this run did not look at, so a baseline of the whole
// repository survives a run on one folder.

#include <algorithm>
#include <numeric>

#include "cli/baseline_file.h"
#include "cli/commands.h"
#include "cli/formats/escape.h"
#include "cli/formats/wording.h"
#include "cli/output.h"
#include "cli/selection.h"
#include "cli/summary.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

std::size_t total(const std::vector<KnownFinding>& list) {
  return std::accumulate(list.begin(), list.end(), std::size_t{0},
                         [](std::size_t sum, const KnownFinding& one) { return sum + one.count; });
}

std::string entry_text(const KnownFinding& one) {
  const Occurrence& what = one.occurrence;
  std::string text = concat(visible(what.path), ": [", visible(what.rule), "]");
  if (!what.about.empty()) text += concat(" ", presentable(what.about));
  if (!what.environment.empty()) text += concat(" of ", visible(what.environment));
  if (one.count > 1) text += concat(", ", one.count, " times");
  return text + "\n";
}

ExitCode show(const Baseline& baseline, const Host& host) {
  std::string text;
  for (const KnownFinding& one : added_up(baseline.entries)) text += entry_text(one);
  return print(concat(text, counted(total(baseline.entries), "occurrence"), "\n"), host);
}

struct Change {
  std::vector<KnownFinding> entries;
  std::size_t added = 0;
  std::size_t gone = 0;
};

Change change(BaselineVerb verb, const Baseline& old, const Report& report,
              const BaselineScope& scope) {
  Change change;
  Comparison comparison = scope.compare_with(old);
  if (verb == BaselineVerb::kWrite) {
    change.entries = known_findings(report.findings);
    change.added = total(change.entries) - total(comparison.still);
  } else {
    change.entries = std::move(comparison.still);
  }
  for (KnownFinding& one : comparison.absent) {
    if (scope.looked_at(one.occurrence)) {
      change.gone += one.count;
    } else {
      change.entries.push_back(std::move(one));
    }
  }
  return change;
}

ExitCode save(const std::string& path, const Change& change, const Host& host) {
  const std::string error = write_file(path, format_baseline(change.entries));
  if (!error.empty()) return complain(concat("cannot write ", visible(path), ": ", error), host);
  std::string text =
      concat(visible(path), ": knows ", counted(total(change.entries), "occurrence"));
  if (change.added > 0) text += concat(", ", change.added, " new");
  if (change.gone > 0) text += concat(", ", change.gone, " gone");
  return print(text + "\n", host);
}

// Findings of locked rules are never known.
// Nothing is written that rests on less than was asked for: neither on no input at all, nor on a
// baseline that is wrong.
ExitCode update(BaselineVerb verb, const Baseline& old, Scan& scan, const Host& host) {
  const Selection& selection = scan.selection;
  if (!selection.error.empty()) return complain(selection.error, host);
  Report report = run_scan(scan, selection.rules, host);
  std::erase_if(report.findings, [&report](const Finding& finding) {
    return std::ranges::find(report.locked, finding.rule) != report.locked.end();
  });
  const ExitCode unreadable = complain_unreadable(report.ledger, host);
  if (!scan.request.allow_empty && !examined_anything(report)) {
    return complain("nothing to check, so the baseline stays as it is", host);
  }
  const BaselineScope scope(report, scan, selection.rules, host.files);
  return worse(unreadable, save(scan.request.baseline, change(verb, old, report, scope), host));
}

}  // namespace

ExitCode run_baseline(const Options& options, const Host& host) {
  const bool only_shows = options.verb == BaselineVerb::kShow;
  Scan scan = only_shows ? configure(options.lint, host) : prepare_scan(options.lint, host);
  if (!scan.error.empty()) return complain(scan.error, host);
  if (scan.misconfigured()) {
    return complain_unreadable(report_config_errors(scan.config->config).ledger, host);
  }
  if (scan.request.baseline.empty()) scan.request.baseline = kBaselineName;
  const bool first = options.verb == BaselineVerb::kWrite &&
                     host.files.status(scan.request.baseline).type == FileType::kMissing;
  std::string error;
  std::optional<Baseline> old = first ? Baseline() : load_baseline(scan, host.files, error);
  if (!old) return complain(error, host);
  if (!old->errors.empty()) {
    return complain_unreadable(report_errors(std::move(old->file), old->errors).ledger, host);
  }
  return only_shows ? show(*old, host) : update(options.verb, *old, scan, host);
}

}  // namespace plimsoll
