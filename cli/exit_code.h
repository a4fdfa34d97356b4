#pragma once

namespace plimsoll {

// What the process ends with. The same for every format; where several apply, the highest.
enum class ExitCode : int {
  kClean = 0,     // nothing at or above --fail-on
  kFindings = 1,  // something is
  kUnusable = 2,  // usage, configuration, or input that could not be examined
  kInternal = 3,  // a defect of plimsoll
};

// The code of a run in which both applied.
ExitCode worse(ExitCode a, ExitCode b);

}  // namespace plimsoll
