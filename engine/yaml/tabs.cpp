// Tabs that go-yaml refuses.
//
// Where a new token may start a mapping or an item (at the start of a line, behind `- `, `? ` and
// the
// `: ` that answers it),
// only spaces may stand before it. Everywhere else a tab separates like a space:
//
//   a:<TAB>b        fine
//   <TAB>a: b       refused
//   -<TAB>a         refused
//
// Lines inside a scalar or a flow collection have no tokens of their own, and blank lines behind
// plain text still belong to it. There a tab is refused only where the text may not begin, left of
// what a scalar in this place must be indented by.

#include <algorithm>

#include "engine/yaml/strictness.h"

namespace plimsoll {
namespace {

// The forbidden tab of one line that starts at `at`, if it has one.
std::uint32_t find_tab(std::string_view text, std::uint32_t at, std::uint32_t end) {
  while (at < end) {
    while (at < end && text[at] == ' ') ++at;
    if (at == end || text[at] == '\t') return at;
    const bool indicator = text[at] == '-' || text[at] == '?' || text[at] == ':';
    if (!indicator || at + 1 >= end || (text[at + 1] != ' ' && text[at + 1] != '\t')) return end;
    ++at;
  }
  return end;
}

// Goes through the zones along with the lines; both are asked in rising order, so each zone is
// entered and left once.
class Zones {
 public:
  explicit Zones(const std::vector<TabZone>& zones) : zones_(zones) {}

  // The innermost zone that the line beginning here continues.
  const TabZone* around(std::uint32_t line) {
    for (; next_ < zones_.size() && zones_[next_].span.begin < line; ++next_) {
      leave(zones_[next_].span.begin);
      open_.push_back(&zones_[next_]);
    }
    leave(line);
    return open_.empty() ? nullptr : open_.back();
  }

 private:
  void leave(std::uint32_t at) {
    while (!open_.empty() && open_.back()->span.end <= at) open_.pop_back();
  }

  const std::vector<TabZone>& zones_;
  std::size_t next_ = 0;
  std::vector<const TabZone*> open_;
};

bool is_block(ScalarStyle style) {
  return style == ScalarStyle::kLiteral || style == ScalarStyle::kFolded;
}

bool has_indent_indicator(std::string_view text, std::uint32_t block) {
  const std::string_view header = text.substr(block + 1, 2);
  return header.substr(0, header.find_first_not_of("+-123456789")).find_first_of("123456789") !=
         std::string_view::npos;
}

// The first byte of a block scalar's text that is neither a space nor a line break.
std::uint32_t first_of_block(std::string_view text, Span block) {
  const std::size_t header_end = text.find_first_of("\r\n", block.begin);
  return static_cast<std::uint32_t>(
      std::min(text.find_first_not_of(" \r\n", header_end), text.size()));
}

}  // namespace

TabZone tab_zone(std::string_view text, Span scalar, ScalarStyle style, std::uint32_t text_column) {
  if (style == ScalarStyle::kSingleQuoted || style == ScalarStyle::kDoubleQuoted) {
    return {scalar, 0};
  }
  const auto end = static_cast<std::uint32_t>(
      std::min(text.find_first_not_of(" \t\r\n", scalar.end), text.size()));
  TabZone zone{{scalar.begin, end}, text_column};
  if (!is_block(style) || has_indent_indicator(text, scalar.begin)) return zone;
  const std::uint32_t first = first_of_block(text, zone.span);
  const auto line = static_cast<std::uint32_t>(text.find_last_of("\r\n", first) + 1);
  if (first < end) zone.least_column = first - line;
  return zone;
}

std::optional<Span> tab_before_block(std::string_view text, Span zone, ScalarStyle style) {
  if (!is_block(style) || has_indent_indicator(text, zone.begin)) return std::nullopt;
  const std::uint32_t first = first_of_block(text, zone);
  if (first >= zone.end || text[first] != '\t') return std::nullopt;
  return Span{first, first + 1};
}

std::optional<Span> forbidden_tab(std::string_view text, Span stretch,
                                  const std::vector<TabZone>& zones) {
  Zones around(zones);
  for (std::size_t tab = text.find('\t', stretch.begin); tab < stretch.end;) {
    const std::size_t before = text.find_last_of("\r\n", tab) + 1;  // npos + 1 is 0
    const auto line = std::max(stretch.begin, static_cast<std::uint32_t>(before));
    const auto end = static_cast<std::uint32_t>(
        std::min(text.find_first_of("\r\n", tab), std::size_t{stretch.end}));
    const std::uint32_t at = find_tab(text, line, end);
    if (at < end && text[at] == '\t') {
      const TabZone* const zone = around.around(line);
      const bool inside = zone != nullptr && at < zone->span.end;
      if (!inside || at - line < zone->least_column) return Span{at, at + 1};
    }
    tab = text.find('\t', end);
  }
  return std::nullopt;
}

}  // namespace plimsoll
