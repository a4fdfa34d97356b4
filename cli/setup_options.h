#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "cli/options.h"

namespace plimsoll {

// The options of the commands that set plimsoll up, and what each makes of the words between them.
// See cli/options.cpp.
void add_hook_install_options(CLI::App& app, Options& options);
void add_hook_uninstall_options(CLI::App& app, Options& options);
void use_installed_hook(const std::vector<std::string>& words, Options& options);
void add_init_options(CLI::App& app, Options& options);
void use_init_words(const std::vector<std::string>& words, Options& options);

}  // namespace plimsoll
