#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/values/release.h"

// Words for the values of a release. "Merged" nodes are those of Release::values.

namespace plimsoll {

// Calls `visit` for every value below `root`, parents first, items of lists and what is below them
// included.
void for_each_value(Node root, const std::function<void(Node)>& visit);

// Whether a node and another were made of the same written value.
bool same_written(Node a, Node b);

// What kind of layer decided a merged value.
LayerKind layer_kind(const Release& release, Node merged);
// Whether the chart's own values have something at the place of a merged value.
bool has_default(const Release& release, Node merged);
// Whether the release's project file decided a merged value.
bool is_of_project(const Release& release, Node merged);

// The merged value that a part of the environment's block stands above: for the block's
// `resources.limits` that of the root. Missing for what is outside the block.
Node beneath_block(const Release& release, Node merged);

// Whether a mapping of this name has keys of the user's choice: annotations, labels, variables,
// settings of an application.
bool is_open_map(std::string_view key);
// Whether one of the mappings around a node is one.
bool is_in_open_map(Node node);

// Whether a text is spelled as variables of the environment are: LOG_LEVEL.
bool is_variable_name(std::string_view key);

// The `data` of the ConfigMaps that the values become.
std::vector<Node> config_data(const Release& release);

// A value that a template reads, and the default it has for it.
struct TemplateRead {
  std::vector<std::string> path;
  std::optional<std::string> fallback = {};
};
// What the templates read, as far as the mapping knows; nothing when there is none.
std::vector<TemplateRead> reads_of(const ConfigMapping* mapping);

// How a path lies to another: `resources.limits` covers `resources.limits.cpu`.
bool covers(const std::vector<std::string>& path, const std::vector<std::string>& inner);

// The keys that may follow on a path, by what is read; empty when nothing below it is.
std::vector<std::string_view> next_steps(const std::vector<TemplateRead>& reads,
                                         const std::vector<std::string>& path);

// The steps of a path as messages show it: resources.limits.
std::string shown_path(std::span<const std::string> steps);

// The deepest node along a path that exists.
Node deepest_along(Node root, const std::vector<std::string>& path);

// A scalar as messages may show it: cut, and kHiddenValue if it may be a credential.
inline constexpr std::string_view kHiddenValue = "***";
std::string shown_value(Node scalar);

// "a, b, c and 2 more".
std::string listing(const std::vector<std::string>& names);

}  // namespace plimsoll
