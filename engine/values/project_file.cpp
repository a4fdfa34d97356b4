// Project files: YAML of one's own that says what is deployed where.
//
//   environments:
//     prd:
//       services:
//         - name: web                a release
//           replicas: 3              its value `replicas`
//   site: main                       a value of every release, `global.registry.site`
//
// Some template turns them into Applications with Helm parameters; which key becomes which value is
// for configuration to say. Here they are put together as the tree of values that Helm receives.

#include "engine/values/project_file.h"

#include <algorithm>
#include <utility>

#include "engine/text/concat.h"
#include "engine/values/template_values.h"
#include "engine/yaml/synthetic.h"

namespace plimsoll {
namespace {

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
  if (from + 1 < steps.size()) {
    insert(part->parts, steps, from + 1, value);
  } else if (value.is_mapping()) {  // laid beside what is there: `config` gets `vars` and its own
    for (const Node member : value) insert(part->parts, {std::string(member.key())}, 0, member);
    if (!part->value.exists()) part->value = value;
  } else {
    part->value = value;
  }
}

void build(SyntheticBuilder& builder, const Part& part, Node home) {
  if (part.parts.empty() && part.value) {
    builder.copy(part.key, part.value);
    return;
  }
  builder.begin(NodeKind::kMapping, part.key,
                part.value ? SyntheticBuilder::at(part.value) : SyntheticBuilder::below(home));
  for (const Part& inner : part.parts) build(builder, inner, home);
  builder.end();
}

}  // namespace

std::string expand(std::string_view text, std::string_view name, std::string_view value) {
  const std::string variable = concat("${", name, "}");
  std::string out;
  for (std::size_t at = text.find(variable); at != std::string_view::npos;
       at = text.find(variable)) {
    out += concat(text.substr(0, at), value);
    text.remove_prefix(at + variable.size());
  }
  return out + std::string(text);
}

ProjectLayer project_layer(const ConfigReleases& list, const std::string& path, Node file,
                           Node entry, std::string_view environment) {
  std::vector<Part> parts;
  const auto take = [&](const std::vector<ConfigReleases::Source>& sources, Node from) {
    for (const ConfigReleases::Source& source : sources) {
      for (const std::string& place : source.paths) {
        const Node value = value_at(from, expand(place, "env", environment));
        if (!value) continue;
        insert(parts, path_steps(source.values_path), 0, value);
        break;
      }
    }
  };
  take(list.file, file);
  take(list.entry, entry);
  auto tree = std::make_shared<LiftedObjects>(entry.source());
  SyntheticBuilder builder(tree->tree);
  const Node root = builder.begin(NodeKind::kMapping, "", SyntheticBuilder::below(entry));
  for (const Part& part : parts) build(builder, part, entry);
  builder.end();
  return {.layer = {.name = path, .kind = LayerKind::kProject, .roots = {root}},
          .tree = std::move(tree)};
}

}  // namespace plimsoll
