#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "cli/options.h"

namespace plimsoll {

// The options about files, charts, configuration and rules that several commands share. All throw
// UsageError (cli/option_parts.h) while the command line is parsed.

void add_config_options(CLI::App& app, ConfigRequest& config);
// Which rules, and what fails.
void add_choice_options(CLI::App& app, LintRequest& lint);
void add_chart_options(CLI::App& app, ChartOptions& chart);
// --baseline FILE, with a help text of the command's own.
void add_baseline_option(CLI::App& app, LintRequest& lint, const std::string& help);
// What is checked and with which rules: the two above, files, --chart, --select and the like.
void add_scan_options(CLI::App& app, LintRequest& lint);
// How it is reported, and what fails.
void add_report_options(CLI::App& app, LintRequest& lint);

// Takes the words of a command line for paths; without any, the chart that is named or the working
// folder. Throws UsageError for flags that do not go together.
void use_paths(std::vector<std::string> paths, LintRequest& lint);

// Makes sure that there is an output and that no two go to the same place. Throws UsageError.
void check_outputs(LintRequest& lint);

}  // namespace plimsoll
