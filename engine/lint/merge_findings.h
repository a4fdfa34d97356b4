#pragma once

#include <vector>

#include "engine/lint/finding.h"

namespace plimsoll {

// Puts findings into their order and makes one of those that are one:
//
//   * equal bytes and rule: the place is reported once, with every object and environment;
//   * a value and the manifest it was rendered into: reported at the value, where a human edits,
//     with the manifest as a related place.
void merge_findings(std::vector<Finding>& findings);

}  // namespace plimsoll
