#pragma once

#include <string>

#include "cli/exit_code.h"
#include "cli/host.h"

namespace plimsoll {

// `plimsoll init`: writes a .plimsoll.yaml into `folder` for what lies below it, and says what it
// found. Never replaces a file unless `force`; a file is written whole or not at all.
ExitCode init_configuration(const std::string& folder, bool force, const Host& host);

}  // namespace plimsoll
