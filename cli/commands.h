#pragma once

#include <string_view>

#include "cli/exit_code.h"
#include "cli/host.h"
#include "cli/options.h"
#include "engine/lint/ledger.h"

namespace plimsoll {

// The commands.
ExitCode run_lint(const Options& options, const Host& host);
ExitCode run_values(const Options& options, const Host& host);
ExitCode run_rules_command(const Options& options, const Host& host);
ExitCode run_explain(const Options& options, const Host& host);
ExitCode run_baseline(const Options& options, const Host& host);
ExitCode run_hook_install(const Options& options, const Host& host);
ExitCode run_hook_uninstall(const Options& options, const Host& host);
ExitCode run_init(const Options& options, const Host& host);
ExitCode run_config(const Options& options, const Host& host);
ExitCode run_hook(const Options& options, const Host& host);

// Writes `text` to standard output. kUnusable when that fails.
ExitCode print(std::string_view text, const Host& host);
// Writes "plimsoll: TEXT" to standard error. Returns kUnusable.
ExitCode complain(std::string_view text, const Host& host);
// Complains about each input that could not be examined. kClean when there is none.
ExitCode complain_unreadable(const Ledger& ledger, const Host& host);

}  // namespace plimsoll
