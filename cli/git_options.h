#pragma once

#include <CLI/CLI.hpp>

#include "cli/options.h"

namespace plimsoll {

// --git, --staged and --new-since. Throws UsageError (cli/option_parts.h).
void add_git_options(CLI::App& app, GitRequest& git);

// What of them excludes each other. Throws UsageError.
void check_git(const GitRequest& git);

// The options and words of `plimsoll hook`.
void add_hook_options(CLI::App& app, Options& options);
void use_hook_words(const std::vector<std::string>& words, Options& options);

}  // namespace plimsoll
