// `plimsoll values`: what a chart's values come out as, and who said so.

#include <algorithm>
#include <ostream>

#include "cli/commands.h"
#include "cli/formats/escape.h"
#include "cli/scan.h"
#include "cli/suggest.h"
#include "cli/values_report.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

// The releases that are to be printed. An error is put into `error`.
std::vector<const Release*> wanted(const Report& report, const Options& options,
                                   std::string& error) {
  std::vector<const Release*> releases;
  std::vector<std::string_view> names;
  for (const Release& release : report.releases) {
    names.push_back(release.name);
    if (options.release.empty() || release.name == options.release) releases.push_back(&release);
  }
  if (releases.empty()) {
    error = names.empty() ? "no chart with values is here; name one: plimsoll values DIR"
                          : unknown("release", options.release, names);
  }
  return releases;
}

}  // namespace

ExitCode run_values(const Options& options, const Host& host) {
  LintRequest request = options.lint;
  if (request.chart.folder.empty()) request.files.paths = {"."};
  Scan scan = prepare_scan(request, host);
  if (!scan.error.empty()) return complain(scan.error, host);
  if (scan.misconfigured()) {
    return complain_unreadable(report_config_errors(scan.config->config).ledger, host);
  }
  const Report report = run_scan(scan, {}, host);
  std::string error;
  const std::vector<const Release*> releases = wanted(report, options, error);
  if (!error.empty()) return complain(error, host);
  if (const auto wrong = unknown_values(releases, options.keys)) return complain(*wrong, host);
  const ValuesPresentation presentation{
      .paths = options.keys,
      .color = wants_color(options.color, host.variables, host.out_is_terminal),
      .width = host.out_is_terminal ? line_width(host.variables, host.terminal_width) : 0};
  const ExitCode exit_code = print(options.json ? format_values_json(releases, presentation)
                                                : format_values(releases, presentation),
                                   host);
  return worse(exit_code, complain_unreadable(report.ledger, host));
}

}  // namespace plimsoll
