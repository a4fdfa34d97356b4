#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lint/finding.h"

namespace plimsoll::test {

// What a fixture says about itself: lines of carets under the text they are about.
//
//   initialDelaySeconds: 30
//   #                    ^^ livenessProbe starts at 30s, before readinessProbe at 60s
//
// `^` marks a finding, `~` a related location. A mark that begins in column 1 is written `#<^^^`
// (here columns 1 to 5). Columns count code points; a mark over several lines is drawn to the end
// of the first. A message whose finding is milder than its rule begins with its severity ("note:
// ...").
struct Mark {
  std::uint32_t line = 0;   // of the text without the mark lines
  std::uint32_t begin = 0;  // column, 1-based
  std::uint32_t end = 0;    // behind the last column
  bool related = false;
  std::string message;

  friend auto operator<=>(const Mark&, const Mark&) = default;
};

struct MarkedText {
  std::string text;  // without the mark lines
  std::vector<Mark> marks;
};

MarkedText read_marks(std::string_view marked);

// The text with a line for every mark.
std::string write_marks(std::string_view text, const std::vector<Mark>& marks);

// The marks of the findings in one file. Related locations in other files are left out.
std::vector<Mark> marks_of(const std::vector<Finding>& findings, const SourceFile& source);

}  // namespace plimsoll::test
