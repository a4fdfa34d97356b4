#pragma once

#include <string>

#include "engine/lint/lint.h"

namespace plimsoll {

// What a run took, part by part and rule by rule, the slowest rule first. Rules that were never
// asked are left out. REQUIRES: the report was measured (LintOptions::timed).
// `before` and `after` are what was done around the engine's part.
std::string format_timings(const Report& report, const Phase& before, const Phase& after);

}  // namespace plimsoll
