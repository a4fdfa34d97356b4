#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/config/config_keys.h"
#include "engine/lint/comparison.h"
#include "engine/yaml/parse.h"

namespace plimsoll {

// The version of baseline files that this program writes, and the only one it reads.
inline constexpr int kBaselineVersion = 1;

// A file of findings that are known, read. When there are errors the rest is not to be used.
struct Baseline {
  std::unique_ptr<const YamlFile> file;  // what the errors point into
  std::vector<KnownFinding> entries;
  std::vector<ConfigError> errors;
};

// Reads `{"version": 1, "findings": [{"path": ..., "rule": ..., "count": 1, "environment": ...,
// "about": ..., "identity": ...}]}`, in which everything but rule, path and identity may be left
// out of a finding. `reported_path` is what machines are told; see SourceFile.
Baseline read_baseline(std::string path, std::string reported_path, std::string bytes);

}  // namespace plimsoll
