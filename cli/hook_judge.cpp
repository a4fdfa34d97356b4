// What a commit adds to those before it.
//
//   find the units that the change touches · check them as they were, and as they are · take what
//   was there before, and what the baseline knows, off what is there now
//
// The configuration is that of the newer side: who changes it is judged by what he makes of it. A
// file that cannot be read stops a push that touches it; one that was as unreadable before is only
// mentioned, since whoever pushes something else cannot help it.

#include "cli/hook_judge.h"

#include <algorithm>
#include <ostream>

#include "cli/arguments.h"
#include "cli/baseline_file.h"
#include "cli/commands.h"
#include "cli/formats/escape.h"
#include "cli/formats/format.h"
#include "cli/formats/wording.h"
#include "cli/selection.h"
#include "engine/text/concat.h"

namespace plimsoll {

namespace {

const GitEntry* entry_of(const GitSide& side, const std::string& path) {
  const auto found = side.snapshot().entries.find(path);
  return found == side.snapshot().entries.end() ? nullptr : &found->second;
}

// Whether two sides have the same at a path, which may be nothing.
bool is_same(const GitSide& a, const GitSide& b, const std::string& path) {
  const GitEntry* const in_a = entry_of(a, path);
  const GitEntry* const in_b = entry_of(b, path);
  return in_a == nullptr || in_b == nullptr ? in_a == in_b : *in_a == *in_b;
}

// Whether a file was moved here unchanged, from a place that could not be examined either.
bool is_moved(const GitSide& newer, const GitSide& older, const std::string& path,
              const EarlierReport& report, const std::string& base, const std::string& root) {
  const GitEntry* const here = entry_of(newer, path);
  if (here == nullptr || here->kind != GitEntry::Kind::kFile) return false;
  return std::ranges::any_of(report.unreadable, [&](const auto& one) {
    const std::string real = join_path(base, one.first);
    const std::string old = is_within(real, root) ? relative_to(real, root) : one.first;
    const GitEntry* const there = entry_of(older, old);
    return there != nullptr && *there == *here && entry_of(newer, old) == nullptr;
  });
}

}  // namespace

HookJudge::HookJudge(const Options& options, const GitRepository& repository, const Host& host)
    : options_(options), repository_(repository), host_(host), request_(options.lint) {
  request_.files.paths = {"."};
}

// Finds out what there is to check. False when that is nothing, or the case is closed already.
bool HookJudge::prepare(Case& one, std::vector<GitSnapshot> before) {
  const Host& seen = one.newer.host();
  one.scan = prepare_scan(request_, seen);
  Units units{.all = true};
  bool manifests = before.empty();
  for (GitSnapshot& snapshot : before) {
    GitSide side(repository_, std::move(snapshot), repository_.root(), host_);
    const std::vector<std::string> changed = changed_files(repository_, side, one.newer);
    manifests = manifests || std::ranges::any_of(changed, has_manifest_extension);
    if (!one.scan.error.empty() || one.scan.misconfigured()) continue;
    Scan scan = prepare_scan(request_, side.host(), seen);
    Units touched = touched_units(one.scan, seen, changed);
    touched = united(std::move(touched), touched_units(scan, side.host(), changed));
    units = common(units, touched);
    one.earlier.push_back({std::move(side), std::move(scan)});
  }
  if (!one.scan.error.empty() || one.scan.misconfigured()) {
    if (!manifests) return false;  // nobody asked
    touched_ = true;
    one.exit_code =
        one.scan.misconfigured()
            ? complain_unreadable(report_config_errors(one.scan.config->config).ledger, host_)
            : complain(one.scan.error, host_);
    return false;
  }
  if (units.empty()) return false;
  touched_ = true;
  keep_only(units, one.scan);
  for (EarlierSide& earlier : one.earlier) keep_only(units, earlier.scan);
  return true;
}

// False when it is wrong. Where neither configuration nor command line names one, the usual one
// counts, since whoever adopts an old repository with it means the hook, too.
bool HookJudge::load_baseline_of(Case& one) {
  const Host& seen = one.newer.host();
  std::string& path = one.scan.request.baseline;
  if (path.empty()) {
    const std::string& folder = one.scan.config ? one.scan.config->folder : repository_.root();
    const std::string usual = join_path(folder, kBaselineName);
    if (seen.files.status(usual).type == FileType::kRegular) path = usual;
  }
  if (path.empty()) return true;
  std::string error;
  one.baseline =
      load_baseline(one.scan, request_.baseline.empty() ? seen.files : seen.named_files(), error);
  if (!one.baseline) one.exit_code = complain(error, host_);
  if (one.baseline && !one.baseline->errors.empty()) {
    one.exit_code = complain_unreadable(
        report_errors(std::move(one.baseline->file), one.baseline->errors).ledger, host_);
  }
  return one.exit_code == ExitCode::kClean;
}

Report HookJudge::check(Case& one) {
  for (EarlierSide& earlier : one.earlier) {
    one.reports.push_back(run_earlier(earlier, parsed_));
  }
  const Host& seen = one.newer.host();
  if (one.baseline) note_attempts(*one.baseline, one.scan);
  Report report = run_scan(one.scan, one.rules(), seen, &parsed_);
  files_ += report.ledger.files(Outcome::kChecked);
  if (one.baseline) {
    apply_baseline(*one.baseline, report, BaselineScope(report, one.scan, one.rules(), seen.files));
  }
  set_known_apart(one.reports, gone_from(one.scan, seen), report);
  return report;
}

// A credential may have been published before in a place that this change does not touch. That is
// looked up only when it matters.
const std::set<std::string>& HookJudge::published(Case& one) {
  if (one.published) return *one.published;
  one.published.emplace();
  const std::vector<const Rule*> rules = rules_about_credentials(one.rules());
  for (const EarlierSide& earlier : one.earlier) {
    const Host& before = earlier.side.host();
    Scan scan = prepare_scan(request_, before, one.newer.host());
    if (!scan.error.empty() || scan.misconfigured()) continue;
    Report all = run_scan(scan, rules, before, &parsed_);
    add_credentials(all, *one.published);
    parsed_.keep(std::move(all.files));
  }
  return *one.published;
}

// Takes out of the ledger what could not be read before either, and says so.
void HookJudge::sort_out_unreadable(const Case& one, Report& report) {
  std::erase_if(report.ledger.entries, [&](const LedgerEntry& entry) {
    if (entry.outcome != Outcome::kUnreadable) return false;
    const std::string real = join_path(one.scan.discovery.base, entry.reported_path);
    const std::string path = is_within(real, repository_.root())
                                 ? relative_to(real, repository_.root())
                                 : entry.reported_path;
    for (std::size_t i = 0; i < one.earlier.size(); ++i) {
      const GitSide& older = one.earlier[i].side;
      const EarlierReport& then = one.reports[i];
      const bool was = then.unreadable.contains(entry.reported_path);
      if (!(was && is_same(one.newer, older, path)) &&
          !is_moved(one.newer, older, path, then, one.scan.discovery.base, repository_.root())) {
        continue;
      }
      host_.err << concat(
          "plimsoll: note: ", visible(entry.reported_path),
          " cannot be examined, and is not changed here: ", presentable(entry.reason), "\n");
      return true;
    }
    return false;
  });
}

void HookJudge::print_report(const Case& one, const Report& report, ExitCode exit_code) {
  const LintRequest& request = one.scan.request;
  const Presentation presentation{
      .rules = one.rules(),
      .exit_code = static_cast<int>(exit_code),
      .fail_on = request.fail_on.value_or(Severity::kWarning),
      .color = wants_color(options_.color, host_.variables, host_.err_is_terminal),
      .width = line_width(host_.variables, host_.terminal_width)};
  host_.err << find_format("text")->render(report, presentation);
}

ExitCode HookJudge::verdict(const Case& one, const Report& report) {
  const LintRequest& request = one.scan.request;
  const Severity least = request.fail_on.value_or(Severity::kWarning);
  const auto failing = static_cast<std::size_t>(std::ranges::count_if(
      report.findings, [&](const Finding& finding) { return finding.severity >= least; }));
  ExitCode exit_code = ExitCode::kClean;
  if (failing > 0 && !request.report_only) exit_code = ExitCode::kFindings;
  if (report.ledger.files(Outcome::kUnreadable) > 0) exit_code = ExitCode::kUnusable;
  new_findings_ += failing;
  const bool shown = exit_code != ExitCode::kClean || (failing > 0 && !request.quiet);
  if (shown) print_report(one, report, exit_code);
  return exit_code;
}

ExitCode HookJudge::judge(GitSnapshot newer, std::vector<GitSnapshot> before,
                          const std::vector<PushedBlob>& older) {
  if (!newer.error.empty()) return complain(newer.error, host_);
  std::erase_if(before, [&](const GitSnapshot& snapshot) {
    if (snapshot.error.empty()) return false;
    host_.err << concat("plimsoll: note: cannot compare with ", snapshot.name, ": ",
                        visible(snapshot.error), "\n");
    return true;
  });
  Case one{.newer = GitSide(repository_, std::move(newer), repository_.root(), host_)};
  const bool any = prepare(one, std::move(before));
  if (one.exit_code != ExitCode::kClean || (!any && older.empty())) return one.exit_code;
  if (one.scan.misconfigured() || !one.scan.error.empty()) return one.exit_code;
  if (!one.scan.selection.error.empty()) return complain(one.scan.selection.error, host_);
  if (!load_baseline_of(one)) return one.exit_code;
  ExitCode exit_code = ExitCode::kClean;
  if (any) {
    Report report = check(one);
    set_published_apart(told_, report);
    if (std::ranges::any_of(report.findings, is_credential)) {
      set_published_apart(published(one), report);
    }
    sort_out_unreadable(one, report);
    exit_code = verdict(one, report);
    add_credentials(report, one.met);
    for (const Finding& finding : report.findings) {
      if (is_credential(finding)) told_.insert(credential(finding));
    }
    parsed_.keep(std::move(report.files));
  }
  return worse(exit_code, judge_older(one, older));
}

}  // namespace plimsoll
