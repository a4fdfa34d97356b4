// The report for people.
//
//    web.yaml:19:34: warning: livenessProbe starts at 30s, before readinessProbe at 60s [...]
//     16 |             initialDelaySeconds: 60
//        |                                  -- readinessProbe starts at 60s
//    ...
//     19 |             initialDelaySeconds: 30
//        |                                  ^^
//        = in Deployment/web (container web)
//        = help: Give livenessProbe an initialDelaySeconds no lower than that of readinessProbe
//
// The first line is what editors and terminals jump from: the path as it was typed, the column in
// code points. Places in the same file share the frame, others follow as notes. What could not be
// examined and is in no finding ends the report. The summary of counts and time is not part of it:
// this is a pure function of the report, so equal input gives equal text.

#include <algorithm>
#include <map>
#include <memory>

#include "cli/formats/escape.h"
#include "cli/formats/format.h"
#include "cli/formats/frame.h"
#include "cli/formats/problems.h"
#include "cli/formats/wording.h"
#include "engine/lint/suppression.h"
#include "engine/text/concat.h"
#include "rules/support/redaction.h"

namespace plimsoll {
namespace {

constexpr std::string_view kReset = "\x1b[0m";
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kBlue = "\x1b[1;34m";
constexpr std::string_view kCyan = "\x1b[1;36m";

std::string_view color_of(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "\x1b[1;31m";
    case Severity::kWarning:
      return "\x1b[1;33m";
    case Severity::kNote:
      break;
  }
  return kCyan;
}

// The first sentence of a text, without its full stop.
std::string_view first_sentence(std::string_view text) {
  for (std::size_t dot = text.find('.'); dot != std::string_view::npos;
       dot = text.find('.', dot + 1)) {
    const std::string_view after = text.substr(dot + 1);
    const bool ends = after.empty() ||
                      (after.size() > 1 && after[0] == ' ' && after[1] >= 'A' && after[1] <= 'Z');
    if (ends) return text.substr(0, dot);
  }
  return text;
}

// The lines of the report's files, redacted. Judging a file is costly, so it is done once, and the
// line shown last is kept: minified JSON has all its findings on one.
class ShownLines {
 public:
  explicit ShownLines(const Report& report) {
    for (const auto& file : report.files) files_.emplace(&file->source, File{file.get(), {}});
    for (const YamlFile* file : report.steering) files_.emplace(&file->source, File{file, {}});
  }

  std::optional<RedactedLine> line(const SourceFile& source, std::uint32_t number) {
    const auto found = files_.find(&source);
    if (found == files_.end()) return std::nullopt;
    if (last_source_ != &source || last_number_ != number) {
      File& file = found->second;
      if (!file.redactor) file.redactor = std::make_unique<Redactor>(*file.yaml);
      last_ = file.redactor->line(number);
      last_source_ = &source;
      last_number_ = number;
    }
    return last_;
  }

 private:
  struct File {
    const YamlFile* yaml;
    std::unique_ptr<Redactor> redactor;
  };
  std::map<const SourceFile*, File> files_;
  const SourceFile* last_source_ = nullptr;
  std::uint32_t last_number_ = 0;
  std::optional<RedactedLine> last_;
};

class TextReport {
 public:
  TextReport(const Report& report, const Presentation& presentation)
      : report_(report), presentation_(presentation), lines_(report) {}

  std::string render() {
    for (const Finding& finding : report_.findings) {
      if (!out_.empty()) out_ += '\n';
      add_finding(finding);
    }
    if (presentation_.show_suppressed) add_suppressed();
    add_problems();
    if (out_.empty()) add_empty_state();
    return std::move(out_);
  }

 private:
  std::string paint(std::string_view text, std::string_view color) const {
    return presentation_.color ? concat(color, text, kReset) : std::string(text);
  }

  void add_header(std::string_view place, Severity severity, std::string_view message,
                  std::string_view rule) {
    out_ += paint(concat(place, ":"), kBold);
    out_ += concat(" ", paint(concat(severity_name(severity), ":"), color_of(severity)), " ");
    out_ += paint(presentable(message), kBold);
    if (!rule.empty()) out_ += concat(" [", rule, "]");
    out_ += '\n';
  }

  std::string add_frame(const SourceFile& source, std::vector<Mark> marks, Severity severity) {
    FrameStyle style{.width = presentation_.width};
    if (presentation_.color) {
      style.primary = color_of(severity);
      style.secondary = kBlue;
      style.gutter = kBlue;
    }
    const ShownLine shown = [this, &source](std::uint32_t number) {
      return lines_.line(source, number);
    };
    Frame frame = render_frame(source, shown, std::move(marks), style);
    out_ += frame.text;
    return std::move(frame.padding);
  }

  void add_finding(const Finding& finding) {
    const SourceFile& source = *finding.location.source;
    add_header(place_label(finding.location, PathShown::kTyped), finding.severity, finding.message,
               finding.rule->id);
    std::vector<Mark> marks = {{finding.location.span, "", true}};
    for (const RelatedLocation& related : finding.related) {
      if (related.location.source == &source) {
        marks.push_back({related.location.span, related.message, false});
      }
    }
    const std::string padding = add_frame(source, std::move(marks), finding.severity);
    add_subjects(finding.subjects, padding);
    const std::string_view help = first_sentence(finding.rule->remediation);
    if (!help.empty()) add_remark(padding, concat(paint("help:", kCyan), " ", help));
    for (const RelatedLocation& related : finding.related) {
      if (related.location.source != &source) add_note(related);
    }
  }

  void add_note(const RelatedLocation& related) {
    add_header(place_label(related.location, PathShown::kTyped), Severity::kNote, related.message,
               "");
    add_frame(*related.location.source, {{related.location.span, "", true}}, Severity::kNote);
  }

  void add_remark(std::string_view padding, std::string_view text) {
    out_ += concat(padding, paint("=", kBlue), " ", text, "\n");
  }

  void add_subjects(const std::vector<Subject>& subjects, std::string_view padding) {
    const std::string names = subjects_label(subjects);
    if (!names.empty()) add_remark(padding, concat("in ", names));
  }

  // Findings that are meant to be take a line, and one for who says so.
  void add_suppressed() {
    for (const Finding& finding : report_.suppressed) {
      if (!out_.empty()) out_ += '\n';
      const Suppression& by = *finding.suppression;
      out_ += paint(concat(place_label(finding.location, PathShown::kTyped), ":"), kBold);
      out_ += concat(" suppressed: ", presentable(finding.message), " [", finding.rule->id, "]\n");
      add_remark("  ", concat("by ", place_label(by.location, PathShown::kTyped),
                              by.reason.empty() ? "" : ": ", presentable(by.reason)));
    }
  }

  void add_problems() {
    bool first = true;
    for (const RunProblem& problem : run_problems(report_, presentation_.exit_code)) {
      if (problem.reported) continue;
      if (first && !out_.empty()) out_ += '\n';
      first = false;
      add_header(place_label(problem, PathShown::kTyped), Severity::kError, problem.reason, "");
    }
  }

  void add_empty_state() {
    out_ = concat(report_.baseline ? "no new findings in " : "no findings in ",
                  counted(report_.ledger.resources(), "resource"), " of ",
                  counted(report_.ledger.files(Outcome::kChecked), "file"), "\n");
  }

  const Report& report_;
  const Presentation& presentation_;
  ShownLines lines_;
  std::string out_;
};

std::string render(const Report& report, const Presentation& presentation) {
  return TextReport(report, presentation).render();
}

}  // namespace

extern constinit const Format text_format = {
    .name = "text",
    .description = "lines with the source and carets below it, for people",
    .render = render,
    .for_people = true,
};

}  // namespace plimsoll
