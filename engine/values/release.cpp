// From a chart and its configuration to releases.
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
#include <utility>

#include "engine/kubernetes/pointing.h"
#include "engine/text/concat.h"
#include "engine/values/convention.h"
#include "engine/yaml/scalar.h"
#include "engine/yaml/synthetic.h"

namespace plimsoll {
namespace {

std::string join(std::string_view folder, std::string_view path) {
  return folder.empty() ? std::string(path) : concat(folder, "/", path);
}

// Replaces ${name} by the value of a variable.
std::string expand(std::string_view text, std::string_view name, std::string_view value) {
  const std::string variable = concat("${", name, "}");
  std::string out;
  for (std::size_t at = text.find(variable); at != std::string_view::npos;
       at = text.find(variable)) {
    out += text.substr(0, at);
    out += value;
    text.remove_prefix(at + variable.size());
  }
  return out + std::string(text);
}

Node descend(Node node, std::string_view path) {
  for (const std::string& step : path_steps(path)) node = node[step];
  return node;
}

// The values that a project file contributes, by their place in the values.
struct Part {
  std::string key;
  Node value;
  std::vector<Part> parts;
};

void insert(std::vector<Part>& parts, const std::vector<std::string>& steps, std::size_t from,
            Node value) {
  auto part = std::ranges::find(parts, steps[from], &Part::key);
  if (part == parts.end()) {
    parts.push_back({steps[from], {}, {}});
    part = std::prev(parts.end());
  }
  if (from + 1 == steps.size()) {
    part->value = value;
  } else {
    insert(part->parts, steps, from + 1, value);
  }
}

void build(SyntheticBuilder& builder, const Part& part, Node home) {
  if (part.value) {
    builder.copy(part.key, part.value);
    return;
  }
  builder.begin(NodeKind::kMapping, part.key, SyntheticBuilder::below(home));
  for (const Part& inner : part.parts) build(builder, inner, home);
  builder.end();
}

class Maker {
 public:
  Maker(const ChartRequest& chart, const std::string& environment, const FindFile& find,
        Releases& out)
      : chart_(chart), environment_(environment), find_(find), out_(out) {}

  void make() {
    if (chart_.releases.empty()) {
      Release release = start(chart_.path.empty() ? "." : chart_.path);
      std::vector<ValuesLayer> layers;
      add_common(release, layers);
      finish(std::move(release), std::move(layers));
      return;
    }
    for (const ConfigReleases& list : chart_.releases) {
      for (const std::string& path : list.from) make_listed(list, path);
    }
  }

 private:
  Release start(std::string name) {
    Release release;
    release.name = std::move(name);
    release.environment = environment_;
    release.chart = chart_.path;
    return release;
  }

  void problem(Location location, std::string path, std::string message) {
    out_.problems.push_back({location, std::move(path), std::move(message)});
  }

  std::vector<Node> roots_of(const std::string& path, Release& release) {
    const YamlFile* file = find_(path);
    if (file == nullptr) {
      problem({}, path, concat("values of release ", release.name, " are not there"));
      return {};
    }
    release.files.push_back(path);
    std::vector<Node> roots;
    for (const Document& document : file->documents) roots.push_back(document.root);
    return roots;
  }

  void add_file(const std::string& path, Release& release, std::vector<ValuesLayer>& layers) {
    ValuesLayer layer{.name = path, .kind = LayerKind::kFile, .roots = {}, .assignments = {}};
    layer.roots = roots_of(path, release);
    layers.push_back(std::move(layer));
  }

  void add_flags(const std::vector<SetRequest>& flags, std::vector<ValuesLayer>& layers) {
    for (const SetRequest& flag : flags) {
      SetFlag parsed = parse_set(flag.mode, flag.text);
      if (parsed.error) problem({}, "", concat("--set ", flag.text, ": ", parsed.error->reason));
      layers.push_back({.name = concat("--set ", flag.text),
                        .kind = LayerKind::kFlag,
                        .roots = {},
                        .assignments = std::move(parsed.assignments)});
    }
  }

  void add_common(Release& release, std::vector<ValuesLayer>& layers) {
    for (const std::string& path : chart_.values) add_file(path, release, layers);
    const auto own =
        std::ranges::find(chart_.environments, environment_, &ChartRequest::Environment::name);
    if (own != chart_.environments.end()) {
      for (const std::string& path : own->values) add_file(path, release, layers);
    }
    add_flags(chart_.set, layers);
    if (own != chart_.environments.end()) add_flags(own->set, layers);
  }

  void make_listed(const ConfigReleases& list, const std::string& path) {
    const YamlFile* project = find_(path);
    if (project == nullptr || project->documents.empty()) {
      return problem({}, path, "the project file is not there, or empty");
    }
    const Node root = project->documents[0].root;
    for (const Node entry : descend(root, expand(list.list, "env", environment_))) {
      make_entry(list, path, root, entry);
    }
  }

  void make_entry(const ConfigReleases& list, const std::string& path, Node root, Node entry) {
    const auto name = as_string(entry["name"]);
    if (!name) return problem(point_at(entry), "", "the entry has no name");
    Release release = start(std::string(*name));
    std::vector<ValuesLayer> layers;
    for (const std::string& file : list.values) {
      const std::string named = expand(expand(file, "name", *name), "env", environment_);
      add_file(join(chart_.path, named), release, layers);
    }
    add_common(release, layers);
    release.files.push_back(path);
    layers.push_back(project_layer(list, path, root, entry, release));
    finish(std::move(release), std::move(layers));
  }

  ValuesLayer project_layer(const ConfigReleases& list, const std::string& path, Node root,
                            Node entry, Release& release) {
    std::vector<Part> parts;
    const auto take = [&](const std::vector<ConfigReleases::Source>& sources, Node from) {
      for (const ConfigReleases::Source& source : sources) {
        for (const std::string& place : source.paths) {
          const Node value = descend(from, expand(place, "env", environment_));
          if (!value) continue;
          insert(parts, path_steps(source.values_path), 0, value);
          break;
        }
      }
    };
    take(list.file, root);
    take(list.entry, entry);
    auto tree = std::make_unique<LiftedObjects>(entry.source());
    SyntheticBuilder builder(tree->tree);
    const Node layer = builder.begin(NodeKind::kMapping, "", SyntheticBuilder::below(entry));
    for (const Part& part : parts) build(builder, part, entry);
    builder.end();
    release.layers.push_back(std::move(tree));
    return {.name = path, .kind = LayerKind::kFile, .roots = {layer}, .assignments = {}};
  }

  void finish(Release release, std::vector<ValuesLayer> layers) {
    ChartValues chart;
    const std::string defaults = join(chart_.path, "values.yaml");
    chart.defaults = {
        .name = defaults, .kind = LayerKind::kDefaults, .roots = {}, .assignments = {}};
    if (find_(defaults) != nullptr) {
      chart.defaults.roots = roots_of(defaults, release);
      std::rotate(release.files.begin(), std::prev(release.files.end()), release.files.end());
    }
    release.values = merge_values(chart, layers);
    for (const ValuesProblem& wrong : release.values->problems()) {
      const bool written = wrong.node.exists();
      problem(written ? point_at(wrong.node) : Location{}, "", wrong.reason);
    }
    lift_objects(release);
    out_.releases.push_back(std::move(release));
  }

  void lift_objects(Release& release) {
    const Node root = release.values->root();
    if (chart_.mapping == nullptr) {
      release.templates =
          std::make_unique<TemplateValues>(root, Node(), std::vector<std::string>());
      release.objects = lift_by_convention(root, release.name);
      return;
    }
    const ConfigMapping& mapping = *chart_.mapping;
    const Node block = mapping.environment.empty()
                           ? Node()
                           : descend(root, expand(mapping.environment, "env", environment_));
    release.templates = std::make_unique<TemplateValues>(root, block, mapping.merge);
    std::vector<LiftProblem> problems;
    release.objects = lift(mapping.objects, *release.templates, problems);
    for (LiftProblem& wrong : problems) {
      problem(point_at(wrong.node), "", std::move(wrong.message));
    }
  }

  const ChartRequest& chart_;
  const std::string& environment_;
  const FindFile& find_;
  Releases& out_;
};

}  // namespace

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

Releases make_releases(const std::vector<ChartRequest>& charts,
                       const std::vector<std::string>& environments, const FindFile& find) {
  Releases out;
  const std::vector<std::string> none = {""};
  for (const ChartRequest& chart : charts) {
    for (const std::string& environment : environments.empty() ? none : environments) {
      Maker(chart, environment, find, out).make();
    }
  }
  return out;
}

}  // namespace plimsoll
