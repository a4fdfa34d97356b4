// From values to objects.
//
// A rule about Deployments should not have to know that a chart calls its liveness delay
// `healthCheck.livenessProbe.initialDelaySeconds`. So the values are filled into the shape of the
// objects they end up in, as the chart's templates would, but with every node still pointing to the
// values file:
//
//   values      healthCheck: {livenessProbe: {periodSeconds: 20}}
//   skeleton    livenessProbe: {periodSeconds: ${healthCheck.livenessProbe.periodSeconds:-10}}
//   lifted      livenessProbe: {periodSeconds: 20}, and its place is the 20 of the values
//
// These are not templates: nothing is computed, looped or printed, and what they leave out is
// unknown to the rules, never absent. What the values say and the template does not do is noted on
// the way, for the rules about values.

#include "engine/values/lift.h"

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <utility>

#include "engine/text/concat.h"
#include "engine/values/expression.h"
#include "engine/values/helm_value.h"
#include "engine/yaml/scalar.h"
#include "engine/yaml/synthetic.h"

namespace plimsoll {
namespace {

constexpr std::string_view kIf = "$if";
constexpr std::string_view kUnless = "$unless";
constexpr std::string_view kMerge = "$merge";
constexpr std::string_view kSwitch = "$switch";
constexpr std::string_view kCases = "$cases";
constexpr std::string_view kValue = "$value";
constexpr std::string_view kDirectives[] = {kIf, kUnless, kMerge, kSwitch, kCases, kValue};

bool is_directive(std::string_view key) {
  return std::ranges::find(kDirectives, key) != std::end(kDirectives);
}

// The most nodes that the objects of one release may have; what lies beyond is left out, and said.
constexpr std::size_t kMostLifted = 1'000'000;

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
  Lifter(const TemplateValues& values, LiftedObjects& out, std::vector<LiftProblem>& problems)
      : values_(values),
        notes_(out.notes),
        makers_(out.makers),
        tree_(out.tree),
        spelled_(out.spelled),
        problems_(problems) {}

  bool is_left_out(Node skeleton);
  Node build(SyntheticBuilder& builder, std::string_view key, Node skeleton);

 private:
  void build_mapping(SyntheticBuilder& builder, Node skeleton);
  void build_switch(SyntheticBuilder& builder, Node skeleton);
  void build_sequence(SyntheticBuilder& builder, std::string_view key, Node skeleton);
  void build_merge(SyntheticBuilder& builder, Node skeleton);
  void build_text(SyntheticBuilder& builder, std::string_view key, Node skeleton);
  void build_value(SyntheticBuilder& builder, std::string_view key, const Expression& expression);
  void merge_into(SyntheticBuilder& builder, const std::vector<Node>& layers, Node written);
  std::vector<Node> layers_of(Node list);
  Node winner(const std::vector<Node>& layers, std::string_view key);
  std::optional<bool> is_truthy_condition(Node condition);
  Node chosen_case(Node skeleton);
  Node first_value(Node skeleton);
  Origin here(Node skeleton);
  void note(LiftNote::Kind kind, Node node, Node other = {}, std::string text = {});

  const TemplateValues& values_;
  std::vector<LiftNote>& notes_;
  std::deque<std::string>& makers_;
  const Tree& tree_;
  std::vector<std::unique_ptr<Tree>>& spelled_;
  std::vector<LiftProblem>& problems_;
};

void Lifter::note(LiftNote::Kind kind, Node node, Node other, std::string text) {
  notes_.push_back({kind, node, other, std::move(text)});
}

std::optional<bool> Lifter::is_truthy_condition(Node condition) {
  const auto expression = whole_expression(condition.text());
  if (!expression) {
    problems_.push_back(
        {condition, concat(condition.key(), " wants one expression, such as ${web.enabled}")});
    return std::nullopt;
  }
  const std::vector<Node> layers = values_.at(expression->path);
  if (!layers.empty()) note(LiftNote::Kind::kCondition, layers.back());
  return any_truthy(layers);
}

// The case that the value of `$switch` names; missing when it names none.
Node Lifter::chosen_case(Node skeleton) {
  const auto expression = whole_expression(skeleton[kSwitch].text());
  if (!expression) {
    problems_.push_back({skeleton[kSwitch], "$switch wants one expression, such as ${web.type}"});
    return {};
  }
  const std::vector<Node> layers = values_.at(expression->path);
  const std::string chosen =
      layers.empty() ? std::string(expression->fallback.value_or("")) : helm_text(layers.back());
  if (const Node found = skeleton[kCases][chosen]; found.exists()) return found;
  std::string known;
  for (const Node one : skeleton[kCases]) known += concat(known.empty() ? "" : ", ", one.key());
  const Node place = layers.empty() ? values_.nearest(expression->path) : layers.back();
  note(LiftNote::Kind::kUnknownChoice, place, {}, std::move(known));
  return {};
}

bool Lifter::is_left_out(Node skeleton) {
  if (!skeleton.is_mapping()) return false;
  const Node condition = skeleton[kIf];
  if (condition.exists() && !is_truthy_condition(condition).value_or(true)) return true;
  const Node exception = skeleton[kUnless];
  return exception.exists() && is_truthy_condition(exception).value_or(false);
}

Node Lifter::build(SyntheticBuilder& builder, std::string_view key, Node skeleton) {
  if (const Node value = skeleton[kValue]; value.exists()) return build(builder, key, value);
  if (skeleton.is_mapping()) {
    const Node root = builder.begin(NodeKind::kMapping, key, here(skeleton));
    build_mapping(builder, skeleton);
    builder.end();
    return root;
  }
  if (skeleton.is_sequence()) {
    build_sequence(builder, key, skeleton);
  } else if (!skeleton) {
    builder.null(key, here(skeleton));
  } else if (const auto expression = whole_expression(skeleton.text())) {
    build_value(builder, key, *expression);
  } else {
    build_text(builder, key, skeleton);
  }
  return {};
}

// The value below a skeleton that lies first, so that what the skeleton itself adds has a place.
Node Lifter::first_value(Node skeleton) {
  if (skeleton.is_scalar()) {
    for (const TemplatePart& part : split_template(skeleton.text()).parts) {
      if (part.expression) return values_.nearest(part.expression->path);
    }
    return {};
  }
  for (const Node child : skeleton) {
    if (const Node found = first_value(child); found.exists()) return found;
  }
  return {};
}

// Where a part of the skeleton counts as being: at the first value that goes into it.
Origin Lifter::here(Node skeleton) {
  const Node found = first_value(skeleton);
  return SyntheticBuilder::below(found.exists() ? found : values_.root());
}

// The members of a mapping that is already begun.
void Lifter::build_mapping(SyntheticBuilder& builder, Node skeleton) {
  for (const Node child : skeleton) {
    if (is_directive(child.key()) || is_left_out(child)) continue;
    if (child.is_mapping() && child[kSwitch].exists()) {
      build_switch(builder, child);
    } else {
      build(builder, child.key(), child);
    }
  }
  if (skeleton[kMerge].exists()) build_merge(builder, skeleton);
}

void Lifter::build_switch(SyntheticBuilder& builder, Node skeleton) {
  const Node chosen = chosen_case(skeleton);
  if (!chosen.exists()) {
    builder.null(skeleton.key(), here(skeleton[kSwitch]));
    return;
  }
  builder.begin(NodeKind::kMapping, skeleton.key(), here(skeleton));
  build_mapping(builder, chosen);
  build_mapping(builder, skeleton);
  builder.end();
}

void Lifter::build_sequence(SyntheticBuilder& builder, std::string_view key, Node skeleton) {
  builder.begin(NodeKind::kSequence, key, here(skeleton));
  for (const Node item : skeleton) {
    if (!is_left_out(item)) build(builder, "", item);
  }
  builder.end();
}

// The mappings of `$merge`, lowest first.
std::vector<Node> Lifter::layers_of(Node list) {
  std::vector<Node> layers;
  for (const Node item : list) {
    if (item.is_mapping()) {
      spelled_.push_back(std::make_unique<Tree>(values_.root().source()));
      SyntheticBuilder builder(*spelled_.back());
      layers.push_back(build(builder, "", item));
      continue;
    }
    const auto expression = whole_expression(item.text());
    if (!expression) {
      problems_.push_back({item, "$merge wants expressions, such as ${config}, or mappings"});
      continue;
    }
    for (const Node layer : values_.at(expression->path)) {
      if (layer.is_mapping()) layers.push_back(layer);
    }
  }
  return layers;
}

void Lifter::build_merge(SyntheticBuilder& builder, Node skeleton) {
  merge_into(builder, layers_of(skeleton[kMerge]), skeleton);
}

// The value of a key in several layers: the highest that is not empty, as sprig's merge has it.
Node Lifter::winner(const std::vector<Node>& layers, std::string_view key) {
  Node last;
  Node empty;
  for (const Node layer : layers) {
    const Node candidate = layer[key];
    if (!candidate.exists()) continue;
    if (!last.exists() || is_truthy(candidate)) {
      last = candidate;
      empty = {};
    } else if (is_truthy(last) && candidate) {
      empty = candidate;
    }
  }
  if (empty.exists()) note(LiftNote::Kind::kOutvoted, empty, last);
  return last;
}

// Mappings on top of each other: each key at the place of its first, with the value that wins.
// `written` is the skeleton that has keys of its own beside them.
void Lifter::merge_into(SyntheticBuilder& builder, const std::vector<Node>& layers, Node written) {
  std::unordered_set<std::string> done;
  for (const Node layer : layers) {
    for (const Node member : layer) {
      if (!done.emplace(member.key()).second) continue;
      const Node value = winner(layers, member.key());
      if (written[member.key()].exists()) {
        note(LiftNote::Kind::kWrittenTwice, value);
      } else {
        builder.copy(member.key(), value);
      }
    }
  }
}

void Lifter::build_value(SyntheticBuilder& builder, std::string_view key,
                         const Expression& expression) {
  if (tree_.size() > kMostLifted) {
    builder.null(key, SyntheticBuilder::below(values_.root()));
    return;
  }
  const std::vector<Node> layers = values_.at(expression.path);
  if (expression.fallback && !any_truthy(layers)) {
    const std::string text(*expression.fallback);
    if (!layers.empty()) note(LiftNote::Kind::kDefaulted, layers.back(), {}, text);
    const Node near = layers.empty() ? values_.nearest(expression.path) : layers.back();
    makers_.push_back(concat(text, " is the template's default"));
    Origin origin = SyntheticBuilder::below(near, makers_.back());
    origin.is_default = true;
    builder.scalar(key, text, made_type(text), origin);
  } else if (layers.empty()) {
    builder.null(key, SyntheticBuilder::below(values_.nearest(expression.path)));
  } else if (layers.size() > 1 && std::ranges::all_of(layers, &Node::is_mapping)) {
    builder.begin(NodeKind::kMapping, key, SyntheticBuilder::at(layers.back()));
    merge_into(builder, layers, {});
    builder.end();
  } else {
    builder.copy(key, layers.back());
  }
}

// A text with expressions inside, or without any.
void Lifter::build_text(SyntheticBuilder& builder, std::string_view key, Node skeleton) {
  const TemplateText split = split_template(skeleton.text());
  if (split.unclosed) problems_.push_back({skeleton, "the expression is never closed"});
  std::string text;
  bool filled = false;
  for (const TemplatePart& part : split.parts) {
    text += part.text;
    if (!part.expression) continue;
    filled = true;
    const std::vector<Node> layers = values_.at(part.expression->path);
    text += any_truthy(layers) ? helm_text(layers.back())
                               : std::string(part.expression->fallback.value_or(""));
  }
  if (filled) {
    builder.scalar(key, std::move(text), MadeType::kString, here(skeleton));
  } else {
    builder.scalar_like(key, skeleton, here(skeleton));
  }
}

}  // namespace

std::unique_ptr<LiftedObjects> lift(Node skeletons, const TemplateValues& values,
                                    std::vector<LiftProblem>& problems) {
  auto lifted = std::make_unique<LiftedObjects>(values.root().source());
  SyntheticBuilder builder(lifted->tree, SyntheticBuilder::kPartial);
  Lifter lifter(values, *lifted, problems);
  for (const Node skeleton : skeletons) {
    if (!skeleton.is_mapping() || lifter.is_left_out(skeleton)) continue;
    lifted->roots.push_back(lifter.build(builder, "", skeleton));
    if (lifted->tree.size() <= kMostLifted) continue;
    problems.push_back({skeleton, "the objects grow beyond all measure"});
    break;
  }
  return lifted;
}

}  // namespace plimsoll
