// `plimsoll values`: what a chart's values come out as, and who said so.

#include <algorithm>
#include <ostream>

#include "cli/commands.h"
#include "cli/formats/escape.h"
#include "cli/scan.h"
#include "cli/suggest.h"
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
  const Report report = run_scan(scan, {}, host);
  std::string error;
  const std::vector<const Release*> releases = wanted(report, options, error);
  if (!error.empty()) return complain(error, host);
  std::string text;
  for (const Release* release : releases) text += concat(release->name, "\n");
  return print(text, host);
}

}  // namespace plimsoll
