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
namespace {

Node descend(Node node, const std::vector<std::string>& steps, std::size_t from) {
  for (std::size_t i = from; i < steps.size() && node.exists(); ++i) node = node[steps[i]];
  return node;
}

std::string escape_step(std::string_view key) {
  std::string out;
  for (const char c : key) {
    if (c == '.' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

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

Node value_at(Node root, std::string_view path) {
  return descend(root, path_steps(path), 0);
}

std::string dotted_path(Node node) {
  std::vector<std::string> steps;
  for (; node.parent().exists(); node = node.parent()) {
    steps.push_back(node.has_key() ? escape_step(node.key())
                                   : concat("[", node.index_in_parent(), "]"));
  }
  std::string out;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    out += concat(out.empty() || step->starts_with('[') ? "" : ".", *step);
  }
  return out;
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
    if (const Node base = descend(root(), steps, 0); base) found.push_back(base);
  }
  if (const Node top = descend(over, steps, 1); over.exists() && top) found.push_back(top);
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
