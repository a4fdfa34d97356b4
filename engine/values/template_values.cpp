// Who wins inside a chart.
//
// Helm merges files and flags. Many charts then go on: their templates look whether the values have
// a block for the environment they are rendered for, and take what is in it first. That is known to
// nobody but the templates, so configuration has to name it (`environment: environments.${env}`):
//
//   resources: {requests: {cpu: 1, memory: 1Gi}}
//   environments: {prd: {resources: {requests: {memory: 2Gi}}}}
//
// For prd the template prints the second `resources` and nothing of the first: no cpu any more.

#include "engine/values/template_values.h"

#include <algorithm>

#include "engine/text/concat.h"
#include "engine/values/helm_value.h"

namespace plimsoll {
std::vector<std::string> path_steps(std::string_view path) {
  std::vector<std::string> steps;
  if (path.empty()) return steps;
  steps.emplace_back();
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] == '\\' && i + 1 < path.size()) {
      steps.back() += path[++i];
    } else if (path[i] == '.') {
      steps.emplace_back();
    } else {
      steps.back() += path[i];
    }
  }
  return steps;
}

Node value_at(Node root, std::span<const std::string> steps) {
  for (const std::string& step : steps) root = root[step];
  return root;
}

Node value_at(Node root, std::string_view path) {
  return value_at(root, path_steps(path));
}

std::string dotted_below(std::string_view path, std::string_view key) {
  std::string out(path);
  if (!path.empty()) out += '.';
  for (const char c : key) {
    if (c == '.' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string dotted_path(Node node) {
  const Node parent = node.parent();
  if (!parent.exists()) return {};
  const std::string above = dotted_path(parent);
  return node.has_key() ? dotted_below(above, node.key())
                        : concat(above, "[", node.index_in_parent(), "]");
}

bool TemplateValues::merges(std::string_view key) const {
  return std::ranges::find(merged_, key) != merged_.end();
}

std::vector<Node> TemplateValues::at(std::string_view path) const {
  const std::vector<std::string> steps = path_steps(path);
  std::vector<Node> found;
  if (steps.empty()) return found;
  const Node over = is_truthy(block_[steps[0]]) ? block_[steps[0]] : Node();
  if (!over.exists() || merges(steps[0])) {
    if (const Node base = value_at(root(), steps); base) found.push_back(base);
  }
  if (const Node top = value_at(over, std::span(steps).subspan(1)); over.exists() && top)
    found.push_back(top);
  return found;
}

Node TemplateValues::nearest(std::string_view path) const {
  const std::vector<std::string> steps = path_steps(path);
  const bool replaced = !steps.empty() && is_truthy(block_[steps[0]]) && !merges(steps[0]);
  Node node = replaced ? block_ : root();
  Node own;
  for (const std::string& step : steps) {
    node = node[step];
    if (!node.exists()) break;
    const LayerKind kind = values_.layers()[values_.provenance(node).layer].kind;
    if (kind != LayerKind::kDefaults && node.is_written()) own = node;
  }
  if (own.exists()) return own;
  Node deepest = replaced ? block_ : root();
  for (const std::string& step : steps) {
    const Node next = deepest[step];
    if (!next.exists()) break;
    deepest = next;
  }
  return deepest;
}

}  // namespace plimsoll
