#include "rules/support/values.h"

#include <algorithm>
#include <iterator>

#include "engine/text/concat.h"
#include "engine/values/expression.h"
#include "engine/yaml/scalar.h"
#include "rules/support/credential.h"
#include "rules/support/credential_key.h"
#include "rules/support/wording.h"

namespace plimsoll {
namespace {

constexpr std::string_view kOpenMaps[] = {
    "annotations", "config",   "configmap", "configuration", "data",     "env",  "envs",
    "global",      "ini",      "labels",    "limits",        "matchers", "opts", "options",
    "properties",  "requests", "secrets",   "selector",      "settings", "vars", "variables"};

void add_reads(Node skeleton, std::vector<TemplateRead>& reads) {
  for (const Node child : skeleton) add_reads(child, reads);
  if (!skeleton.is_scalar()) return;
  for (const TemplatePart& part : split_template(skeleton.text()).parts) {
    if (!part.expression) continue;
    TemplateRead read{.path = path_steps(part.expression->path)};
    if (part.expression->fallback) read.fallback = std::string(*part.expression->fallback);
    reads.push_back(std::move(read));
  }
}

}  // namespace

void for_each_value(Node root, const std::function<void(Node)>& visit) {
  for (const Node child : root) {
    visit(child);
    for_each_value(child, visit);
  }
}

bool same_written(Node a, Node b) {
  return a.is_written() && b.is_written() && a.origin() == b.origin();
}

LayerKind layer_kind(const Release& release, Node merged) {
  return release.values->layers()[release.values->provenance(merged).layer].kind;
}

bool has_default(const Release& release, Node merged) {
  const auto is_own = [&](std::uint32_t layer) {
    return release.values->layers()[layer].kind == LayerKind::kDefaults;
  };
  const Provenance& provenance = release.values->provenance(merged);
  return is_own(provenance.layer) ||
         std::ranges::any_of(provenance.shadowed, is_own, &Shadowed::layer);
}

bool is_of_project(const Release& release, Node merged) {
  return release.project && merged.is_written() &&
         release.values->provenance(merged).layer == release.project->layer;
}

Node beneath_block(const Release& release, Node merged) {
  const Node block = release.templates->block();
  if (!block.exists() || merged == block) return {};
  std::vector<std::string> path;
  Node node = merged;
  for (; node.exists() && !(node == block); node = node.parent()) {
    if (!node.has_key()) return {};
    path.emplace_back(node.key());
  }
  if (!node.exists()) return {};
  Node below = release.values->root();
  for (auto step = path.rbegin(); step != path.rend(); ++step) below = below[*step];
  return below;
}

bool is_open_map(std::string_view key) {
  const std::vector<std::string> words = key_words(key);
  if (words.empty()) return false;
  if (std::ranges::find(kOpenMaps, words.back()) != std::end(kOpenMaps)) return true;
  const auto count = words.size();
  return count > 1 && words[count - 2] == "config" && words[count - 1] == "map";
}

bool is_in_open_map(Node node) {
  for (node = node.parent(); node.exists(); node = node.parent()) {
    if (node.has_key() && is_open_map(node.key())) return true;
  }
  return false;
}

bool is_variable_name(std::string_view key) {
  return !key.empty() && std::ranges::all_of(key, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

std::vector<Node> config_data(const Release& release) {
  std::vector<Node> maps;
  for (const Node root : release.objects->roots) {
    if (root["kind"].text() == "ConfigMap" && root["data"].is_mapping()) {
      maps.push_back(root["data"]);
    }
  }
  return maps;
}

std::vector<TemplateRead> reads_of(const ConfigMapping* mapping) {
  std::vector<TemplateRead> reads;
  if (mapping == nullptr) return reads;
  add_reads(mapping->objects, reads);
  for (const auto* more : {&mapping->required, &mapping->read}) {
    for (const std::string& path : *more) reads.push_back({.path = path_steps(path)});
  }
  return reads;
}

bool covers(const std::vector<std::string>& path, const std::vector<std::string>& inner) {
  return path.size() <= inner.size() &&
         std::ranges::equal(path.begin(), path.end(), inner.begin(),
                            inner.begin() + static_cast<std::ptrdiff_t>(path.size()));
}

std::vector<std::string_view> next_steps(const std::vector<TemplateRead>& reads,
                                         const std::vector<std::string>& path) {
  std::vector<std::string_view> steps;
  for (const TemplateRead& read : reads) {
    if (read.path.size() > path.size() && covers(path, read.path)) {
      steps.push_back(read.path[path.size()]);
    }
  }
  return steps;
}

std::string shown_path(std::span<const std::string> steps) {
  std::string text;
  for (const std::string& step : steps) text += concat(text.empty() ? "" : ".", step);
  return text;
}

Node deepest_along(Node root, const std::vector<std::string>& path) {
  for (const std::string& step : path) {
    const Node next = root[step];
    if (!next.exists()) break;
    root = next;
  }
  return root;
}

std::string shown_value(Node scalar) {
  constexpr std::size_t kMost = 24;
  if (!find_credentials(scalar.key(), scalar.text(), {}).empty()) return std::string(kHiddenValue);
  return scalar.quoted() ? concat("\"", quoted_name(scalar.text(), kMost), "\"")
                         : quoted_name(scalar.text(), kMost);
}

std::string listing(const std::vector<std::string>& names) {
  constexpr std::size_t kShown = 3;
  constexpr std::size_t kMost = 32;
  std::string out;
  for (std::size_t i = 0; i < std::min(names.size(), kShown); ++i) {
    out += concat(i == 0 ? "" : ", ", quoted_name(names[i], kMost));
  }
  return names.size() > kShown ? concat(out, " and ", names.size() - kShown, " more") : out;
}

}  // namespace plimsoll
