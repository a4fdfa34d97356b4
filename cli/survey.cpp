// Guesses from the layout of a repository what belongs to which environment.
//
//   rendered/prd/web.yaml, overlays/prd/          prd has the folder
//   argocd/prd.yaml                               prd has the file
//   charts/web/values-prd.yaml                    prd has values of its own for the chart
//   apps/web.yaml, an Application whose
//   valueFiles are [values-prd.yaml]              prd has the file
//
// The outermost folder that speaks of an environment decides. A name like shop-prd is an
// environment of its own where prd lies beside it, and otherwise a part of prd. What is not clear
// is left alone: files of no environment are linted all the same.

#include "cli/survey.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "cli/environment_names.h"
#include "cli/files.h"
#include "cli/reported_path.h"
#include "engine/kubernetes/argocd.h"
#include "engine/kubernetes/manifest.h"
#include "engine/text/concat.h"
#include "engine/text/utf8.h"
#include "engine/values/chart.h"

namespace plimsoll {
namespace {

constexpr std::array<std::string_view, 5> kForeignFolders = {
    "node_modules", "vendor", "third_party", "testdata", ".terraform"};

std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> names;
  while (true) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    names.emplace_back(path.substr(0, slash));
    if (slash == path.size()) return names;
    path.remove_prefix(slash + 1);
  }
}

std::string_view stem_of(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1);
  return path.substr(0, path.rfind('.'));
}

bool lies_in(std::string_view path, std::string_view folder) {
  return folder.empty() || (path.starts_with(folder) && path[folder.size()] == '/');
}

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// Whether a key stands at the top of a document, in YAML or JSON.
bool has_key(std::string_view text, std::string_view key) {
  return text.starts_with(concat(key, ":")) || has(text, concat("\n", key, ":")) ||
         has(text, concat("\"", key, "\""));
}

// Good enough to tell a manifest from Helm values and from the YAML of other programs.
bool looks_like_manifest(std::string_view text) {
  return has_key(text, "apiVersion") && has_key(text, "kind");
}

// The outermost folder on the way to a file that somebody else's files lie in, with a slash at its
// end. Empty when there is none.
std::string foreign_folder(const std::string& path) {
  for (std::size_t begin = 0;;) {
    const std::size_t slash = path.find('/', begin);
    if (slash == std::string::npos) return {};
    const std::string_view name = std::string_view(path).substr(begin, slash - begin);
    if (std::ranges::find(kForeignFolders, name) != kForeignFolders.end()) {
      return path.substr(0, slash + 1);
    }
    begin = slash + 1;
  }
}

// Something in a folder that speaks of an environment: a file, a folder, or the values of a chart.
struct Sign {
  std::string path;
  EnvironmentName environment;
  std::optional<std::size_t> chart;  // the one whose values they are
};

// The signs that lie beside each other, by the folder they lie in.
using Signs = std::map<std::string, std::vector<Sign>>;

// The environment that a sign stands for, beside the others. nullopt where that is too little.
std::optional<std::string> meant_by(const Sign& sign, const std::vector<Sign>& beside) {
  std::set<std::string> plain;
  std::set<std::string> named;
  bool certain = false;
  for (const Sign& one : beside) {
    const EnvironmentName& environment = one.environment;
    plain.insert(environment.plain);
    if (environment.name == environment.plain) named.insert(environment.plain);
    certain = certain || environment.certain;
  }
  if (!certain || (named.empty() && plain.size() < 2)) return std::nullopt;
  return named.contains(sign.environment.plain) ? sign.environment.name : sign.environment.plain;
}

class Surveyor {
 public:
  Surveyor(const std::string& folder, const Host& host) : folder_(folder), host_(host) {}

  Survey run() {
    FileRequest request;
    request.paths = {folder_};
    for (const Input& input : discover(request, host_.files, host_.git).inputs) {
      std::string path = relative_to(input.path, folder_);
      // No file could name another; and in patterns a backslash is something else.
      const bool writable = !find_text_fault(path) && path.find('\\') == std::string::npos;
      if (writable) paths_.push_back(std::move(path));
    }
    found_.files = paths_.size();
    find_charts();
    for (const std::string& path : paths_) look_at(path);
    for (const auto& [holder, signs] : signs_) settle(signs);
    for (const auto& [path, environment] : applications_) add_application(path, environment);
    return finish();
  }

 private:
  void find_charts() {
    std::vector<std::string> folders;
    for (const std::string& path : paths_) {
      if (path == "Chart.yaml" || path.ends_with("/Chart.yaml")) folders.push_back(folder_of(path));
    }
    for (const std::string& folder : folders) {
      const bool is_part = std::ranges::any_of(folders, [&](const std::string& other) {
        return lies_in(folder, other) && other != folder &&
               lies_in(folder, path_below(other, "charts"));
      });
      if (!is_part) found_.charts.push_back({.path = folder, .values = {}});
    }
  }

  // The chart that a file is part of.
  std::optional<std::size_t> chart_of(const std::string& path) const {
    std::optional<std::size_t> innermost;
    for (std::size_t i = 0; i < found_.charts.size(); ++i) {
      const std::string& folder = found_.charts[i].path;
      if (!lies_in(path, folder)) continue;
      if (!innermost || folder.size() > found_.charts[*innermost].path.size()) innermost = i;
    }
    // A chart at the top does not own the whole repository.
    if (innermost && found_.charts[*innermost].path.empty() && has(path, "/") &&
        !path.starts_with("charts/") && !path.starts_with("values/")) {
      return std::nullopt;
    }
    return innermost;
  }

  void look_at(const std::string& path) {
    const std::vector<std::string> names = split(path);
    std::string foreign = foreign_folder(path);
    if (!foreign.empty()) return leave_out(std::move(foreign), "written elsewhere");
    const std::string text = host_.files.read(join_path(folder_, path)).bytes;
    if (looks_like_manifest(text)) {
      if (is_template(path, text)) return leave_out(path, "a template, no YAML yet");
      const bool placed = place(names);
      if (has(text, "argoproj.io")) read_applications(path, text, placed);
    } else if (const auto chart = chart_of(path)) {
      look_into_chart(path, *chart);
    } else {
      look_at_values(path, names);
    }
  }

  void leave_out(std::string path, std::string why) {
    const bool known = std::ranges::any_of(
        found_.left_out, [&](const Survey::LeftOut& one) { return one.path == path; });
    if (!known) found_.left_out.push_back({std::move(path), std::move(why)});
  }

  static bool is_template(const std::string& path, const std::string& text) {
    if (!has(text, "{{") && !has(text, "{%") && !has(text, "<%")) return false;
    const auto file = parse_yaml(path, text);
    return std::ranges::any_of(file->documents,
                               [](const Document& one) { return one.unreadable(); });
  }

  // Finds the outermost folder, or else the file, that speaks of an environment.
  bool place(const std::vector<std::string>& names) {
    std::string holder;
    for (const std::string& name : names) {
      const bool is_file = &name == &names.back();
      const auto environment = environment_in(is_file ? stem_of(name) : std::string_view(name));
      std::string here = path_below(holder, name);
      if (environment) {
        add_sign(holder, {std::move(here), *environment, std::nullopt});
        return true;
      }
      holder = std::move(here);
    }
    return false;
  }

  void add_sign(const std::string& holder, Sign sign) {
    std::vector<Sign>& signs = signs_[holder];
    const bool known =
        std::ranges::any_of(signs, [&](const Sign& one) { return one.path == sign.path; });
    if (!known) signs.push_back(std::move(sign));
  }

  // `values-prd.yaml` beside the Chart.yaml, `values/prd.yaml`, `env/prd/values.yaml`.
  void look_into_chart(const std::string& path, std::size_t chart) {
    const std::string& folder = found_.charts[chart].path;
    const std::string below = folder.empty() ? path : path.substr(folder.size() + 1);
    std::vector<std::string> names = split(below);
    static constexpr std::array<std::string_view, 5> kOthers = {"templates", "crds", "charts", "ci",
                                                                "tests"};
    if (names.size() > 1 && std::ranges::find(kOthers, names.front()) != kOthers.end()) return;
    const std::string_view stem = without_values(stem_of(path));
    for (std::size_t i = 0; i + 1 < names.size(); ++i) {
      if (const auto environment = environment_in(names[i])) {
        if (!stem.empty()) return;
        return add_sign(folder, {path, *environment, chart});
      }
    }
    if (const auto environment = environment_in(stem)) {
      add_sign(folder, {path, *environment, chart});
    }
  }

  // Values that lie outside of their chart and have its name: `values/prd/web.yaml`,
  // `values/web-prd.yaml`, `envs/prd/web/values.yaml`.
  void look_at_values(const std::string& path, const std::vector<std::string>& names) {
    std::string_view stem = without_values(stem_of(path));
    std::optional<EnvironmentName> environment;
    for (std::size_t i = 0; i + 1 < names.size() && !environment; ++i) {
      environment = environment_in(names[i]);
    }
    if (!environment) {
      environment = environment_in(stem);
      if (!environment || environment->name == environment->plain) return;
      stem.remove_suffix(environment->plain.size() + 1);
      environment->name = environment->plain;
    } else if (stem.empty() && names.size() > 1) {
      stem = names[names.size() - 2];
    }
    const auto is_named = [&](const Survey::Chart& chart) { return file_name(chart.path) == stem; };
    if (std::ranges::count_if(found_.charts, is_named) != 1) return;
    const auto chart = std::ranges::find_if(found_.charts, is_named) - found_.charts.begin();
    add_sign(concat(chart, ":"), {path, *environment, static_cast<std::size_t>(chart)});
  }

  void read_applications(const std::string& path, const std::string& text, bool placed) {
    const auto file = parse_yaml(path, text);
    std::vector<Resource> resources;
    for (const Document& document : file->documents) append_resources(document, resources);
    std::set<std::string> environments;
    for (const Resource& resource : resources) {
      const auto application = argo_application_of(resource);
      if (!application) continue;
      for (const Node source : sources_of(*application)) mark_deployed(source);
      environments.insert(environment_of(*application));
    }
    if (!placed && environments.size() == 1 && !environments.begin()->empty()) {
      applications_.emplace_back(path, *environments.begin());
    }
  }

  void mark_deployed(Node source) {
    const auto path = normal_path(source["path"].text());
    if (!path || path->empty()) return;
    for (Survey::Chart& chart : found_.charts) {
      if (chart.path == *path || chart.path.ends_with(concat("/", *path))) chart.deployed = true;
    }
  }

  static std::string environment_of(const ArgoApplication& application) {
    std::set<std::string> found;
    for (const Node source : sources_of(application)) {
      for (const Node file : source["helm"]["valueFiles"]) {
        const auto environment = environment_in(without_values(stem_of(file.text())));
        if (environment) found.insert(environment->plain);
      }
    }
    if (found.size() == 1) return *found.begin();
    const auto environment = environment_in(application.name);
    return found.empty() && environment && environment->certain ? environment->plain : "";
  }

  std::vector<std::string>& manifests_of(const std::string& environment) {
    const auto known =
        std::ranges::find(found_.environments, environment, &Survey::Environment::name);
    if (known != found_.environments.end()) return known->manifests;
    found_.environments.push_back({.name = environment, .manifests = {}});
    return found_.environments.back().manifests;
  }

  // A chart with two files for one environment is left alone: which of them count is not known.
  void settle(const std::vector<Sign>& signs) {
    std::map<std::pair<std::size_t, std::string>, std::vector<std::string>> values;
    for (const Sign& sign : signs) {
      const auto environment = meant_by(sign, signs);
      if (!environment) continue;
      if (!sign.chart) {
        manifests_of(*environment).push_back(sign.path);
      } else if (!found_.charts[*sign.chart].deployed) {
        values[{*sign.chart, *environment}].push_back(sign.path);
      }
    }
    for (const auto& [key, files] : values) {
      if (files.size() > 1) continue;
      manifests_of(key.second);
      found_.charts[key.first].values.emplace(key.second, files.front());
    }
  }

  void add_application(const std::string& path, const std::string& environment) {
    manifests_of(environment).push_back(path);
  }

  Survey finish() {
    std::ranges::sort(found_.environments, comes_before, &Survey::Environment::name);
    for (Survey::Environment& one : found_.environments) std::ranges::sort(one.manifests);
    std::ranges::sort(found_.charts, {}, &Survey::Chart::path);
    std::ranges::sort(found_.left_out, {}, &Survey::LeftOut::path);
    return std::move(found_);
  }

  const std::string& folder_;
  const Host& host_;
  std::vector<std::string> paths_;
  Signs signs_;
  std::vector<std::pair<std::string, std::string>> applications_;  // file and environment
  Survey found_;
};

}  // namespace

Survey survey(const std::string& folder, const Host& host) {
  return Surveyor(folder, host).run();
}

}  // namespace plimsoll
