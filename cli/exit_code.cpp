// Exit codes are ordered: an answer that is incomplete outranks one that is bad.

#include "cli/exit_code.h"

#include <algorithm>

namespace plimsoll {

ExitCode worse(ExitCode a, ExitCode b) {
  return std::max(a, b);
}

}  // namespace plimsoll
