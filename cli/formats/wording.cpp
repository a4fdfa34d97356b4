// How formats call places, objects and numbers, so that all of them say it alike.

#include "cli/formats/wording.h"

#include <algorithm>
#include <array>

#include "cli/formats/escape.h"
#include "cli/formats/region.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

constexpr std::size_t kSubjectsShown = 5;

// A line that begins with `::`, spaces before it or not, is a command to the log of GitHub Actions.
std::string line_start(std::string_view place) {
  const bool may_command = place.find("::") != std::string_view::npos && place[0] != '/';
  return concat(may_command ? "./" : "", visible(place));
}

void add_once(std::vector<std::string>& list, std::string name) {
  if (name.empty() || std::ranges::find(list, name) != list.end()) return;
  list.push_back(std::move(name));
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < kSubjectsShown; ++i) {
    text += concat(i == 0 ? "" : ", ", names[i]);
  }
  if (names.size() > kSubjectsShown) {
    text += concat(" and ", names.size() - kSubjectsShown, " more");
  }
  return text;
}

std::string colored(const std::string& text, Severity severity, bool color) {
  static constexpr std::array<std::string_view, 3> kColors = {"36", "33", "31"};  // cyan to red
  if (!color) return text;
  return concat("\x1b[1;", kColors[static_cast<std::size_t>(severity)], "m", text, "\x1b[0m");
}

void append(std::string& list, const std::string& part) {
  if (!list.empty()) list += ", ";
  list += part;
}

}  // namespace

std::string place_label(const Location& location, PathShown path) {
  const Position at = region_of(location, ColumnUnit::kCodePoint).begin;
  const SourceFile& source = *location.source;
  return line_start(concat(path == PathShown::kTyped ? source.path() : source.reported_path(), ":",
                           at.line, ":", at.column));
}

std::string place_label(const RunProblem& problem, PathShown path) {
  if (problem.location.source != nullptr) return place_label(problem.location, path);
  const std::string& shown = path == PathShown::kTyped ? problem.path : problem.reported_path;
  return shown.empty() ? "plimsoll" : line_start(shown);
}

std::string finding_line(const Finding& finding, PathShown path) {
  return concat(place_label(finding.location, path), ": ", severity_name(finding.severity), ": ",
                presentable(finding.message), " [", finding.rule->id, "]");
}

std::string problem_line(const RunProblem& problem, PathShown path) {
  return concat(place_label(problem, path), ": error: ", presentable(problem.reason));
}

std::string subjects_label(const std::vector<Subject>& subjects) {
  std::vector<std::string> names;
  std::vector<std::string> environments;
  for (const Subject& subject : subjects) {
    std::string name = presentable(subject.label());
    if (!subject.container.empty()) {
      name += concat(" (container ", presentable(subject.container), ")");
    }
    add_once(names, std::move(name));
    add_once(environments, presentable(subject.environment));
  }
  if (names.empty() || environments.empty()) return listed(names);
  return concat(listed(names), " of ", listed(environments));
}

std::string counted(std::size_t count, std::string_view noun) {
  return concat(count, " ", noun, count == 1 ? "" : "s");
}

std::string findings_label(const std::vector<Finding>& findings, bool color) {
  std::string list;
  for (const Severity severity : {Severity::kError, Severity::kWarning, Severity::kNote}) {
    const auto count = std::ranges::count(findings, severity, &Finding::severity);
    if (count == 0) continue;
    append(list, colored(counted(static_cast<std::size_t>(count), severity_name(severity)),
                         severity, color));
  }
  return list.empty() ? "no findings" : list;
}

std::string covered_label(const Report& report) {
  const std::size_t known = report.baseline ? report.baseline->known.size() : 0;
  return concat(
      report.suppressed.empty() ? "" : concat(", ", report.suppressed.size(), " suppressed"),
      known == 0 ? "" : concat("; ", known, " known (", report.baseline->by, ")"));
}

std::string not_checked_label(const Ledger& ledger) {
  std::string list;
  for (const Outcome outcome : {Outcome::kUnreadable, Outcome::kExcluded}) {
    const std::uint32_t count = ledger.files(outcome);
    if (count > 0) append(list, concat(count, " ", outcome_name(outcome)));
  }
  const auto other = std::ranges::count_if(ledger.entries, [](const LedgerEntry& entry) {
    return entry.outcome == Outcome::kChecked && !entry.reason.empty() && entry.taken_as.empty();
  });
  if (other > 0) append(list, concat(other, " without objects"));
  return list;
}

}  // namespace plimsoll
