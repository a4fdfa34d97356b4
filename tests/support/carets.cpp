#include "tests/support/carets.h"

#include <algorithm>
#include <map>
#include <optional>

#include "engine/text/concat.h"

namespace plimsoll::test {
namespace {

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

// Reads `#   ^^^ message` and `#<^^^ message`.
std::optional<Mark> parse_mark(std::string_view line) {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  if (!line.starts_with('#')) return std::nullopt;
  const bool first_column = line.starts_with("#<");
  std::size_t begin = first_column ? 2 : line.find_first_not_of(' ', 1);
  if (begin == std::string_view::npos) return std::nullopt;
  const char sign = begin < line.size() && line[begin] == '~' ? '~' : '^';
  std::size_t end = begin;
  while (end < line.size() && line[end] == sign) ++end;
  if (!first_column && (end == begin || begin == 1)) return std::nullopt;
  if (end >= line.size() || line[end] != ' ') return std::nullopt;
  if (first_column) begin = 0;
  return Mark{0, static_cast<std::uint32_t>(begin) + 1, static_cast<std::uint32_t>(end) + 1,
              sign == '~', std::string(line.substr(end + 1))};
}

std::string render(const Mark& mark) {
  const char sign = mark.related ? '~' : '^';
  std::string line = "#";
  if (mark.begin == 1) {
    line += "<" + std::string(mark.end > 3 ? mark.end - 3 : 0, sign);
  } else {
    line += std::string(mark.begin - 2, ' ');
    line += std::string(std::max(mark.end, mark.begin + 1) - mark.begin, sign);
  }
  return line + " " + mark.message + "\n";
}

Mark mark_at(const Location& location) {
  const SourceFile& source = *location.source;
  const Position begin = source.position(location.span.begin, ColumnUnit::kCodePoint);
  Position end = source.position(location.span.end, ColumnUnit::kCodePoint);
  if (end.line != begin.line) {
    end = source.position(source.line(begin.line).end, ColumnUnit::kCodePoint);
  }
  return {begin.line, begin.column, end.column, false, ""};
}

}  // namespace

MarkedText read_marks(std::string_view marked) {
  MarkedText result;
  std::uint32_t line_number = 0;
  for (const std::string_view line : split_lines(marked)) {
    if (auto mark = parse_mark(line)) {
      mark->line = line_number;
      result.marks.push_back(std::move(*mark));
    } else {
      ++line_number;
      result.text += line;
    }
  }
  std::sort(result.marks.begin(), result.marks.end());
  return result;
}

std::string write_marks(std::string_view text, const std::vector<Mark>& marks) {
  std::multimap<std::uint32_t, const Mark*> by_line;
  for (const Mark& mark : marks) by_line.emplace(mark.line, &mark);
  std::string out;
  std::uint32_t number = 0;
  for (const std::string_view line : split_lines(text)) {
    out += line;
    const auto [begin, end] = by_line.equal_range(++number);
    if (begin != end && !out.ends_with('\n')) out += '\n';
    for (auto mark = begin; mark != end; ++mark) out += render(*mark->second);
  }
  return out;
}

std::vector<Mark> marks_of(const std::vector<Finding>& findings, const SourceFile& source) {
  std::vector<Mark> marks;
  for (const Finding& finding : findings) {
    if (finding.location.source == &source) {
      Mark mark = mark_at(finding.location);
      if (finding.severity != finding.rule->severity) {
        mark.message = concat(severity_name(finding.severity), ": ");
      }
      mark.message += finding.message;
      marks.push_back(std::move(mark));
    }
    for (const RelatedLocation& related : finding.related) {
      if (related.location.source != &source) continue;
      Mark mark = mark_at(related.location);
      mark.related = true;
      mark.message = related.message;
      marks.push_back(std::move(mark));
    }
  }
  std::sort(marks.begin(), marks.end());
  marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
  return marks;
}

}  // namespace plimsoll::test
