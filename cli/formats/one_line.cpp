// A finding a line, for editors, grep and the logs of others.
//
//    deploy/web.yaml:12:11: error: limit of 1Gi is below the request of 2Gi [limit-below-request]
//    deploy/gone.yaml: error: no such file
//
// This is the shape that compilers gave to errors long ago, so editors know it; docs/formats.md has
// the patterns for those that want one. Columns count code points. What could not be examined has a
// line of its own, with as much of a place as is known: no line number is invented. No findings are
// no lines.

#include "cli/formats/format.h"
#include "cli/formats/problems.h"
#include "cli/formats/wording.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

std::string render(const Report& report, const Presentation& presentation) {
  std::string out;
  for (const Finding& finding : report.findings)
    out += concat(finding_line(finding, PathShown::kTyped), "\n");
  for (const RunProblem& problem :
       run_problems(report, presentation.exit_code, PathShown::kTyped)) {
    if (!problem.reported) out += concat(problem_line(problem, PathShown::kTyped), "\n");
  }
  return out;
}

}  // namespace

extern constinit const Format one_line_format = {
    .name = "one-line",
    .description = "path:line:column: severity: message [rule], for editors and grep",
    .render = render,
    .for_people = true,
};

}  // namespace plimsoll
