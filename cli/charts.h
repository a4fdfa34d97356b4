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

  // Why only Helm can read the file: "unrendered template of chart web" below `templates` beside a
  // Chart.yaml. Empty for everything else. REQUIRES: path is canonical.
  std::string why_unreadable(const std::string& path);
  // Whether the file is values*.yaml beside a Chart.yaml. REQUIRES: path is canonical.
  bool is_values(const std::string& path);

 private:
  bool is_chart(const std::string& folder);

  const FileSystem& files_;
  std::unordered_map<std::string, bool> charts_;
};

}  // namespace plimsoll
