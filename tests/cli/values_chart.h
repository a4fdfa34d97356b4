#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/values_report.h"
#include "engine/values/deployed_chart.h"
#include "engine/values/release.h"

namespace plimsoll::test {

// The releases of a chart in memory.
class Chart {
 public:
  explicit Chart(std::string folder = "") { request_.path = std::move(folder); }

  Chart& file(const std::string& path, const std::string& text) {
    files_.push_back(parse_yaml(path, path, text));
    if (!path.ends_with("values.yaml") && !path.ends_with("Chart.yaml")) {
      request_.values.push_back(path);
    }
    return *this;
  }
  Chart& set(const std::string& text) {
    request_.set.push_back({SetMode::kSet, text});
    return *this;
  }
  Chart& block(const std::string& path, std::vector<std::string> merge) {
    mapping_.environment = path;
    mapping_.merge = std::move(merge);
    return *this;
  }
  Chart& environments(std::vector<std::string> names) {
    names_ = std::move(names);
    return *this;
  }

  const std::vector<const Release*>& releases() {
    std::vector<EnvironmentRequest> environments;
    for (const std::string& name : names_) environments.push_back({name, name});
    requests_ = {request_};
    if (!mapping_.environment.empty()) requests_[0].mapping = &mapping_;
    index_ = std::make_unique<FileIndex>(files_);
    made_ = make_releases(requests_, environments, {}, *index_);
    REQUIRE(made_.problems.empty());
    shown_.clear();
    for (const Release& release : made_.releases) shown_.push_back(&release);
    return shown_;
  }
  std::string yaml(const ValuesPresentation& presentation = {.width = 0}) {
    return format_values(releases(), presentation);
  }

 private:
  std::vector<std::unique_ptr<const YamlFile>> files_;
  ConfigMapping mapping_;
  ChartRequest request_;
  std::vector<ChartRequest> requests_;
  std::vector<std::string> names_ = {"prd"};
  std::unique_ptr<FileIndex> index_;
  Releases made_;
  std::vector<const Release*> shown_;
};

// Without the comments above the values.
inline std::string body(const std::string& text) {
  std::size_t from = 0;
  while (from < text.size() && text[from] == '#') from = text.find('\n', from) + 1;
  return text.substr(from);
}

}  // namespace plimsoll::test
