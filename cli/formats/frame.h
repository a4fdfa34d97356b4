#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/source_file.h"
#include "rules/support/redaction.h"

namespace plimsoll {

// A place to mark in a frame, and what to say about it (may be empty). The primary mark is drawn
// with carets, others with dashes.
struct Mark {
  Span span;
  std::string label;
  bool primary = true;
};

// The lines of a file as they may be shown; see Redactor::line.
using ShownLine = std::function<std::optional<RedactedLine>(std::uint32_t number)>;

struct FrameStyle {
  unsigned width = 0;  // cells of a row, gutter included; 0 means no limit
  // Starts of the colours, ANSI SGR sequences; empty without colour.
  std::string_view primary = {};
  std::string_view secondary = {};
  std::string_view gutter = {};
};

struct Frame {
  std::string text;     // whole rows, each with its line end
  std::string padding;  // as wide as the gutter up to its bar, for rows that follow
};

// Lines of `source` with the marks under them:
//
//    16 |     initialDelaySeconds: 60
//       |                          -- readinessProbe starts at 60s
//    ...
//    19 |     initialDelaySeconds: 30
//       |                          ^^
//
// Marks stand under what is drawn: wide characters count two cells, a tab is four spaces, a mark on
// hidden text is under its `***`. A mark over several lines is drawn on its first. Lines that do
// not fit into the width are cut around their first mark. REQUIRES: marks is not empty.
Frame render_frame(const SourceFile& source, const ShownLine& shown, std::vector<Mark> marks,
                   const FrameStyle& style);

}  // namespace plimsoll
