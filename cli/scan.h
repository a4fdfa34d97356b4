#pragma once

#include <functional>
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
  bool partial = false;    // whether inputs were taken out, since others are not of interest

  // Whether the configuration is wrong, so that nothing was looked for.
  bool misconfigured() const { return config && !config->config.errors.empty(); }
};

// Finds the configuration and chooses the rules; the files are not looked for.
Scan configure(const LintRequest& request, const Host& host);

// Finds the configuration and the files. When the configuration is wrong (config->config.errors)
// nothing else is looked for.
Scan prepare_scan(const LintRequest& request, const Host& host);
// The same for other files, such as those of an earlier commit, under the configuration that
// `configured` has. What that names need not be among them.
Scan prepare_scan(const LintRequest& request, const Host& host, const Host& configured);

// Reads and checks what a scan is about, with these rules. Files that `parsed` has are not parsed;
// it may be null. `progress` is told how many of how many files are read, on any thread. REQUIRES:
// no error, and no errors in the configuration.
Report run_scan(Scan& scan, std::vector<const Rule*> rules, const Host& host,
                ParsedFiles* parsed = nullptr,
                std::function<void(std::size_t, std::size_t)> progress = {});

// The same with a line on standard error about how far it is, for whoever waits in front of it.
Report scan_with_progress(Scan& scan, std::vector<const Rule*> rules, const Host& host,
                          ParsedFiles* parsed = nullptr);

// What is wrong with a configuration, as a report of a run that saw nothing else. Takes its files.
Report report_config_errors(Config& config);
// The same of other files that steer a run. REQUIRES: each error is in one of the files.
Report report_errors(std::vector<std::unique_ptr<const YamlFile>> files,
                     std::span<const ConfigError> errors);
Report report_errors(std::unique_ptr<const YamlFile> file, std::span<const ConfigError> errors);

}  // namespace plimsoll
