#pragma once

#include "engine/lint/finding.h"
#include "engine/text/source_file.h"

namespace plimsoll {

// Where a location begins and ends, in lines and columns; the end is exclusive. Both lie within
// their line or at its end, never inside its terminator, since no viewer has a column there.
struct Region {
  Position begin;
  Position end;
};

Region region_of(const Location& location, ColumnUnit unit);

// The position of a byte, as above.
Position place_of(const SourceFile& source, std::uint32_t offset, ColumnUnit unit);

}  // namespace plimsoll
