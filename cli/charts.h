#pragma once

#include <string>
#include <unordered_map>

#include "cli/file_system.h"

namespace plimsoll {

// Tells the files of Helm charts that are no manifests, by where they lie and never by what is in
// them: a manifest with `{{` in a string is no template.
class Charts {
 public:
  explicit Charts(const FileSystem& files) : files_(files) {}

  // Why the file is no manifest: "unrendered template of chart web" below `templates` beside a
  // Chart.yaml, "values of chart web" for values*.yaml beside one. Empty for everything else.
  // REQUIRES: path is canonical.
  std::string why_not_manifest(const std::string& path);

 private:
  bool is_chart(const std::string& folder);

  const FileSystem& files_;
  std::unordered_map<std::string, bool> charts_;
};

}  // namespace plimsoll
