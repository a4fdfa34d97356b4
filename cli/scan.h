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
#include "engine/lint/lint.h"

namespace plimsoll {

// What a run is about, once command line and configuration were put together. Its configuration
// must outlive the report of the run.
struct Scan {
  LintRequest request;  // flags over configuration
  std::optional<ConfigFile> config = {};
  Discovery discovery = {};
  Project project = {};
  std::string error = {};  // why there can be no run; empty on success
  bool partial = false;    // whether inputs were taken out, since others are not of interest

  // Whether the configuration is wrong, so that nothing was looked for.
  bool misconfigured() const { return config && !config->config.errors.empty(); }
};

// Finds the configuration and the files. When the configuration is wrong (config->config.errors)
// nothing else is looked for.
Scan prepare_scan(const LintRequest& request, const Host& host);
// The same for other files, such as those of an earlier commit, under the configuration that
// `configured` has. What that names need not be among them.
Scan prepare_scan(const LintRequest& request, const Host& host, const Host& configured);

// Reads and checks what a scan is about, with these rules. REQUIRES: no error, and no errors in the
// configuration. Files that `parsed` has are not parsed; it may be null.
Report run_scan(Scan& scan, std::vector<const Rule*> rules, const Host& host,
                ParsedFiles* parsed = nullptr);

// What is wrong with a configuration, as a report of a run that saw nothing else. Takes its file.
Report report_config_errors(Config& config);
// The same of another file that steers a run.
Report report_errors(std::unique_ptr<const YamlFile> file, std::span<const ConfigError> errors);

}  // namespace plimsoll
