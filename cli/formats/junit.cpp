// JUnit XML, which CI services show as tests.
//
//    <testcase classname="deploy/web.yaml" name="limit-below-request at 12:11 in Pod/web" ...>
//      <failure message="limit of 1Gi is below ..." type="limit-below-request">...</failure>
//    </testcase>
//    <testcase classname="deploy/db.yaml" name="no findings" file="deploy/db.yaml" time="0"/>
//
// There is no standard; this is what GitLab, Jenkins and Azure read alike. Every finding is a test
// that fails, or one that passes and says so when its severity does not fail the run; a file that
// could not be examined is an error, one without a manifest is skipped, any other passes. A clean
// run thus has tests that passed: none at all would be an error to Jenkins. Of tests with the same
// name GitLab keeps one, so names hold the place. There is no clock in it, so every time is 0.

#include <map>
#include <set>

#include "cli/formats/escape.h"
#include "cli/formats/format.h"
#include "cli/formats/problems.h"
#include "cli/formats/region.h"
#include "cli/formats/sarif_driver.h"
#include "cli/formats/wording.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

// For content and attributes alike. What XML 1.0 cannot hold was made visible before: controls,
// U+FFFE, bytes that are no UTF-8.
std::string xml(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out.push_back(c);
    }
  }
  return out;
}

class JunitReport {
 public:
  JunitReport(const Report& report, const Presentation& presentation)
      : report_(report), presentation_(presentation) {}

  std::string render() {
    for (const Finding& finding : report_.findings) add_finding(finding);
    for (const RunProblem& problem : run_problems(report_, presentation_.exit_code)) {
      if (!problem.reported) add_problem(problem);
    }
    for (const LedgerEntry& entry : report_.ledger.entries) add_file(entry);
    if (tests_ == 0) add_case("", "nothing to check", "");
    return concat("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n",
                  "  <testsuite name=\"plimsoll\" tests=\"", tests_, "\" failures=\"", failures_,
                  "\" errors=\"", errors_, "\" skipped=\"", skipped_, "\" time=\"0\">\n",
                  properties(), cases_, "  </testsuite>\n</testsuites>\n");
  }

 private:
  // What was found and is no test, since nobody has to look at it.
  std::string properties() const {
    const std::size_t known = report_.baseline ? report_.baseline->known.size() : 0;
    if (report_.suppressed.empty() && known == 0) return {};
    const auto property = [](std::string_view name, std::size_t count) {
      return concat("      <property name=\"", name, "\" value=\"", count, "\"/>\n");
    };
    return concat("    <properties>\n", property("suppressed", report_.suppressed.size()),
                  property("known", known), "    </properties>\n");
  }

  // An empty path stands for the run as a whole. `inside` is XML.
  void add_case(std::string_view path, const std::string& name, const std::string& inside) {
    const std::string shown = path.empty() ? "plimsoll" : visible(path);
    const unsigned count = ++names_[{shown, name}];
    const std::string unique = count == 1 ? name : concat(name, " (", count, ")");
    cases_ += concat("    <testcase classname=\"", xml(shown), "\" name=\"", xml(unique), "\"");
    if (!path.empty()) cases_ += concat(" file=\"", xml(shown), "\"");
    cases_ += " time=\"0\"";
    cases_ += inside.empty() ? "/>\n" : concat(">\n      ", inside, "\n    </testcase>\n");
    ++tests_;
  }

  void add_finding(const Finding& finding) {
    const std::string& path = finding.location.source->reported_path();
    with_findings_.insert(path);
    const Position at = region_of(finding.location, ColumnUnit::kCodePoint).begin;
    const std::string_view rule = finding.rule->id;
    const std::string subjects = subjects_label(finding.subjects);
    const std::string message = presentable(finding.message);
    const std::string text =
        xml(concat(finding_line(finding, PathShown::kReported), "\n", finding.rule->remediation));
    const std::string name =
        concat(rule, " at ", at.line, ":", at.column, subjects.empty() ? "" : " in ", subjects);
    if (finding.severity < presentation_.fail_on) {
      add_case(path, name, concat("<system-out>", text, "</system-out>"));
      return;
    }
    ++failures_;
    add_case(
        path, name,
        concat("<failure message=\"", xml(message), "\" type=\"", rule, "\">", text, "</failure>"));
  }

  void add_problem(const RunProblem& problem) {
    const bool is_file = !problem.reported_path.empty();
    const std::string_view id = notification_id(is_file ? SarifNotification::kUnreadableInput
                                                        : SarifNotification::kNothingToCheck);
    const std::string reason = presentable(problem.reason);
    ++errors_;
    add_case(problem.reported_path, std::string(id),
             concat("<error message=\"", xml(reason), "\" type=\"", id, "\">",
                    xml(problem_line(problem, PathShown::kReported)), "</error>"));
  }

  void add_file(const LedgerEntry& entry) {
    if (entry.outcome != Outcome::kChecked || with_findings_.contains(entry.reported_path)) return;
    if (entry.reason.empty()) {
      add_case(entry.reported_path, "no findings", "");
      return;
    }
    ++skipped_;
    add_case(entry.reported_path, "no findings",
             concat("<skipped message=\"", xml(presentable(entry.reason)), "\"/>"));
  }

  const Report& report_;
  const Presentation& presentation_;
  std::string cases_;
  std::map<std::pair<std::string, std::string>, unsigned> names_;
  std::set<std::string, std::less<>> with_findings_;  // paths
  std::size_t tests_ = 0, failures_ = 0, errors_ = 0, skipped_ = 0;
};

std::string render(const Report& report, const Presentation& presentation) {
  return JunitReport(report, presentation).render();
}

}  // namespace

extern constinit const Format junit_format = {
    .name = "junit",
    .description = "JUnit XML, for the test views of CI services",
    .render = render,
};

}  // namespace plimsoll
