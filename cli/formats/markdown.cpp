// A comment for a pull request, and the job summary of the format github.
//
//    ## plimsoll: 1 error, 2 warnings
//
//    ### Errors
//
//    - `deploy/web.yaml:12:11` `limit of 1Gi is below the request of 2Gi` in `Pod/web`
//      ([limit-below-request](https://...))
//
// Worst first: GitHub takes 65536 characters, and what is beyond is counted instead. Whatever comes
// from an input stands in a code span. There a service sees neither markup nor a mention (`@team`),
// an issue, a link, a command or an emoji, and a list needs no escaping of `|`, for which the rules
// of tables and code spans contradict each other. The comment in the first line is for bots that
// replace their last comment.

#include <algorithm>
#include <array>

#include "cli/formats/escape.h"
#include "cli/formats/format.h"
#include "cli/formats/problems.h"
#include "cli/formats/sarif_driver.h"
#include "cli/formats/wording.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

constexpr std::size_t kMostBytes = 60000;  // leaves a bot room for words of its own
constexpr std::size_t kMostOfLine = 4000;

// A code span, whatever is in the text: its fence is longer than any run of backticks inside.
std::string code(std::string_view text) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  // One space at each end is taken off again, and keeps backticks of the text from the fence.
  const std::string_view pad = text.starts_with('`') || text.ends_with('`') ? " " : "";
  return concat(fence, pad, text, pad, fence);
}

class MarkdownReport {
 public:
  MarkdownReport(const Report& report, const Presentation& presentation)
      : report_(report), problems_(run_problems(report, presentation.exit_code)) {
    std::erase_if(problems_, [](const RunProblem& problem) { return problem.reported; });
  }

  std::string render() {
    out_ = concat("<!-- plimsoll -->\n## plimsoll: ", findings_label(report_.findings),
                  problems_.empty() ? "" : ", and input that was not examined", "\n");
    add_problems();
    add_findings(Severity::kError, "Errors");
    add_findings(Severity::kWarning, "Warnings");
    add_findings(Severity::kNote, "Notes");
    if (left_out_ > 0) out_ += concat("\n", left_out_, " more that do not fit in here.\n");
    const Ledger& ledger = report_.ledger;
    const std::string rest = not_checked_label(ledger);
    out_ += concat("\n", counted(ledger.files(Outcome::kChecked), "file"), " with ",
                   counted(ledger.resources(), "resource"), " checked", covered_label(report_),
                   rest.empty() ? "" : "; ", rest, ".\n");
    return std::move(out_);
  }

 private:
  void add_item(const std::string& item) {
    if (item.size() > kMostOfLine || out_.size() + item.size() > kMostBytes) {
      ++left_out_;
    } else {
      out_ += item;
    }
  }

  void add_problems() {
    if (problems_.empty()) return;
    out_ += "\n### Not examined\n\n";
    for (const RunProblem& problem : problems_) {
      add_item(concat("- ", code(place_label(problem, PathShown::kReported)), " ",
                      code(presentable(problem.reason)), "\n"));
    }
  }

  void add_findings(Severity severity, std::string_view title) {
    bool first = true;
    for (const Finding& finding : report_.findings) {
      if (finding.severity != severity) continue;
      if (first) out_ += concat("\n### ", title, "\n\n");
      first = false;
      const std::string subjects = subjects_label(finding.subjects);
      add_item(concat("- ", code(place_label(finding.location, PathShown::kReported)), " ",
                      code(presentable(finding.message)), subjects.empty() ? "" : " in ",
                      subjects.empty() ? "" : code(subjects), " ([", finding.rule->id, "](",
                      rule_url(finding.rule->id), "))\n"));
    }
  }

  const Report& report_;
  std::vector<RunProblem> problems_;
  std::size_t left_out_ = 0;
  std::string out_;
};

std::string render(const Report& report, const Presentation& presentation) {
  return MarkdownReport(report, presentation).render();
}

}  // namespace

extern constinit const Format markdown_format = {
    .name = "markdown",
    .description = "Markdown, for a comment on a pull request",
    .render = render,
};

}  // namespace plimsoll
