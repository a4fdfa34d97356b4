// From the command line to a command, and from whatever goes wrong to an exit code.

#include "cli/run.h"

#include <exception>
#include <new>
#include <ostream>

#include "cli/commands.h"
#include "cli/formats/escape.h"
#include "cli/options.h"

namespace plimsoll {
namespace {

ExitCode dispatch(std::vector<std::string> arguments, const Host& host) {
  const Options options = parse_options(std::move(arguments), host.hardware_threads);
  switch (options.command) {
    case Command::kPrint:
      return print(options.text, host);
    case Command::kUsageError:
      return complain(options.text, host);
    case Command::kRules:
      return run_rules_command(options, host);
    case Command::kExplain:
      return run_explain(options, host);
    case Command::kValues:
      return run_values(options, host);
    case Command::kBaseline:
      return run_baseline(options, host);
    case Command::kHookInstall:
      return run_hook_install(options, host);
    case Command::kHookUninstall:
      return run_hook_uninstall(options, host);
    case Command::kInit:
      return run_init(options, host);
    case Command::kConfig:
      return run_config(options, host);
    case Command::kHook:
      return run_hook(options, host);
    case Command::kLint:
      return run_lint(options, host);
  }
  return ExitCode::kInternal;
}

}  // namespace

int run(std::vector<std::string> arguments, const Host& host) {
  try {
    return static_cast<int>(dispatch(std::move(arguments), host));
  } catch (const std::bad_alloc&) {
    host.err << "plimsoll: internal error: out of memory\n" << std::flush;
  } catch (const std::exception& error) {
    host.err << "plimsoll: internal error: " << visible(error.what()) << '\n' << std::flush;
  }
  return static_cast<int>(ExitCode::kInternal);
}

}  // namespace plimsoll
