// GitLab's Code Quality report: one array of issues, which a merge request compares by fingerprint
// with that of its target branch.
//
//    {"description": "limit-below-request: limit of 1Gi is below the request of 2Gi",
//     "check_name": "limit-below-request", "fingerprint": "7815696e...", "severity": "critical",
//     "location": {"path": "deploy/web.yaml", "lines": {"begin": 12, "end": 12}}}
//
// GitLab shows only the description, so that begins with the rule. The fingerprint is the identity
// of the finding. Of issues with the same one GitLab keeps the last, so a second finding of an
// identity (the same object in another file) is numbered. GitLab demands a path and a line, and
// drops everything behind an issue that has none: what could not be examined is put on line 1, the
// run as a whole on the path `.`.

#include <map>
#include <nlohmann/json.hpp>

#include "cli/formats/escape.h"
#include "cli/formats/format.h"
#include "cli/formats/json_text.h"
#include "cli/formats/judged.h"
#include "cli/formats/problems.h"
#include "cli/formats/region.h"
#include "cli/formats/sarif_driver.h"
#include "cli/formats/wording.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

using Json = nlohmann::ordered_json;

std::string_view severity_of(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "critical";
    case Severity::kWarning:
      return "major";
    case Severity::kNote:
      break;
  }
  return "minor";
}

Json lines_json(const Location& location) {
  if (location.source == nullptr) return {{"begin", 1}};
  const Region region = region_of(location, ColumnUnit::kUtf16);
  return {{"begin", region.begin.line}, {"end", region.end.line}};
}

Json issue_json(std::string_view check, std::string_view message, const std::string& fingerprint,
                std::string_view severity, Json location) {
  return {{"description", concat(check, ": ", message)},
          {"check_name", check},
          {"fingerprint", fingerprint},
          {"severity", severity},
          {"location", std::move(location)}};
}

Json finding_json(const Finding& finding, const std::string& fingerprint) {
  std::string message = presentable(finding.message);
  const std::string subjects = subjects_label(finding.subjects);
  if (!subjects.empty()) message += concat(" (in ", subjects, ")");
  return issue_json(finding.rule->id, message, fingerprint, severity_of(finding.severity),
                    {{"path", finding.location.source->reported_path()},
                     {"lines", lines_json(finding.location)}});
}

Json problem_json(const RunProblem& problem) {
  const bool is_file = !problem.reported_path.empty();
  const std::string_view id = notification_id(is_file ? SarifNotification::kUnreadableInput
                                                      : SarifNotification::kNothingToCheck);
  return issue_json(id, presentable(problem.reason), concat(id, ":", problem.reported_path),
                    "blocker",
                    {{"path", is_file ? problem.reported_path : std::string(".")},
                     {"lines", lines_json(problem.location)}});
}

std::string render(const Report& report, const Presentation& presentation) {
  Json issues = Json::array();
  for (const RunProblem& problem : run_problems(report, presentation.exit_code)) {
    if (!problem.reported) issues.push_back(problem_json(problem));
  }
  std::map<std::string, unsigned, std::less<>> seen;
  for (const JudgedFinding& one : judged_findings(report)) {
    const unsigned count = ++seen[one.fingerprint];
    if (one.known) continue;
    issues.push_back(finding_json(
        *one.finding, count == 1 ? one.fingerprint : concat(one.fingerprint, "-", count)));
  }
  return json_document(issues);
}

}  // namespace

extern constinit const Format gitlab_format = {
    .name = "gitlab",
    .description = "a Code Quality report, for GitLab",
    .render = render,
};

}  // namespace plimsoll
