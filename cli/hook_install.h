#pragma once

#include <string>

#include "cli/exit_code.h"
#include "cli/host.h"

namespace plimsoll {

// Lets git call `plimsoll hook NAME`, after the hook that is there already. Installing twice
// changes nothing. Says what it did. kUnusable, with nothing changed, where it must not or cannot:
// a folder of hooks that other repositories share and a hook that another program manages want
// `force`.
ExitCode install_hook(const std::string& name, bool force, const Host& host);

// Undoes exactly what install_hook() did. Where there is nothing of ours it says so and is content;
// a hook of ours that was edited stays, which is kUnusable.
ExitCode uninstall_hook(const std::string& name, const Host& host);

}  // namespace plimsoll
