// `plimsoll lint`: find the files, check them, report in each format asked for, say how it went.

#include <algorithm>
#include <optional>
#include <ostream>

#include "cli/baseline_file.h"
#include "cli/commands.h"
#include "cli/formats/escape.h"
#include "cli/formats/format.h"
#include "cli/output.h"
#include "cli/scan.h"
#include "cli/selection.h"
#include "cli/summary.h"
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

// The baseline of a run that has one and comes to need it.
std::optional<Baseline> wanted_baseline(const Scan& scan, const FileSystem& files,
                                        std::string& error) {
  if (scan.misconfigured() || scan.request.list_files || scan.request.baseline.empty()) return {};
  return load_baseline(scan, files, error);
}

// Checks, and sets apart what the baseline knows. What steers the run comes first: when that is
// wrong, nothing may be called clean.
Report make_report(Scan& scan, const std::vector<const Rule*>& rules,
                   std::optional<Baseline>& baseline, const Host& host) {
  if (scan.misconfigured()) return report_config_errors(scan.config->config);
  if (baseline && !baseline->errors.empty()) {
    return report_errors(std::move(baseline->file), baseline->errors);
  }
  if (baseline) note_attempts(*baseline, scan);
  Report report = run_scan(scan, rules, host);
  if (baseline) report.steering.push_back(baseline->file.get());
  if (baseline) apply_baseline(*baseline, report, BaselineScope(report, scan, rules, host.files));
  return report;
}

std::string gone_hint(const Report& report, const LintRequest& request) {
  if (!report.baseline || report.baseline->gone == 0) return {};
  const bool usual = request.baseline == kBaselineName;
  return concat(report.baseline->gone, " of the baseline ",
                report.baseline->gone == 1 ? "is" : "are", " gone: plimsoll baseline prune",
                usual ? "" : " --baseline ", usual ? "" : visible(request.baseline), "\n");
}

}  // namespace

ExitCode run_lint(const Options& options, const Host& host) {
  const auto start = Clock::now();
  const std::string wrong = wrong_output(options.lint, host.files);
  if (!wrong.empty()) return complain(wrong, host);
  Scan scan = prepare_scan(options.lint, host);
  if (!scan.error.empty()) return complain(scan.error, host);
  const Selection& selection = scan.selection;
  if (!selection.error.empty()) return complain(selection.error, host);

  for (std::size_t i = 0; i < scan.discovery.warnings.size(); ++i) {
    warn(concat(visible(scan.discovery.warnings[i]), ": ", visible(scan.discovery.reasons[i])),
         host);
  }
  const bool list_only = scan.request.list_files && !scan.misconfigured();
  std::string error;
  std::optional<Baseline> baseline = wanted_baseline(scan, host.files, error);
  if (!error.empty()) return complain(error, host);
  const Report report =
      make_report(scan, list_only ? std::vector<const Rule*>() : selection.rules, baseline, host);
  if (list_only) return list(report.ledger, scan.request.allow_empty, host);
  ExitCode exit_code = exit_code_of(report, scan.request);
  const Presentation presentation{.rules = selection.rules,
                                  .exit_code = static_cast<int>(exit_code),
                                  .fail_on = scan.request.fail_on.value_or(Severity::kWarning),
                                  .show_suppressed = scan.request.show_suppressed,
                                  .color = false,
                                  .width = line_width(host.variables, host.terminal_width)};
  for (const OutputRequest& output : scan.request.outputs) {
    exit_code = worse(exit_code, write_report(output, report, presentation, options, host));
  }
  if (wants_summary(scan.request)) {
    const bool color = wants_color(options.color, host.variables, host.err_is_terminal);
    host.err << summarize(report, Clock::now() - start, color) << gone_hint(report, scan.request)
             << std::flush;
  }
  return exit_code;
}

}  // namespace plimsoll
