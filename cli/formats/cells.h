#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/span.h"

namespace plimsoll {

// A line as a terminal draws it: one entry a character, made visible (escape.h), with the bytes it
// came from and the cells it takes.
struct Cell {
  Span bytes;
  std::string text;
  unsigned width = 1;
};

// The cells of the bytes `window` of `line`. Tabs become four spaces.
std::vector<Cell> cells_of(std::string_view line, Span window);

// A part of a line that fits into a width: what to print, and where its marks stand.
class LineView {
 public:
  // Shows `line` in at most `width` cells (0: all of it) so that `focus` is seen, from its start
  // if it does not fit. Where something is left out, an ellipsis takes its place.
  LineView(std::string_view line, Span focus, unsigned width);

  const std::string& text() const { return text_; }

  // The columns, from 0, under which the bytes are drawn; at least one wide. What is left out is
  // marked at the ellipsis.
  struct Columns {
    unsigned begin;
    unsigned end;
  };
  Columns columns(Span bytes) const;

 private:
  std::vector<Cell> cells_;  // of the part that is shown
  std::string text_;
  unsigned left_ = 0;   // cells of the ellipsis on the left
  unsigned total_ = 0;  // cells of text_
};

}  // namespace plimsoll
