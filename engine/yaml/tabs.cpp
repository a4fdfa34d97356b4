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

}  // namespace

std::vector<Span> forbidden_tabs(std::string_view text, Span chunk,
                                 const std::vector<Span>& opaque) {
  std::vector<Span> found;
  for (std::size_t tab = text.find('\t', chunk.begin); tab < chunk.end;) {
    const std::size_t before = text.find_last_of("\r\n", tab);
    const auto line =
        std::max(chunk.begin,
                 before == std::string_view::npos ? 0u : static_cast<std::uint32_t>(before) + 1);
    const auto end = static_cast<std::uint32_t>(
        std::min({text.find_first_of("\r\n", tab), text.size(), std::size_t{chunk.end}}));
    // The innermost multi-line span that this line continues.
    const auto next = std::upper_bound(opaque.begin(), opaque.end(), Span{line, 0});
    bool inside = false;
    bool plain = false;
    for (auto span = opaque.begin(); span != next; ++span) {
      if (span->begin < line && line < span->end) {
        inside = true;
        plain = begins_plain(text, *span);
      }
    }
    const std::uint32_t at = find_tab(text, line, end);
    if (at < end && text[at] == '\t' && (!inside || (plain && at == line))) {
      found.push_back({at, at + 1});
    }
    tab = text.find('\t', end);
  }
  return found;
}

}  // namespace plimsoll
