// Finding .plimsoll.yaml, and holding what it names against the files that are there: a pattern
// that matches nothing is a gate that checks nothing.

#include "cli/config_file.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "cli/config_chain.h"
#include "cli/formats/escape.h"
#include "cli/repositories.h"
#include "engine/kubernetes/pointing.h"
#include "engine/text/concat.h"
#include "engine/text/glob.h"
#include "engine/yaml/scalar.h"

namespace plimsoll {
namespace {

constexpr const char* kName = ".plimsoll.yaml";
constexpr const char* kMisnamed = ".plimsoll.yml";
constexpr std::string_view kWildcards = "*?[{";
// More than any repository has that is linted; what lies beyond is not matched by patterns.
constexpr std::size_t kMostEntries = 500'000;

// The path of the .plimsoll.yaml above the working folder, as people are told and in truth.
struct Found {
  std::string path;
  std::string real;
};

// A file that its author takes for one, or that shows what lies outside of the repository, is an
// error.
std::optional<Found> look_upwards(const std::string& here, const std::string& root,
                                  const FileSystem& files, std::string& error) {
  std::string climbed;
  for (std::string folder = here;; folder = parent_folder(folder)) {
    std::string real = join_path(folder, kName);
    const FileType type = files.status(real).type;
    const bool leads_out =
        type == FileType::kRegular && !root.empty() && !is_within(files.canonical(real), root);
    if (leads_out) {
      error = concat("the configuration ", visible(climbed + kName),
                     " is a symlink that leaves the repository: only --config may go there");
      return std::nullopt;
    }
    if (type != FileType::kMissing) return Found{climbed + kName, real};
    if (files.status(join_path(folder, kMisnamed)).type != FileType::kMissing) {
      error = concat("the configuration ", visible(climbed + kMisnamed),
                     " is not read under this name: call it ", kName);
      return std::nullopt;
    }
    if (root.empty() || folder == root || folder == "/") return std::nullopt;
    climbed += "../";
  }
}

// What the last file of the chain that says so says.
bool wants_repository(const std::vector<ConfigText>& texts) {
  bool wanted = false;
  for (const ConfigText& text : texts) {
    if (!text.errors.empty()) return false;
    if (const Node node = text.root()["repository-config"]) {
      wanted = as_bool(node).value_or(false);
    }
  }
  return wanted;
}

// Puts the files of the repository below those that the command line gave.
std::vector<ConfigText> below(std::vector<ConfigText> central, std::vector<ConfigText> own) {
  for (ConfigText& text : own) text.of_repository = true;
  std::ranges::move(central, std::back_inserter(own));
  return own;
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
    for (const ConfigLayer& layer : config_.layers) {
      check_charts(layer.root);
      if (!layer.has_paths) continue;
      check_patterns(layer.root["include"]);
      check_patterns(layer.root["exclude"]);
      for (const Node one : layer.root["environments"]) check_patterns(one["manifests"]);
    }
  }

 private:
  void check_charts(Node root) {
    for (const Node chart : root["charts"]) {
      check_chart(chart["path"]);
      check_patterns(chart["values"]);
      for (const Node one : chart["environments"]) check_patterns(one["values"]);
      for (const Node one : chart["releases"]) check_patterns(one["from"]);
    }
  }

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

}  // namespace

std::optional<ConfigFile> find_config(const ConfigRequest& request, const Host& host,
                                      std::string& error) {
  if (request.none) return std::nullopt;
  const FileSystem& files = host.files;
  Repositories repositories(files, host.git);
  const std::string here = files.canonical(".");
  const std::string root = repositories.root_of(here);
  ConfigFile file{.path = request.file, .folder = {}, .config = {}};
  std::vector<ConfigText> texts;
  bool reads_found = request.file.empty();
  if (!reads_found) {
    const std::string real = host.named_files().canonical(request.file);
    texts = read_config_chain(request.file, real, {.from_command_line = true}, host.named_files(),
                              repositories, error);
    if (!error.empty()) return std::nullopt;
    reads_found = wants_repository(texts);
    file.folder = parent_folder(real);
  }
  if (reads_found) {
    const auto found = look_upwards(here, root, files, error);
    if (!error.empty()) return std::nullopt;
    if (!found && texts.empty()) return std::nullopt;
    file.folder = found ? parent_folder(found->real) : root.empty() ? here : root;
    if (found) {
      const ConfigTrust trust{.root = root.empty() ? file.folder : root};
      auto own = read_config_chain(found->path, found->real, trust, files, repositories, error);
      if (!error.empty()) return std::nullopt;
      own.back().has_paths = true;
      if (file.path.empty()) file.path = found->path;
      texts = texts.empty() ? std::move(own) : below(std::move(texts), std::move(own));
    }
  } else {
    texts.back().has_paths = true;
  }
  file.config = make_config(std::move(texts));
  return file;
}

void check_config_paths(ConfigFile& file, const FileSystem& files) {
  if (!file.config.errors.empty()) return;
  PathChecker(file, files).check();
  std::ranges::stable_sort(file.config.errors, {},
                           [](const ConfigError& error) { return error.location.span.begin; });
}

void apply_config(const ConfigFile& file, LintRequest& request) {
  const Config& config = file.config;
  if (!request.fail_on) request.fail_on = parse_severity(config.fail_on);
  request.report_only = request.report_only || config.report_only.value_or(false);
  request.allow_empty = request.allow_empty || config.allow_empty.value_or(false);
  if (request.baseline.empty() && !config.baseline.empty()) {
    request.baseline = join_path(file.folder, config.baseline);
  }
  request.files.config_folder = file.folder;
  request.files.config_include = config.include;
  request.files.config_exclude = config.exclude;
}

}  // namespace plimsoll
