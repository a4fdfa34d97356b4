// Bytes to lines and columns, as reports tell them.
//
// SourceFile knows the column of any byte, those of a line's terminator included: the offset behind
// the last LF of a file, where "unexpected end" is reported, would be one column too far. Reports
// put such a place at the end of its line.

#include "cli/formats/region.h"

#include <algorithm>

namespace plimsoll {

Position place_of(const SourceFile& source, std::uint32_t offset, ColumnUnit unit) {
  const std::uint32_t line = source.position(offset, ColumnUnit::kByte).line;
  return source.position(std::min(offset, source.line(line).end), unit);
}

Region region_of(const Location& location, ColumnUnit unit) {
  return {place_of(*location.source, location.span.begin, unit),
          place_of(*location.source, location.span.end, unit)};
}

}  // namespace plimsoll
