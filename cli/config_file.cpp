// Finding .plimsoll.yaml, and holding what it names against the files that are there: a pattern
// that matches nothing is a gate that checks nothing.

#include "cli/config_file.h"

#include <algorithm>
#include <utility>

#include "cli/formats/escape.h"
#include "cli/repositories.h"
#include "engine/kubernetes/pointing.h"
#include "engine/text/concat.h"
#include "engine/text/glob.h"

namespace plimsoll {
namespace {

constexpr const char* kName = ".plimsoll.yaml";
constexpr std::string_view kWildcards = "*?[{";
// More than any repository has that is linted; what lies beyond is not matched by patterns.
constexpr std::size_t kMostEntries = 500'000;

std::optional<ConfigFile> load(const std::string& path, const std::string& real,
                               const FileSystem& files, Repositories& repositories,
                               std::string& error) {
  const FileStatus status = files.status(path);
  if (status.type != FileType::kRegular) {
    error = concat("the configuration ", visible(path), " cannot be read: ",
                   status.error.empty() ? std::string("is no file") : status.error);
    return std::nullopt;
  }
  ReadResult read = files.read(path);
  if (!read.error.empty()) {
    error = concat("the configuration ", visible(path), " cannot be read: ", read.error);
    return std::nullopt;
  }
  std::string folder = parent_folder(real);
  const std::string& root = repositories.root_of(folder);
  std::string reported = root.empty() ? file_name(real) : relative_to(real, root);
  return ConfigFile{.path = path,
                    .folder = std::move(folder),
                    .config = read_config(path, std::move(reported), std::move(read.bytes))};
}

// The folders and files below one folder, by their paths from it, once somebody asks.
class Below {
 public:
  Below(std::string folder, const FileSystem& files) : folder_(std::move(folder)), files_(files) {}

  bool has_match(std::string_view pattern) {
    if (pattern.find_first_of(kWildcards) == std::string_view::npos) {
      const std::string path = join_path(folder_, std::string(pattern));
      if (files_.status(path).type != FileType::kMissing) return true;
      if (pattern.find('/') != std::string_view::npos) return false;
    }
    if (!listed_) add(folder_, "");
    listed_ = true;
    const Glob glob = Glob::for_paths(pattern);
    return std::ranges::any_of(paths_, [&](const std::string& path) { return glob.matches(path); });
  }

 private:
  void add(const std::string& folder, const std::string& prefix) {
    for (const FolderEntry& entry : files_.list(folder).entries) {
      if (entry.name == ".git" || paths_.size() == kMostEntries) continue;
      paths_.push_back(prefix + entry.name);
      if (entry.type == FileType::kFolder) {
        add(join_path(folder, entry.name), prefix + entry.name + "/");
      }
    }
  }

  std::string folder_;
  const FileSystem& files_;
  bool listed_ = false;
  std::vector<std::string> paths_;
};

class PathChecker {
 public:
  PathChecker(ConfigFile& file, const FileSystem& files)
      : files_(files), below_(file.folder, files), folder_(file.folder), config_(file.config) {}

  void check() {
    const Node root = config_.file->documents[0].root;
    check_patterns(root["include"]);
    check_patterns(root["exclude"]);
    for (const Node environment : root["environments"]) check_patterns(environment["manifests"]);
    for (const Node chart : root["charts"]) {
      check_chart(chart["path"]);
      check_patterns(chart["values"]);
      for (const Node one : chart["environments"]) check_patterns(one["values"]);
      for (const Node one : chart["releases"]) check_patterns(one["from"]);
    }
  }

 private:
  void check_patterns(Node node) {
    if (node.is_scalar()) check_pattern(node);
    for (const Node item : node) check_pattern(item);
  }

  void check_pattern(Node node) {
    if (!Glob::for_paths(node.text()).valid()) {
      config_.errors.push_back({point_at(node), concat(node.text(), " is no pattern")});
    } else if (!below_.has_match(node.text())) {
      config_.errors.push_back({point_at(node), concat("nothing is at ", node.text())});
    }
  }

  void check_chart(Node node) {
    const std::string folder = join_path(folder_, std::string(node.text()));
    if (files_.status(join_path(folder, "Chart.yaml")).type == FileType::kRegular) return;
    config_.errors.push_back({point_at(node), concat("no Chart.yaml is in ", node.text())});
  }

  const FileSystem& files_;
  Below below_;
  const std::string& folder_;
  Config& config_;
};

void append(std::vector<std::string>& list, const std::vector<std::string>& more) {
  list.insert(list.end(), more.begin(), more.end());
}

}  // namespace

std::optional<ConfigFile> find_config(const ConfigRequest& request, const FileSystem& files,
                                      const Git& git, std::string& error) {
  if (request.none) return std::nullopt;
  Repositories repositories(files, git);
  if (!request.file.empty()) {
    return load(request.file, files.canonical(request.file), files, repositories, error);
  }
  const std::string here = files.canonical(".");
  const std::string root = repositories.root_of(here);
  std::string climbed;
  for (std::string folder = here;; folder = parent_folder(folder)) {
    const std::string real = join_path(folder, kName);
    if (files.status(real).type != FileType::kMissing) {
      return load(climbed + kName, real, files, repositories, error);
    }
    if (root.empty() || folder == root || folder == "/") return std::nullopt;
    climbed += "../";
  }
}

void check_config_paths(ConfigFile& file, const FileSystem& files) {
  if (!file.config.errors.empty() || file.config.file->documents.empty()) return;
  PathChecker(file, files).check();
  std::ranges::stable_sort(file.config.errors, {},
                           [](const ConfigError& error) { return error.location.span.begin; });
}

void apply_config(const ConfigFile& file, LintRequest& request) {
  const Config& config = file.config;
  if (request.select.empty()) request.select = config.select;
  append(request.ignore, config.ignore);
  if (!request.fail_on) request.fail_on = parse_severity(config.fail_on);
  request.report_only = request.report_only || config.report_only.value_or(false);
  request.allow_empty = request.allow_empty || config.allow_empty.value_or(false);
  request.files.config_folder = file.folder;
  request.files.config_include = config.include;
  request.files.config_exclude = config.exclude;
}

}  // namespace plimsoll
