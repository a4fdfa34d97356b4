// The commands that set plimsoll up and are short: what they do is said elsewhere.

#include "cli/commands.h"
#include "cli/hook_install.h"

namespace plimsoll {

ExitCode run_hook(const Options& options, const Host& host) {
  return options.hook_verb == HookVerb::kInstall ? install_hook(options.hook, options.force, host)
                                                 : uninstall_hook(options.hook, host);
}

}  // namespace plimsoll
