#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/config_file.h"
#include "cli/files.h"
#include "cli/host.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/selection.h"
#include "engine/lint/lint.h"

namespace plimsoll {

// What a run is about, once command line and configuration were put together. Its configuration
// must outlive the report of the run.
struct Scan {
  LintRequest request;  // flags over configuration
  std::optional<ConfigFile> config = {};
  Selection selection = {};  // of rules; of the command line's alone while misconfigured
  Discovery discovery = {};
  Project project = {};
  std::string error = {};  // why there can be no run; empty on success

  // Whether the configuration is wrong, so that nothing was looked for.
  bool misconfigured() const { return config && !config->config.errors.empty(); }
};

// Finds the configuration and chooses the rules; the files are not looked for.
Scan configure(const LintRequest& request, const Host& host);

// Finds the configuration and the files. When the configuration is wrong (config->config.errors)
// nothing else is looked for.
Scan prepare_scan(const LintRequest& request, const Host& host);

// Reads and checks what a scan is about, with these rules. REQUIRES: no error, and no errors in the
// configuration.
Report run_scan(Scan& scan, std::vector<const Rule*> rules, const Host& host);

// What is wrong with a configuration, as a report of a run that saw nothing else. Takes its files.
Report report_config_errors(Config& config);
// The same of other files that steer a run. REQUIRES: each error is in one of the files.
Report report_errors(std::vector<std::unique_ptr<const YamlFile>> files,
                     std::span<const ConfigError> errors);
Report report_errors(std::unique_ptr<const YamlFile> file, std::span<const ConfigError> errors);

}  // namespace plimsoll
