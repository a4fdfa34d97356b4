#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/formats/problems.h"
#include "engine/lint/lint.h"

namespace plimsoll {

// Words that several formats share. All are fit to be printed (escape.h).

// "deploy/web.yaml:12:11", the column in code points. Fit to begin a line of a log: never with
// `::`, which some logs take for a command.
std::string place_label(const Location& location, PathShown path);

// The same of what could not be examined: as much of it as is known, at least "plimsoll".
std::string place_label(const RunProblem& problem, PathShown path);

// "deploy/web.yaml:12:11: error: limit of 1Gi is below the request of 2Gi [limit-below-request]".
std::string finding_line(const Finding& finding, PathShown path);

// "deploy/gone.yaml: error: no such file".
std::string problem_line(const RunProblem& problem, PathShown path);

// "Deployment/prod/web (container web), Pod/two of dev, prd"; empty for findings about text.
std::string subjects_label(const std::vector<Subject>& subjects);

// "1 file", "2 files".
std::string counted(std::size_t count, std::string_view noun);

// "3 errors, 1 warning", or "no findings".
std::string findings_label(const std::vector<Finding>& findings, bool color = false);

// ", 1 suppressed; 8 known (baseline)"; empty when no finding was set apart.
std::string covered_label(const Report& report);

// "2 unreadable, 5 excluded, 3 without objects"; empty when everything was checked.
std::string not_checked_label(const Ledger& ledger);

}  // namespace plimsoll
