#pragma once

#include <cstdint>
#include <optional>

#include "engine/values/set_syntax.h"
#include "engine/values/slot.h"

namespace plimsoll {

// Does to `values` (the mapping of all values files) what a flag says, as strvals does it: lists
// are grown with nulls, and a chart's defaults are not there yet to be edited (M-10). `layer` is
// the flag's. `budget` is how many values may still be made. An error leaves `values` as far as it
// came.
std::optional<SetError> assign(Slot& values, const Assignment& assignment, std::uint32_t layer,
                               std::size_t& budget);

// A node and what is below it, aliases followed. Takes what it makes from `budget`, and stops
// there.
Slot slot_of(Node node, std::uint32_t layer, std::size_t& budget);

}  // namespace plimsoll
