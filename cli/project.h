#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/options.h"
#include "engine/config/config.h"
#include "engine/lint/lint.h"

namespace plimsoll {

// What the files of a scan are to each other: which belong to which environment, which are values,
// and of which charts.
struct Project {
  std::vector<EnvironmentRequest> environments;
  std::vector<ChartRequest> charts;
  std::vector<std::string> wanted;  // files that charts name and that are none of the inputs
  std::string error;  // what is wrong with what the command line asks for; empty on success
};

// Sorts the inputs of a scan. `config` may be null; `config_folder` is its folder, and
// `chart_folder` the chart named by `chart`, both as reported paths ("" is the root). Inputs of
// other environments than the one asked for are moved to `left_out`. Charts that nobody named are
// found by their Chart.yaml. `config` must outlive the result.
Project make_project(const Config* config, std::string_view config_folder,
                     const ChartOptions& chart, const std::vector<std::string>& chart_values,
                     std::string_view chart_folder, std::vector<Input>& inputs,
                     std::vector<LedgerEntry>& left_out);

}  // namespace plimsoll
