// Charts within charts.
//
//   shop/Chart.yaml                      dependencies:
//   shop/values.yaml                       - {name: postgresql, alias: db, condition: db.enabled}
//   shop/charts/postgresql/Chart.yaml
//   shop/charts/postgresql/values.yaml   lies below the section `db` of shop's values
//
// A chart in `charts` that no dependency names is taken in all the same, as Helm does. One that is
// still packed (.tgz) is not read: nothing is said of its values, and its section is unknown.

#include "engine/values/chart.h"

#include <algorithm>
#include <optional>

#include "engine/text/concat.h"
#include "engine/values/template_values.h"
#include "engine/yaml/scalar.h"

namespace plimsoll {
namespace {

Node root_of(const YamlFile* file) {
  return file == nullptr || file->documents.empty() ? Node() : file->documents[0].root;
}

ValuesLayer defaults_of(const std::string& folder, const FileIndex& files,
                        std::vector<std::string>& read) {
  ValuesLayer layer{.name = path_below(folder, "values.yaml"), .kind = LayerKind::kDefaults};
  const YamlFile* const file = files.find(layer.name);
  if (file == nullptr) return layer;
  read.push_back(layer.name);
  for (const Document& document : file->documents) layer.roots.push_back(document.root);
  return layer;
}

// What the values say of the first of the paths that is a boolean.
std::optional<bool> condition_of(Node root, const std::string& section, std::string_view paths) {
  while (!paths.empty()) {
    const std::size_t end = std::min(paths.find(','), paths.size());
    std::string_view path = paths.substr(0, end);
    paths.remove_prefix(std::min(end + 1, paths.size()));
    while (path.starts_with(' ')) path.remove_prefix(1);
    while (path.ends_with(' ')) path.remove_suffix(1);
    const std::string whole = section.empty() ? std::string(path) : concat(section, ".", path);
    if (const auto truth = as_bool(value_at(root, whole))) return truth;
  }
  return std::nullopt;
}

// Any tag that is true switches on; tags that are all false switch off.
std::optional<bool> tags_of(Node root, Node tags) {
  std::optional<bool> out;
  for (const Node tag : tags) {
    const auto truth = as_bool(root["tags"][tag.text()]);
    if (truth) out = out.value_or(false) || *truth;
  }
  return out;
}

class ChartReader {
 public:
  ChartReader(const FileIndex& files, std::size_t& left, std::vector<std::string>& read)
      : files_(files), left_(left), read_(read) {}

  // `root` is the merged values of the top chart as far as they are known, `section` the path to
  // this chart's.
  ChartValues chart(const std::string& folder, Node root, const std::string& section) {
    ChartValues out;
    out.defaults = defaults_of(folder, files_, read_);
    const Node dependencies =
        root_of(files_.find(path_below(folder, "Chart.yaml")))["dependencies"];
    for (const std::string& below : files_.charts_below(path_below(folder, "charts"))) {
      add(out, below, dependencies, root, section);
    }
    return out;
  }

 private:
  void add(ChartValues& parent, const std::string& folder, Node dependencies, Node root,
           const std::string& section) {
    const Node chart_file = root_of(files_.find(path_below(folder, "Chart.yaml")));
    const std::string_view name = chart_file["name"].text();
    bool named = false;
    for (const Node dependency : dependencies) {
      if (dependency["name"].text() != name) continue;
      named = true;
      const auto truth = condition_of(root, section, dependency["condition"].text());
      if (!truth.value_or(tags_of(root, dependency["tags"]).value_or(true))) continue;
      const std::string_view alias = dependency["alias"].text();
      add_section(parent, folder, alias.empty() ? name : alias, root, section);
    }
    if (!named) add_section(parent, folder, name, root, section);
  }

  void add_section(ChartValues& parent, const std::string& folder, std::string_view name, Node root,
                   const std::string& section) {
    if (left_ == 0) return;
    --left_;
    std::string path = section.empty() ? std::string(name) : concat(section, ".", name);
    ChartValues below = chart(folder, root, path);
    below.section = std::string(name);
    parent.dependencies.push_back(std::move(below));
  }

  const FileIndex& files_;
  std::size_t& left_;
  std::vector<std::string>& read_;
};

}  // namespace

std::string path_below(std::string_view folder, std::string_view path) {
  return folder.empty() || folder == "." ? std::string(path) : concat(folder, "/", path);
}

std::optional<std::string> normal_path(std::string_view path) {
  std::vector<std::string_view> steps;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view step = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    if (step.empty() || step == ".") continue;
    if (step != "..") {
      steps.push_back(step);
    } else if (steps.empty()) {
      return std::nullopt;
    } else {
      steps.pop_back();
    }
  }
  std::string out;
  for (const std::string_view step : steps) out += concat(out.empty() ? "" : "/", step);
  return out;
}

std::string chart_name(const std::string& folder, const FileIndex& files) {
  const auto name = as_string(root_of(files.find(path_below(folder, "Chart.yaml")))["name"]);
  if (name && !name->empty()) return std::string(*name);
  return folder.empty() ? "." : folder;
}

ChartValues read_chart(const std::string& folder, const FileIndex& files,
                       std::span<const ValuesLayer> layers, std::size_t& left,
                       std::vector<std::string>& read) {
  // Conditions are asked of the top chart's values, its own defaults included, sub-charts' not.
  ChartValues top;
  std::vector<std::string> ignored;
  top.defaults = defaults_of(folder, files, ignored);
  const auto known = merge_values(top, layers);
  return ChartReader(files, left, read).chart(folder, known->root(), "");
}

}  // namespace plimsoll
