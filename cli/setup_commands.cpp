// The commands that set plimsoll up and are short: what they do is said elsewhere.

#include "cli/commands.h"
#include "cli/hook_install.h"

namespace plimsoll {

ExitCode run_hook_install(const Options& options, const Host& host) {
  return install_hook(options.hook, options.force, host);
}

ExitCode run_hook_uninstall(const Options& options, const Host& host) {
  return uninstall_hook(options.hook, host);
}

}  // namespace plimsoll
