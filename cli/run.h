#pragma once

#include <string>
#include <vector>

#include "cli/host.h"

namespace plimsoll {

// Runs the program with `arguments` (without its name) and returns its exit code
// (cli/exit_code.h). Throws nothing.
int run(std::vector<std::string> arguments, const Host& host);

}  // namespace plimsoll
