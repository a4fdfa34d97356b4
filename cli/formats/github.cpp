// The log of GitHub Actions: every finding a line for people, then annotations for the pull
// request.
//
//    deploy/web.yaml:12:11: error: limit of 1Gi is below the request of 2Gi [limit-below-request]
//    ::error file=deploy/web.yaml,line=12,endLine=12,col=11,endColumn=14,title=...::limit of ...
//
// GitHub shows ten annotations of each severity for a step and drops the rest without a word, so no
// more are written. The list above them and the job summary (the format markdown, appended to the
// file that GITHUB_STEP_SUMMARY names) hold all. The log shows of a command its message only, which
// is one more reason for the list. Paths are the reported ones, which GitHub looks up from the root
// of the repository; columns are UTF-16 code units, and left out where lines differ, as the runner
// would do.

#include <array>

#include "cli/formats/escape.h"
#include "cli/formats/format.h"
#include "cli/formats/problems.h"
#include "cli/formats/region.h"
#include "cli/formats/wording.h"
#include "cli/formats/workflow_command.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

constexpr unsigned kMostOfEach = 10;

std::string_view command_of(Severity severity) {
  return severity == Severity::kNote ? "notice" : severity_name(severity);
}

std::string annotation(Severity severity, std::string_view path, const Location& location,
                       std::string_view title, std::string_view message) {
  std::string line, end_line, column, end_column;
  if (location.source != nullptr) {
    const Region region = region_of(location, ColumnUnit::kUtf16);
    line = concat(region.begin.line);
    end_line = concat(region.end.line);
    if (line == end_line) {
      column = concat(region.begin.column);
      end_column = concat(region.end.column);
    }
  }
  const std::pair<std::string_view, std::string> properties[] = {
      {"file", visible(path)},   {"line", line},
      {"endLine", end_line},     {"col", column},
      {"endColumn", end_column}, {"title", std::string(title)}};
  return workflow_command(command_of(severity), properties, message);
}

std::string annotation(const Finding& finding) {
  std::string message = presentable(finding.message);
  const std::string subjects = subjects_label(finding.subjects);
  if (!subjects.empty()) message += concat("\nin ", subjects);
  message += concat("\n", finding.rule->remediation);
  return annotation(finding.severity, finding.location.source->reported_path(), finding.location,
                    concat("plimsoll: ", finding.rule->id), message);
}

std::string render(const Report& report, const Presentation& presentation) {
  std::string out = find_format("one-line")->render(report, presentation);
  std::array<unsigned, 3> written{};
  const auto has_room = [&written](Severity severity) {
    return written[static_cast<std::size_t>(severity)]++ < kMostOfEach;
  };
  for (const RunProblem& problem : run_problems(report, presentation.exit_code)) {
    if (problem.reported || !has_room(Severity::kError)) continue;
    out += annotation(Severity::kError, problem.reported_path, problem.location,
                      "plimsoll: not examined", presentable(problem.reason));
  }
  for (const Finding& finding : report.findings) {
    if (has_room(finding.severity)) out += annotation(finding);
  }
  return out;
}

}  // namespace

extern constinit const Format github_format = {
    .name = "github",
    .description = "annotations and a job summary, for GitHub Actions",
    .render = render,
    .for_people = true,
    .second = "markdown",
    .second_variable = "GITHUB_STEP_SUMMARY",
};

}  // namespace plimsoll
