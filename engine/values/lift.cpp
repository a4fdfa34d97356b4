// From values to objects.
//
// A rule about Deployments should not have to know that a chart calls its liveness delay
// `healthCheck.livenessProbe.initialDelaySeconds`. So the values are filled into the shape of the
// objects they end up in, as the chart's templates would, but with every node still pointing to the
// values file:
//
//   values            healthCheck: {livenessProbe: {periodSeconds: 20}}
//   skeleton          livenessProbe: {periodSeconds:
//   ${healthCheck.livenessProbe.periodSeconds:-10}} lifted            livenessProbe:
//   {periodSeconds: 20}, and its place is the 20 of the values
//
// These are not templates: nothing is computed, looped or printed, and what they leave out is
// unknown to the rules, never absent.

#include "engine/values/lift.h"

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <utility>

#include "engine/text/concat.h"
#include "engine/values/helm_value.h"
#include "engine/yaml/scalar.h"
#include "engine/yaml/synthetic.h"

namespace plimsoll {
namespace {

constexpr std::string_view kIf = "$if";
constexpr std::string_view kMerge = "$merge";

// `${path}` or `${path:-default}`.
struct Expression {
  std::string_view path;
  std::optional<std::string_view> fallback;
};

// The expression that begins at `${`; its length is put into `size`. nullopt when it is not closed.
std::optional<Expression> read_expression(std::string_view text, std::size_t& size) {
  const std::size_t end = text.find('}');
  if (end == std::string_view::npos) return std::nullopt;
  size = end + 1;
  const std::string_view inside = text.substr(2, end - 2);
  const std::size_t colon = inside.find(":-");
  if (colon == std::string_view::npos) return Expression{inside, std::nullopt};
  return Expression{inside.substr(0, colon), inside.substr(colon + 2)};
}

// The text as one expression, if it is nothing else.
std::optional<Expression> whole_expression(std::string_view text) {
  if (!text.starts_with("${")) return std::nullopt;
  std::size_t size = 0;
  const auto expression = read_expression(text, size);
  return size == text.size() ? expression : std::nullopt;
}

MadeType made_type(std::string_view text) {
  switch (resolve_plain(text).type) {
    case ScalarType::kBoolean:
      return MadeType::kBoolean;
    case ScalarType::kInteger:
      return MadeType::kInteger;
    case ScalarType::kFloat:
      return MadeType::kNumber;
    default:
      return MadeType::kString;
  }
}

bool any_truthy(const std::vector<Node>& layers) {
  return !layers.empty() && is_truthy(layers.back());
}

class Lifter {
 public:
  Lifter(SyntheticBuilder& builder, const TemplateValues& values,
         std::vector<LiftProblem>& problems)
      : builder_(builder), values_(values), problems_(problems) {}

  Node object(Node skeleton) { return build("", skeleton); }

  bool is_left_out(Node skeleton) {
    const Node condition = skeleton[kIf];
    if (!condition.is_scalar()) return false;
    const auto expression = whole_expression(condition.text());
    if (!expression) {
      problems_.push_back({condition, "$if wants one expression, such as ${autoscaling.enabled}"});
      return false;
    }
    return !any_truthy(values_.at(expression->path));
  }

 private:
  Node build(std::string_view key, Node skeleton);
  Node build_mapping(std::string_view key, Node skeleton);
  Node build_sequence(std::string_view key, Node skeleton);
  Node build_merge(std::string_view key, Node list);
  Node build_text(std::string_view key, Node skeleton);
  Node value(std::string_view key, const Expression& expression);
  Node merged(std::string_view key, const std::vector<Node>& layers);
  Node first_value(Node skeleton);
  Origin here(Node skeleton);

  SyntheticBuilder& builder_;
  const TemplateValues& values_;
  std::vector<LiftProblem>& problems_;
};

Node Lifter::build(std::string_view key, Node skeleton) {
  if (skeleton.is_mapping()) return build_mapping(key, skeleton);
  if (skeleton.is_sequence()) return build_sequence(key, skeleton);
  if (!skeleton) return builder_.null(key, here(skeleton));
  const auto expression = whole_expression(skeleton.text());
  return expression ? value(key, *expression) : build_text(key, skeleton);
}

// The value below a skeleton that lies first, so that what the skeleton itself adds has a place.
Node Lifter::first_value(Node skeleton) {
  if (skeleton.is_scalar()) {
    const std::string_view text = skeleton.text();
    const std::size_t start = text.find("${");
    std::size_t size = 0;
    if (start == std::string_view::npos) return {};
    const auto expression = read_expression(text.substr(start), size);
    return expression ? values_.nearest(expression->path) : Node();
  }
  for (const Node child : skeleton) {
    if (const Node found = first_value(child); found.exists()) return found;
  }
  return {};
}

// Where a part of the skeleton counts as being: below the values it is made of, at the deepest
// place that they share with it.
Origin Lifter::here(Node skeleton) {
  const Node found = first_value(skeleton);
  return SyntheticBuilder::below(found.exists() ? found : values_.nearest(""));
}

Node Lifter::build_mapping(std::string_view key, Node skeleton) {
  if (const Node list = skeleton[kMerge]; list.exists()) return build_merge(key, list);
  const Node node = builder_.begin(NodeKind::kMapping, key, here(skeleton));
  for (const Node child : skeleton) {
    if (child.key() == kIf) continue;
    if (child.is_mapping() && is_left_out(child)) continue;
    build(child.key(), child);
  }
  builder_.end();
  return node;
}

Node Lifter::build_sequence(std::string_view key, Node skeleton) {
  const Node node = builder_.begin(NodeKind::kSequence, key, here(skeleton));
  for (const Node item : skeleton) {
    if (!item.is_mapping() || !is_left_out(item)) build("", item);
  }
  builder_.end();
  return node;
}

Node Lifter::build_merge(std::string_view key, Node list) {
  std::vector<Node> layers;
  for (const Node item : list) {
    const auto expression = whole_expression(item.text());
    if (!expression) {
      problems_.push_back({item, "$merge wants expressions, such as ${config}"});
      continue;
    }
    for (const Node layer : values_.at(expression->path)) {
      if (layer.is_mapping()) layers.push_back(layer);
    }
  }
  if (layers.empty()) return builder_.null(key, here(list));
  return merged(key, layers);
}

// Mappings on top of each other: each key at the place of its first, with the value of its last. An
// empty value does not count (sprig's merge).
Node Lifter::merged(std::string_view key, const std::vector<Node>& layers) {
  const Node node = builder_.begin(NodeKind::kMapping, key, SyntheticBuilder::at(layers.back()));
  std::unordered_set<std::string_view> done;
  for (const Node layer : layers) {
    for (const Node member : layer) {
      if (!done.insert(member.key()).second) continue;
      Node last = member;
      for (const Node other : layers) {
        if (const Node candidate = other[member.key()]; is_truthy(candidate)) last = candidate;
      }
      builder_.copy(member.key(), last);
    }
  }
  builder_.end();
  return node;
}

Node Lifter::value(std::string_view key, const Expression& expression) {
  const std::vector<Node> layers = values_.at(expression.path);
  const bool use_default = expression.fallback && !any_truthy(layers);
  if (use_default) {
    const Node near = layers.empty() ? values_.nearest(expression.path) : layers.back();
    return builder_.scalar(key, std::string(*expression.fallback), made_type(*expression.fallback),
                           SyntheticBuilder::below(near));
  }
  if (layers.empty()) {
    return builder_.null(key, SyntheticBuilder::below(values_.nearest(expression.path)));
  }
  const bool mappings = std::ranges::all_of(layers, &Node::is_mapping);
  return mappings && layers.size() > 1 ? merged(key, layers) : builder_.copy(key, layers.back());
}

// A text with expressions inside, or without any.
Node Lifter::build_text(std::string_view key, Node skeleton) {
  std::string text;
  std::string_view rest = skeleton.text();
  bool made = false;
  while (!rest.empty()) {
    const std::size_t start = std::min(rest.find("${"), rest.size());
    text += rest.substr(0, start);
    rest.remove_prefix(start);
    if (rest.empty()) break;
    std::size_t size = 0;
    const auto expression = read_expression(rest, size);
    if (!expression) {
      problems_.push_back({skeleton, "the expression is never closed"});
      break;
    }
    made = true;
    const std::vector<Node> layers = values_.at(expression->path);
    text += any_truthy(layers) ? helm_text(layers.back())
                               : std::string(expression->fallback.value_or(""));
    rest.remove_prefix(size);
  }
  if (!made) return builder_.scalar_like(key, skeleton, here(skeleton));
  return builder_.scalar(key, std::move(text), MadeType::kString, here(skeleton));
}

Node descend(Node node, const std::vector<std::string>& steps, std::size_t from) {
  for (std::size_t i = from; i < steps.size() && node.exists(); ++i) node = node[steps[i]];
  return node;
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

std::vector<Node> TemplateValues::at(std::string_view path) const {
  const std::vector<std::string> steps = path_steps(path);
  std::vector<Node> found;
  if (steps.empty()) return found;
  const Node over = is_truthy(block_[steps[0]]) ? block_[steps[0]] : Node();
  const bool merges = std::ranges::find(merged_, steps[0]) != merged_.end();
  if (!over.exists() || merges) {
    if (const Node base = descend(values_, steps, 0); base) found.push_back(base);
  }
  if (const Node top = descend(over, steps, 1); over.exists() && top) found.push_back(top);
  return found;
}

Node TemplateValues::nearest(std::string_view path) const {
  const std::vector<std::string> steps = path_steps(path);
  const bool replaced = !steps.empty() && is_truthy(block_[steps[0]]) &&
                        std::ranges::find(merged_, steps[0]) == merged_.end();
  Node node = replaced ? block_ : values_;
  for (const std::string& step : steps) {
    const Node next = node[step];
    if (!next.exists()) break;
    node = next;
  }
  return node;
}

std::unique_ptr<LiftedObjects> lift(Node skeletons, const TemplateValues& values,
                                    std::vector<LiftProblem>& problems) {
  auto lifted = std::make_unique<LiftedObjects>(values.nearest("").source());
  SyntheticBuilder builder(lifted->tree, SyntheticBuilder::kPartial);
  Lifter lifter(builder, values, problems);
  for (const Node skeleton : skeletons) {
    if (!skeleton.is_mapping() || lifter.is_left_out(skeleton)) continue;
    lifted->roots.push_back(lifter.object(skeleton));
  }
  return lifted;
}

}  // namespace plimsoll
