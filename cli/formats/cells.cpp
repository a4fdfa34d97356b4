// A source line, cut to fit and measured in cells.
//
// `  image: "한글:latest"` is 24 bytes, 20 characters and 22 cells; only the last number says where
// a caret belongs. A line too long for the terminal is cut around what the finding is about:
//
//    …"resources":{"limits":{"memory":"1Gi"},"requests":{"memory":"2Gi"}}…
//
// Nothing here knows what may be shown: the line arrives redacted (rules/support/redaction.h).

#include "cli/formats/cells.h"

#include <algorithm>

#include "cli/formats/display_width.h"
#include "cli/formats/escape.h"
#include "engine/text/utf8.h"

namespace plimsoll {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr char32_t kEmojiSelector = 0xFE0F;

// Lines of data can be megabytes long. What lies further from the mark than this is never drawn.
constexpr std::uint32_t kReachBytes = 64u << 10;

// The bytes around `focus` that can matter, on character boundaries.
Span window_around(std::string_view line, Span focus) {
  const auto size = static_cast<std::uint32_t>(line.size());
  const auto is_inside = [line, size](std::uint32_t at) {
    return at > 0 && at < size && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80;
  };
  std::uint32_t begin = focus.begin > kReachBytes ? focus.begin - kReachBytes : 0;
  std::uint32_t end = std::min(size, focus.begin + kReachBytes);
  for (int i = 0; i < 3 && is_inside(begin); ++i) --begin;
  for (int i = 0; i < 3 && is_inside(end); ++i) ++end;
  return {begin, end};
}

unsigned width_of(const std::vector<Cell>& cells, std::size_t begin, std::size_t end) {
  unsigned width = 0;
  for (std::size_t i = begin; i < end; ++i) width += cells[i].width;
  return width;
}

// The cells [begin, end) of a line.
struct Part {
  std::size_t begin;
  std::size_t end;
};

// Grows a part cell by cell, as far as there is room.
struct Growth {
  const std::vector<Cell>& cells;
  Part part;
  unsigned room;

  bool take(std::size_t index) {
    if (cells[index].width > room) return false;
    room -= cells[index].width;
    return true;
  }
  bool left() {
    if (part.begin == 0 || !take(part.begin - 1)) return false;
    --part.begin;
    return true;
  }
  bool right() {
    if (part.end == cells.size() || !take(part.end)) return false;
    ++part.end;
    return true;
  }
};

// The part that is shown of a line that does not fit: what is marked first, then what is around it
// in turns, the left before the right, since a key explains its value.
Part part_around(const std::vector<Cell>& cells, std::size_t line_size, Span focus,
                 unsigned width) {
  const auto at_focus = std::find_if(cells.begin(), cells.end(), [focus](const Cell& cell) {
    return cell.bytes.end > focus.begin;
  });
  const auto start = static_cast<std::size_t>(at_focus - cells.begin());
  const unsigned room = width > 2 ? width - 2 : 1;  // an ellipsis on either side
  Growth growth{cells, {start, start}, room};
  const auto grow_around = [&growth] {
    for (bool grown = true; grown;) {
      grown = growth.left();
      grown = growth.right() || grown;
    }
  };
  while (growth.part.end < cells.size() && cells[growth.part.end].bytes.begin < focus.end &&
         growth.right()) {
  }
  grow_around();
  // At an end of the line there is no ellipsis, and its cell is free.
  const bool starts = growth.part.begin == 0 && cells.front().bytes.begin == 0;
  const bool ends = growth.part.end == cells.size() && cells.back().bytes.end == line_size;
  if (starts || ends) ++growth.room;
  grow_around();
  return growth.part;
}

}  // namespace

std::vector<Cell> cells_of(std::string_view line, Span window) {
  std::vector<Cell> cells;
  std::uint32_t at = window.begin;
  while (at < window.end) {
    const std::string_view rest = line.substr(at, window.end - at);
    const CodePoint point = decode_code_point(rest);
    Cell cell{{at, at + point.size}, {}, 1};
    if (point.value == '\t') {
      cell.text = "    ";
      cell.width = 4;
    } else {
      cell.text = visible(rest, point);
      cell.width = display_width(cell.text);
    }
    // The selector asks for the emoji form of the character before it, which is wide.
    if (point.value == kEmojiSelector && !cells.empty() && cells.back().width == 1) cell.width = 1;
    cells.push_back(std::move(cell));
    at += point.size;
  }
  return cells;
}

LineView::LineView(std::string_view line, Span focus, unsigned width) {
  const Span window = window_around(line, focus);
  std::vector<Cell> cells = cells_of(line, window);
  const bool is_whole = window.size() == line.size();
  const bool fits = width == 0 || (is_whole && width_of(cells, 0, cells.size()) <= width);
  const Part part = fits ? Part{0, cells.size()} : part_around(cells, line.size(), focus, width);

  const bool cut_left = window.begin > 0 || part.begin > 0;
  const bool cut_right = window.end < line.size() || part.end < cells.size();
  left_ = cut_left ? 1 : 0;
  total_ = left_ + width_of(cells, part.begin, part.end) + (cut_right ? 1 : 0);
  if (cut_left) text_ += kEllipsis;
  for (std::size_t i = part.begin; i < part.end; ++i) {
    text_ += cells[i].text;
    cells_.push_back(std::move(cells[i]));
  }
  if (cut_right) text_ += kEllipsis;
}

LineView::Columns LineView::columns(Span bytes) const {
  unsigned column = left_;
  unsigned begin = 0;
  bool begun = !cells_.empty() && bytes.begin < cells_.front().bytes.begin;
  unsigned end = 0;
  for (const Cell& cell : cells_) {
    if (!begun && cell.bytes.end > bytes.begin) {
      begin = column;
      begun = true;
    }
    column += cell.width;
    if (cell.bytes.begin < bytes.end) end = column;
  }
  if (!begun) begin = column;
  const bool beyond = !cells_.empty() && bytes.end > cells_.back().bytes.end;
  if (beyond) end = total_;
  return {begin, std::max(end, begin + 1)};
}

}  // namespace plimsoll
