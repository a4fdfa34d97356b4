#pragma once

#include <chrono>
#include <string>

#include "engine/lint/lint.h"

namespace plimsoll {

// Whether any input was examined: an object, or what ought to be one. "Nothing" is an empty folder,
// files without a manifest, or an empty standard input.
bool examined_anything(const Report& report);

// The line that closes a run for people: what was looked at and what was found.
//
//   12 files, 40 resources, 31 rules: 3 errors, 1 suppressed; 8 known (baseline); 2 excluded (0.02
//   s)
std::string summarize(const Report& report, std::chrono::duration<double> time, bool color);

// What became of every path, one a line: what it was taken as, or why it was not checked.
//
//   checked     chart/values.yaml: values of web (dev, prd)
//   checked     rendered/web.yaml: 3 resources
//   excluded    chart/templates/web.yaml: unrendered template of chart web
std::string list_files(const Ledger& ledger);

}  // namespace plimsoll
