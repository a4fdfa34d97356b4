// `plimsoll lint`: find the files, check them, report in each format asked for, say how it went.

#include <algorithm>
#include <optional>
#include <ostream>

#include "cli/baseline_file.h"
#include "cli/commands.h"
#include "cli/formats/escape.h"
#include "cli/formats/format.h"
#include "cli/lint_sides.h"
#include "cli/new_since.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/scan.h"
#include "cli/selection.h"
#include "cli/summary.h"
#include "cli/timings.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

using Clock = std::chrono::steady_clock;

ExitCode exit_code_of(const Report& report, const LintRequest& request) {
  if (report.ledger.files(Outcome::kUnreadable) > 0) return ExitCode::kUnusable;
  if (!request.allow_empty && !examined_anything(report)) return ExitCode::kUnusable;
  const Severity least = request.fail_on.value_or(Severity::kWarning);
  const bool fails = std::ranges::any_of(
      report.findings, [&](const Finding& finding) { return finding.severity >= least; });
  return fails && !request.report_only ? ExitCode::kFindings : ExitCode::kClean;
}

void warn(std::string_view text, const Host& host) {
  host.err << concat("plimsoll: warning: ", text, "\n") << std::flush;
}

// What a format writes beside its report, into a file that others write to as well. That it cannot
// be written takes nothing from the report.
void append_second(const Format& format, const Report& report, const Presentation& presentation,
                   const Host& host) {
  const auto variable = host.variables.find(format.second_variable);
  if (variable == host.variables.end() || variable->second.empty()) return;
  const std::string text = find_format(format.second)->render(report, presentation);
  const std::string error = append_file(variable->second, concat("\n", text));
  if (error.empty()) return;
  warn(concat("cannot append to ", format.second_variable, " (", visible(variable->second),
              "): ", error),
       host);
}

ExitCode write_report(const OutputRequest& output, const Report& report, Presentation presentation,
                      const Options& options, const Host& host) {
  const bool to_terminal = output.file.empty() && host.out_is_terminal;
  presentation.color = wants_color(options.color, host.variables, to_terminal);
  const std::string text = output.format->render(report, presentation);
  append_second(*output.format, report, presentation, host);
  if (output.file.empty()) return print(text, host);
  const std::string error = write_file(output.file, text);
  if (error.empty()) return ExitCode::kClean;
  return complain(concat("cannot write ", visible(output.file), ": ", error), host);
}

// People read the summary beside the text report, or when the reports went to files. Beside a
// machine's report on standard output nobody reads.
bool wants_summary(const LintRequest& request) {
  return !request.quiet && std::ranges::none_of(request.outputs, [](const OutputRequest& output) {
    return output.file.empty() && !output.format->for_people;
  });
}

// What is wrong with the files the reports go to: two reports in one, or a manifest overwritten.
// Empty when nothing is. The names may differ (`a`, `./a`, a symlink).
std::string wrong_output(const LintRequest& request, const FileSystem& files) {
  std::vector<std::string> taken;
  for (const std::string& path : request.files.paths) {
    if (path != "-") taken.push_back(files.canonical(path));
  }
  for (const std::string& path : request.chart.values) taken.push_back(files.canonical(path));
  if (!request.baseline.empty()) taken.push_back(files.canonical(request.baseline));
  for (const OutputRequest& output : request.outputs) {
    const FileType type = output.file.empty() ? FileType::kOther : files.status(output.file).type;
    if (type != FileType::kRegular && type != FileType::kMissing) continue;
    std::string real = files.canonical(output.file);
    if (std::ranges::find(taken, real) != taken.end()) {
      return concat("-o '", visible(output.file),
                    "' would overwrite an input or another report of this run");
    }
    taken.push_back(std::move(real));
  }
  return {};
}

ExitCode list(const Ledger& ledger, bool allow_empty, const Host& host) {
  const ExitCode written = print(list_files(ledger), host);
  if (ledger.files(Outcome::kUnreadable) > 0) return ExitCode::kUnusable;
  if (ledger.files(Outcome::kChecked) == 0 && !allow_empty) {
    return complain("nothing to check: no file to read", host);
  }
  return written;
}

// The baseline of a run that has one and comes to need it. One that the command line names is the
// user's own; another is part of what is looked at.
std::optional<Baseline> wanted_baseline(const Scan& scan, const LintRequest& asked,
                                        const Host& seen, std::string& error) {
  if (scan.misconfigured() || scan.request.list_files || scan.request.baseline.empty()) return {};
  return load_baseline(scan, asked.baseline.empty() ? seen.files : seen.named_files(), error);
}

// One run, and what it is compared with.
struct Run {
  const LintRequest& asked;  // by the command line alone
  const Host& host;
  LintSides sides;
  Scan scan = {};
  Units units = {};
  std::optional<Baseline> baseline = {};

  const Host& seen() const { return sides.seen(host); }
  std::string known_by() const {
    if (asked.git.new_since.empty()) return "baseline";
    return concat(visible(asked.git.new_since), baseline ? " and baseline" : "");
  }
};

// Checks, and sets apart what is known. What steers the run comes first: when that is wrong,
// nothing may be called clean.
Report make_report(Run& run) {
  Scan& scan = run.scan;
  if (scan.misconfigured()) return report_config_errors(scan.config->config);
  if (run.baseline && !run.baseline->errors.empty()) {
    return report_errors(std::move(run.baseline->file), run.baseline->errors);
  }
  if (run.baseline) note_attempts(*run.baseline, scan);
  const Host& seen = run.seen();
  const std::vector<const Rule*>& rules = scan.selection.rules;
  ParsedFiles parsed;
  const std::vector<EarlierReport> earlier =
      run_older(run.sides, run.asked, run.units, run.host, parsed);
  Report report = scan_with_progress(scan, rules, seen, &parsed);
  if (run.baseline) {
    report.steering.push_back(run.baseline->file.get());
    apply_baseline(*run.baseline, report, BaselineScope(report, scan, rules, seen.files));
  }
  if (run.sides.older) set_known_apart(earlier, gone_from(scan, seen), report);
  if (report.baseline) report.baseline->by = run.known_by();
  return report;
}

Scan find_files(const LintRequest& request, const Host& host) {
  const ProgressLine line(host, !request.quiet && wants_progress(host), "finding files");
  return prepare_scan(request, host);
}

// Writes the report in each format. Returns the exit code of the run.
ExitCode write_reports(const Report& report, const Selection& selection, const LintRequest& request,
                       const Options& options, const Host& host) {
  ExitCode exit_code = exit_code_of(report, request);
  const Presentation presentation{.rules = selection.rules,
                                  .exit_code = static_cast<int>(exit_code),
                                  .fail_on = request.fail_on.value_or(Severity::kWarning),
                                  .statistics = request.statistics,
                                  .show_suppressed = request.show_suppressed,
                                  .color = false,
                                  .width = line_width(host.variables, host.terminal_width)};
  for (const OutputRequest& output : request.outputs) {
    exit_code = worse(exit_code, write_report(output, report, presentation, options, host));
  }
  return exit_code;
}

std::string gone_hint(const Report& report, const LintRequest& request) {
  if (!report.baseline || report.baseline->gone == 0) return {};
  const bool usual = request.baseline == kBaselineName;
  return concat(report.baseline->gone, " of the baseline ",
                report.baseline->gone == 1 ? "is" : "are", " gone: plimsoll baseline prune",
                usual ? "" : " --baseline ", usual ? "" : visible(request.baseline), "\n");
}

void tell_silences(const Discovery& discovery, const Host& host) {
  for (std::size_t i = 0; i < discovery.warnings.size(); ++i) {
    warn(concat(visible(discovery.warnings[i]), ": ", visible(discovery.reasons[i])), host);
  }
}

ExitCode report_on(Run& run, Clock::time_point start, const Options& options) {
  const Host& host = run.host;
  const auto found = Clock::now();
  const Report report = make_report(run);
  const auto checked = Clock::now();
  const LintRequest& request = run.scan.request;
  const ExitCode exit_code = write_reports(report, run.scan.selection, request, options, host);
  if (wants_summary(request)) {
    const bool color = wants_color(options.color, host.variables, host.err_is_terminal);
    host.err << summarize(report, Clock::now() - start, color) << gone_hint(report, request)
             << std::flush;
  }
  if (request.timings) {
    const Phase around[] = {{"find files", found - start}, {"report", Clock::now() - checked}};
    host.err << format_timings(report, around[0], around[1]) << std::flush;
  }
  return exit_code;
}

}  // namespace

ExitCode run_lint(const Options& options, const Host& host) {
  const auto start = Clock::now();
  const std::string wrong = wrong_output(options.lint, host.files);
  if (!wrong.empty()) return complain(wrong, host);
  Run run{.asked = options.lint, .host = host, .sides = open_sides(options.lint, host)};
  if (!run.sides.error.empty()) return complain(run.sides.error, host);
  run.scan = find_files(options.lint, run.seen());
  Scan& scan = run.scan;
  if (!scan.error.empty()) return complain(scan.error, host);
  if (!scan.selection.error.empty()) return complain(scan.selection.error, host);
  tell_silences(scan.discovery, host);
  run.units = keep_staged(run.sides, options.lint, scan, host);
  const bool none_left =
      options.lint.git.staged && !scan.misconfigured() && scan.discovery.inputs.empty();
  if (run.units.empty() || none_left) {
    scan.request.allow_empty = true;
    if (!scan.request.quiet) host.err << "plimsoll: nothing that is staged is a manifest\n";
  }
  if (scan.request.list_files && !scan.misconfigured()) {
    return list(run_scan(scan, {}, run.seen()).ledger, scan.request.allow_empty, host);
  }
  std::string error;
  run.baseline = wanted_baseline(scan, options.lint, run.seen(), error);
  return error.empty() ? report_on(run, start, options) : complain(error, host);
}

}  // namespace plimsoll
