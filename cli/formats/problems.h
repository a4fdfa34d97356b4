#pragma once

#include <string>
#include <vector>

#include "engine/lint/lint.h"

namespace plimsoll {

// Which path of a file to show: the one people typed, or the one that is the same everywhere.
enum class PathShown { kTyped, kReported };

// Something that could not be examined: why a run ends with exit code 2.
struct RunProblem {
  std::string path;           // as the user typed it; empty when the run as a whole is meant
  std::string reported_path;  // as machines are told
  std::string reason;         // without a final full stop
  Location location;          // without a source when the reason lies nowhere in particular
  bool reported = false;      // whether a finding says it already, at the same place
};

// The unreadable entries of the ledger, in its order; and when nothing of the input was there to be
// checked and that is an error (`exit_code` says so), that, which calls paths as `path` says.
std::vector<RunProblem> run_problems(const Report& report, int exit_code,
                                     PathShown path = PathShown::kReported);

}  // namespace plimsoll
