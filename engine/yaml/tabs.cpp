// Tabs that go-yaml refuses.
//
// Where a new token may start a mapping or an item (at the start of a line, behind `- ` and `? `),
// only spaces may stand before it. Everywhere else a tab separates like a space:
//
//   a:<TAB>b        fine
//   <TAB>a: b       refused
//   -<TAB>a         refused
//
// Lines inside a scalar or a flow collection have no tokens of their own, except that a line of
// plain text may not begin with a tab either.

#include <algorithm>

#include "engine/yaml/front_end.h"

namespace plimsoll {
namespace {

// The forbidden tab of one line that starts at `at`, if it has one.
std::uint32_t find_tab(std::string_view text, std::uint32_t at, std::uint32_t end) {
  while (at < end) {
    while (at < end && text[at] == ' ') ++at;
    if (at == end || text[at] == '\t') return at;
    const bool indicator = text[at] == '-' || text[at] == '?';
    if (!indicator || at + 1 >= end || (text[at + 1] != ' ' && text[at + 1] != '\t')) return end;
    ++at;
  }
  return end;
}

bool begins_plain(std::string_view text, Span span) {
  return std::string_view("\"'|>{[").find(text[span.begin]) == std::string_view::npos;
}

// What the line beginning at an offset continues, if anything: plain text, or a span in which tabs
// are harmless.
enum class Continues { kNothing, kPlain, kOther };

Continues continued(std::string_view text, const std::vector<Span>& opaque, std::uint32_t line) {
  Continues result = Continues::kNothing;
  const auto next = std::upper_bound(opaque.begin(), opaque.end(), Span{line, 0});
  for (auto span = opaque.begin(); span != next; ++span) {
    if (span->begin >= line || span->end <= line) continue;
    result = begins_plain(text, *span) ? Continues::kPlain : Continues::kOther;
  }
  return result;
}

}  // namespace

std::optional<Span> forbidden_tab(std::string_view text, Span stretch,
                                  const std::vector<Span>& opaque) {
  for (std::size_t tab = text.find('\t', stretch.begin); tab < stretch.end;) {
    const std::size_t before = text.find_last_of("\r\n", tab) + 1;  // npos + 1 is 0
    const auto line = std::max(stretch.begin, static_cast<std::uint32_t>(before));
    const auto end = static_cast<std::uint32_t>(
        std::min(text.find_first_of("\r\n", tab), std::size_t{stretch.end}));
    const std::uint32_t at = find_tab(text, line, end);
    if (at < end && text[at] == '\t') {
      const Continues what = continued(text, opaque, line);
      const bool first_column = at == line;
      if (what == Continues::kNothing || (what == Continues::kPlain && first_column)) {
        return Span{at, at + 1};
      }
    }
    tab = text.find('\t', end);
  }
  return std::nullopt;
}

}  // namespace plimsoll
