// From charts, project files and Applications to releases.
//
// What is deployed from a chart is not the chart's values.yaml but a release: that file, under the
// files, flags and project entries of one service in one environment. Each is merged and lifted on
// its own, so that a finding can say which of them led there:
//
//   values.yaml < values/web.yaml < the entry `web` of projects/shop.yaml < environments.prd
//
// Files are found among the inputs by their reported path; one that is not there is a problem,
// never an empty layer.

#include "engine/values/release.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/kubernetes/manifest.h"
#include "engine/kubernetes/pointing.h"
#include "engine/text/concat.h"
#include "engine/values/chart.h"
#include "engine/values/convention.h"
#include "engine/values/deployed_chart.h"
#include "engine/values/project_file.h"
#include "engine/yaml/scalar.h"

namespace plimsoll {
namespace {

// The project files that have a list of releases for some environment.
using ListedFiles = std::set<std::pair<const ConfigReleases*, std::string>>;

// A flag as people may see it. What stands behind its first `=` may be secret, and a flag without
// one, such as an object of --set-json, may be all value.
std::string flag_name(const SetRequest& flag) {
  static constexpr std::string_view kNames[] = {"--set-json", "--set", "--set-string", "--set-file",
                                                "--set-literal"};
  const std::string name(kNames[static_cast<std::size_t>(flag.mode)]);
  const std::size_t equals = flag.text.find('=');
  const bool has_key = equals != std::string::npos && flag.text[0] != '{';
  return has_key ? concat(name, " ", std::string_view(flag.text).substr(0, equals)) : name;
}

// The most charts within one: more than any has, and few enough to be read at once.
constexpr std::size_t kMostCharts = 1000;

// Makes the releases of one chart in one environment.
class Maker {
 public:
  Maker(const ChartRequest& chart, const EnvironmentRequest& environment,
        const std::vector<DeployedChart>& deployed, const FileIndex& files, ListedFiles& listed,
        Releases& out)
      : chart_(chart),
        environment_(environment),
        deployed_(deployed),
        files_(files),
        listed_(listed),
        out_(out) {}

  void make() {
    if (!chart_.releases.empty()) {
      for (const ConfigReleases& list : chart_.releases) make_listed(list);
      return;
    }
    const bool bare = chart_.values.empty() && chart_.set.empty() && chart_.environments.empty();
    if (bare && make_deployed()) return;
    Release release = start(chart_name(chart_.path, files_));
    std::vector<ValuesLayer> layers;
    add_common(release, layers);
    finish(std::move(release), std::move(layers));
  }

  void make_one(const DeployedChart& deployed) {
    Release release = start(deployed.name);
    SourceLayers source = source_layers(deployed, files_);
    release.files = std::move(source.files);
    release.files.push_back(deployed.source.source().reported_path());
    release.missing = std::move(source.missing);
    release.owned = std::move(source.owned);
    for (ReleaseProblem& wrong : source.problems) out_.problems.push_back(std::move(wrong));
    finish(std::move(release), std::move(source.layers));
  }

 private:
  Release start(std::string name) {
    Release release;
    release.name = std::move(name);
    release.environment = environment_.name;
    release.chart = chart_.path;
    release.mapping = chart_.mapping;
    return release;
  }

  void problem(Location location, std::string path, std::string message) {
    out_.problems.push_back({location, std::move(path), std::move(message)});
  }

  // `named` is where the file is named; missing when it is named in no file.
  void add_file(const std::string& path, Node named, Release& release,
                std::vector<ValuesLayer>& layers) {
    ValuesLayer layer{.name = path, .kind = LayerKind::kFile};
    if (const YamlFile* const file = files_.find(path)) {
      release.files.push_back(path);
      for (const Document& document : file->documents) layer.roots.push_back(document.root);
    } else if (named.exists()) {
      release.missing.push_back({named, path, files_.beside(path)});
    } else {
      problem({}, path, "the values file is not there");
    }
    layers.push_back(std::move(layer));
  }

  void add_flags(const std::vector<SetRequest>& flags, std::vector<ValuesLayer>& layers) {
    for (const SetRequest& flag : flags) {
      const std::string name = flag_name(flag);
      SetFlag parsed = parse_set(flag.mode, flag.text);
      if (parsed.error) problem({}, name, parsed.error->reason);
      for (Assignment& assignment : parsed.assignments) {
        if (assignment.value.kind != SetValue::Kind::kFile) continue;
        const auto content = flag.files.find(assignment.value.text);
        assignment.value.resolve_file(content == flag.files.end() ? "" : content->second);
      }
      layers.push_back(
          {.name = name, .kind = LayerKind::kFlag, .assignments = std::move(parsed.assignments)});
    }
  }

  void add_common(Release& release, std::vector<ValuesLayer>& layers) {
    for (const std::string& path : chart_.values) add_file(path, {}, release, layers);
    const auto own =
        std::ranges::find(chart_.environments, environment_.name, &ChartRequest::Environment::name);
    const bool differs = own != chart_.environments.end();
    if (differs) {
      for (const std::string& path : own->values) add_file(path, {}, release, layers);
    }
    add_flags(chart_.set, layers);
    if (differs) add_flags(own->set, layers);
  }

  // The releases that Applications make of the chart. False when there are none.
  bool make_deployed() {
    bool any = false;
    for (const DeployedChart& one : deployed_) {
      if (one.chart != chart_.path || one.environment != environment_.name) continue;
      any = true;
      make_one(one);
    }
    return any;
  }

  void make_listed(const ConfigReleases& list) {
    const auto& only = list.environments;
    if (!only.empty() && std::ranges::find(only, environment_.name) == only.end()) return;
    for (const std::string& path : list.from) {
      const YamlFile* const project = files_.find(path);
      if (project == nullptr || project->documents.empty()) {
        problem(point_at(list.node["from"]), path,
                concat("the project file ", path, " is not there, or empty"));
        continue;
      }
      const Node root = project->documents[0].root;
      const std::string at = expand(list.list, "env", environment_.variable);
      const bool here = value_at(root, at).exists();
      // An environment that the configuration names for this file is not passed over.
      if (!only.empty() && !here) {
        problem(point_at(list.node["list"]), path, concat("there is no list ", at, " in ", path));
      }
      if (here) listed_.insert({&list, path});
      for (const Node entry : value_at(root, at)) {
        make_entry(list, path, root, entry);
      }
    }
  }

  void make_entry(const ConfigReleases& list, const std::string& path, Node root, Node entry) {
    const auto name = as_string(entry["name"]);
    if (!name) return problem(point_at(entry), "", "the entry has no name");
    Release release = start(std::string(*name));
    std::vector<ValuesLayer> layers;
    for (const std::string& file : list.values) {
      const std::string named = expand(expand(file, "name", *name), "env", environment_.variable);
      add_file(path_below(chart_.path, named), entry["name"], release, layers);
    }
    add_common(release, layers);
    release.files.push_back(path);
    ProjectLayer project = project_layer(list, path, root, entry, environment_.variable);
    release.owned.push_back(std::move(project.tree));
    release.project = {.listed = &list, .file = root, .entry = entry};
    layers.push_back(std::move(project.layer));
    finish(std::move(release), std::move(layers));
  }

  void finish(Release release, std::vector<ValuesLayer> layers) {
    std::vector<std::string> read;
    std::size_t charts_left = kMostCharts;
    const ChartValues chart = read_chart(chart_.path, files_, layers, charts_left, read);
    if (charts_left == 0) {
      problem({}, path_below(chart_.path, "Chart.yaml"),
              concat("more than ", kMostCharts, " charts lie in this one"));
    }
    release.files.insert(release.files.begin(), read.begin(), read.end());
    if (!chart.defaults.roots.empty()) release.defaults = chart.defaults.roots.front();
    release.is_readable = std::ranges::all_of(
        release.files, [this](const std::string& path) { return is_readable(path); });
    release.values = merge_values(chart, layers);
    if (release.project) note_project_layer(release);
    for (const ValuesProblem& wrong : release.values->problems()) {
      problem(wrong.node.exists() ? point_at(wrong.node) : Location{}, "", wrong.reason);
    }
    index_origins(release);
    lift_objects(release);
    out_.releases.push_back(std::move(release));
  }

  bool is_readable(const std::string& path) const {
    const YamlFile* const file = files_.find(path);
    return file == nullptr || std::ranges::none_of(file->documents, &Document::unreadable);
  }

  static void index_origins(Release& release) {
    const Tree& tree = release.values->root().tree();
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
      const Node merged(&tree, i);
      if (!merged.is_written()) continue;
      release.by_origin.try_emplace({&merged.origin().tree(), merged.origin().index()}, i);
    }
  }

  static void note_project_layer(Release& release) {
    const auto layers = release.values->layers();
    const auto found = std::ranges::find(layers, LayerKind::kProject, &LayerInfo::kind);
    release.project->layer = static_cast<std::uint32_t>(found - layers.begin());
  }

  void lift_objects(Release& release) {
    const Node root = release.values->root();
    Node block;
    std::vector<std::string> merged;
    if (release.mapping != nullptr && !release.mapping->environment.empty()) {
      block = value_at(root, expand(release.mapping->environment, "env", environment_.variable));
      merged = release.mapping->merge;
    }
    release.templates = std::make_unique<TemplateValues>(*release.values, block, merged);
    if (release.mapping == nullptr) {
      release.objects = lift_by_convention(root, release.name);
      return;
    }
    std::vector<LiftProblem> problems;
    release.objects = lift(release.mapping->objects, *release.templates, problems);
    for (LiftProblem& wrong : problems) {
      problem(point_at(wrong.node), "", std::move(wrong.message));
    }
  }

  const ChartRequest& chart_;
  const EnvironmentRequest& environment_;
  const std::vector<DeployedChart>& deployed_;
  const FileIndex& files_;
  ListedFiles& listed_;
  Releases& out_;
};

// A list that a project file has for no environment at all is misspelt.
void report_unlisted(const ChartRequest& chart, const FileIndex& files, const ListedFiles& listed,
                     std::vector<ReleaseProblem>& problems) {
  for (const ConfigReleases& list : chart.releases) {
    if (!list.environments.empty()) continue;  // said for each
    for (const std::string& path : list.from) {
      if (files.find(path) == nullptr || listed.contains({&list, path})) continue;
      problems.push_back({point_at(list.node["list"]), path,
                          concat("there is no list ", list.list, " in ", path)});
    }
  }
}

}  // namespace

const Provenance* Release::provenance(Node node) const {
  const Node written = node.is_written() ? node.origin() : Node();
  if (!written.exists()) return nullptr;
  const auto merged = by_origin.find({&written.tree(), written.index()});
  if (merged == by_origin.end()) return nullptr;
  return &values->provenance(Node(&values->root().tree(), merged->second));
}

FileIndex::FileIndex(const std::vector<std::unique_ptr<const YamlFile>>& files) {
  for (const auto& file : files) files_.emplace(file->source.reported_path(), file.get());
}

const YamlFile* FileIndex::find(std::string_view path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : found->second;
}

std::vector<std::string> FileIndex::charts_below(std::string_view folder) const {
  const std::string prefix = concat(folder, "/");
  std::vector<std::string> charts;
  for (auto it = files_.lower_bound(prefix); it != files_.end(); ++it) {
    const std::string_view path = it->first;
    if (!path.starts_with(prefix)) break;
    const std::string_view rest = path.substr(prefix.size());
    const std::size_t slash = rest.find('/');
    if (slash == std::string_view::npos || rest.substr(slash + 1) != "Chart.yaml") continue;
    charts.push_back(concat(prefix, rest.substr(0, slash)));
  }
  return charts;
}

std::vector<std::string> FileIndex::charts() const {
  constexpr std::string_view kChartFile = "/Chart.yaml";
  std::vector<std::string> out;
  for (const auto& [path, file] : files_) {
    if (path == kChartFile.substr(1)) out.emplace_back();
    if (path.ends_with(kChartFile))
      out.emplace_back(path.substr(0, path.size() - kChartFile.size()));
  }
  return out;
}

std::vector<std::string> FileIndex::paths() const {
  std::vector<std::string> out;
  for (const auto& [path, file] : files_) out.emplace_back(path);
  return out;
}

std::vector<std::string> FileIndex::beside(std::string_view path) const {
  const std::string_view folder = path.substr(0, path.rfind('/') + 1);  // 0 when there is none
  std::vector<std::string> out;
  for (auto it = files_.lower_bound(folder); it != files_.end(); ++it) {
    if (!it->first.starts_with(folder)) break;
    const std::string_view name = it->first.substr(folder.size());
    if (name.find('/') == std::string_view::npos) out.emplace_back(name);
  }
  return out;
}

std::string describe_readers(const std::vector<const Release*>& releases) {
  std::vector<std::string_view> names;
  std::vector<std::string_view> environments;
  const auto add = [](std::vector<std::string_view>& list, std::string_view name) {
    if (!name.empty() && std::ranges::find(list, name) == list.end()) list.push_back(name);
  };
  for (const Release* release : releases) {
    add(names, release->name);
    add(environments, release->environment);
  }
  std::string out = concat("values of ", names.front());
  if (names.size() > 1) out += concat(" and ", names.size() - 1, " more");
  for (std::size_t i = 0; i < environments.size(); ++i) {
    out += concat(i == 0 ? " (" : ", ", environments[i]);
  }
  return environments.empty() ? out : out + ")";
}

std::vector<DeployedObject> deployed_objects(const std::vector<ChartRequest>& requests,
                                             const std::vector<EnvironmentRequest>& environments,
                                             const std::vector<DeployedChart>& deployed,
                                             const FileIndex& files) {
  std::vector<DeployedObject> out;
  for (const DeployedChart& one : deployed) {
    const auto request = std::ranges::find(requests, one.chart, &ChartRequest::path);
    if (request == requests.end() || request->mapping == nullptr) continue;
    const auto found = std::ranges::find(environments, one.environment, &EnvironmentRequest::name);
    const EnvironmentRequest environment =
        found == environments.end() ? EnvironmentRequest{} : *found;
    Releases made;
    ListedFiles listed;
    Maker(*request, environment, deployed, files, listed, made).make_one(one);
    std::vector<Resource> resources;
    for (const Node root : made.releases.front().objects->roots) append_object(root, resources);
    for (const Resource& resource : resources) {
      out.push_back({&one, std::string(resource.group), std::string(resource.kind),
                     std::string(resource.name)});
    }
  }
  return out;
}

Releases make_releases(const std::vector<ChartRequest>& requests,
                       const std::vector<EnvironmentRequest>& environments,
                       const std::vector<DeployedChart>& deployed, const FileIndex& files) {
  Releases out;
  const std::vector<EnvironmentRequest> none(1);
  ListedFiles listed;
  for (const ChartRequest& chart : requests) {
    for (const EnvironmentRequest& environment : environments.empty() ? none : environments) {
      Maker(chart, environment, deployed, files, listed, out).make();
    }
    report_unlisted(chart, files, listed, out.problems);
  }
  for (Release& release : out.releases) {
    for (const EnvironmentRequest& one : environments) release.environments.push_back(one.variable);
  }
  return out;
}

}  // namespace plimsoll
