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
//   12 files, 40 resources: 3 errors, 1 warning; 2 unreadable, 5 excluded (0.02 s)
std::string summarize(const Report& report, std::chrono::duration<double> time, bool color);

// What would be read and what not, one path a line with its reason.
std::string list_files(const std::vector<Input>& inputs, const std::vector<LedgerEntry>& left_out);

}  // namespace plimsoll
