// What becomes of one rule, in one environment. Each line is above the ones before it:
//
//   the rule itself                           on, its own severity
//   profiles, files, the file that was read   select, ignore, rules: categories, then rules
//   the same again                            environments.NAME.rules
//   the command line                          --select, --ignore
//   ruleset                                   a rule that is newer gives notes, unless named
//
// With a central file above the repository's own, the first lines are gone through twice: for the
// repository's, then for the central ones.
//
// A `select` is a filter over all this. Only the highest one counts, and it lets pass what it names
// and what a `rules` of the same file or a higher one names.
//
// A locked rule is on, and nothing the repository says makes it milder. Whoever tries is noted.

#include "cli/rule_decider.h"

#include <algorithm>

#include "engine/kubernetes/pointing.h"

namespace plimsoll {
namespace {

// The item that names the rule by its id, else the one that names its category; missing when none
// does.
Node naming(const std::vector<Node>& items, const Rule& rule) {
  Node found;
  for (const Node item : items) {
    if (item.text() == rule.id) return item;
    if (item.text() == rule.category) found = item;
  }
  return found;
}

bool names(const std::vector<std::string>& list, std::string_view name) {
  return std::ranges::find(list, name) != list.end();
}

// Where a rule is named: the item of a list, or the key of an entry of `rules`.
Location name_of(Node node, const Rule& rule) {
  const bool is_item = node.text() == rule.id || node.text() == rule.category;
  return is_item ? point_at(node) : Location{&node.source(), node.key_span()};
}

}  // namespace

RuleDecider::RuleDecider(const Config* config, const std::vector<std::string>& select,
                         const std::vector<std::string>& ignore, const RuleBook& book)
    : config_(config), select_(select), ignore_(ignore), book_(book) {}

RuleDecision RuleDecider::decide(const Rule& rule, std::string_view environment) {
  Draft draft;
  draft.decision.rule = &rule;
  draft.decision.setting.severity = rule.severity;
  draft.decision.lock = lock_of(rule);
  apply_layers(true, environment, draft);
  apply_layers(false, environment, draft);
  apply_flags(draft);
  apply_select(draft);
  apply_ruleset(draft);
  return std::move(draft.decision);
}

Node RuleDecider::lock_of(const Rule& rule) const {
  if (config_ == nullptr) return {};
  Node lock, any;
  for (const ConfigLayer& layer : config_->layers) {
    if (const Node found = naming(layer.locked, rule)) lock = found;
    if (!layer.locked.empty()) any = layer.locked.front();
  }
  // What reports the attempts is locked along with whatever is.
  return lock || rule.id != kLockKeeper ? lock : any;
}

void RuleDecider::apply_layers(bool of_repository, std::string_view environment, Draft& draft) {
  if (config_ == nullptr) return;
  const std::vector<ConfigLayer>& layers = config_->layers;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    if (layers[i].of_repository == of_repository) {
      apply_layer(layers[i], static_cast<int>(i), draft);
    }
  }
  if (environment.empty()) return;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    if (layers[i].of_repository != of_repository) continue;
    for (const ConfigLayer::Environment& one : layers[i].environments) {
      if (one.name == environment) {
        apply_rules(one.rules, layers[i], static_cast<int>(i), draft);
      }
    }
  }
}

void RuleDecider::apply_layer(const ConfigLayer& layer, int index, Draft& draft) {
  RuleDecision& decision = draft.decision;
  const Node selected = naming(layer.select, *decision.rule);
  if (selected && selected.text() == decision.rule->id) {
    decision.setting.on = true;
    decision.on = {selected, {}};
  }
  if (const Node ignored = naming(layer.ignore, *decision.rule)) turn_off({ignored, {}}, draft);
  apply_rules(layer.rules, layer, index, draft);
}

void RuleDecider::apply_rules(const std::vector<ConfigRule>& rules, const ConfigLayer& layer,
                              int index, Draft& draft) {
  const Rule& rule = *draft.decision.rule;
  for (const std::string_view name : {rule.category, rule.id}) {
    for (const ConfigRule& entry : rules) {
      if (entry.name == name) apply(entry, layer, index, draft);
    }
  }
}

void RuleDecider::apply(const ConfigRule& entry, const ConfigLayer& layer, int index,
                        Draft& draft) {
  RuleDecision& decision = draft.decision;
  const bool by_id = entry.name == decision.rule->id;
  if (entry.level && !entry.level->on) return turn_off({entry.node, {}}, draft);
  const bool says_on = entry.level && entry.level->severity.empty();
  if (by_id || says_on) {
    decision.setting.on = true;
    decision.on = {entry.node, {}};
  }
  if (by_id) draft.named = index;
  if (entry.level && !says_on) apply_severity(entry, layer, draft);
  apply_options(entry, layer, draft);
}

void RuleDecider::apply_severity(const ConfigRule& entry, const ConfigLayer& layer, Draft& draft) {
  RuleDecision& decision = draft.decision;
  const auto severity = parse_severity(entry.level->severity);
  if (decision.lock && layer.of_repository && *severity < *decision.setting.severity) {
    return refuse(draft, point_at(entry.level_node), "this severity");
  }
  decision.setting.severity = severity;
  decision.severity = {entry.level_node, {}};
}

void RuleDecider::apply_options(const ConfigRule& entry, const ConfigLayer& layer, Draft& draft) {
  RuleDecision& decision = draft.decision;
  if (decision.lock && layer.of_repository && !entry.options.empty()) {
    return refuse(draft, name_of(entry.options, *decision.rule), "this configuration");
  }
  for (const Node option : entry.options) {
    const auto known = std::ranges::find(decision.rule->options, option.key(), &ConfigKey::name);
    if (known != decision.rule->options.end()) decision.setting.options[known->name] = option;
  }
}

void RuleDecider::turn_off(SaidBy by, Draft& draft) {
  RuleDecision& decision = draft.decision;
  if (decision.lock) {
    const Location place = by.node ? name_of(by.node, *decision.rule) : point_at(decision.lock);
    return refuse(draft, place, by.node ? std::string_view("this configuration") : by.flag);
  }
  decision.setting.on = false;
  decision.on = by;
  draft.named = -1;
}

void RuleDecider::refuse(const Draft& draft, Location location, std::string_view by) {
  const std::string_view rule = draft.decision.rule->id;
  for (const Suppression& one : attempts) {
    if (one.rule == rule && one.location.source == location.source &&
        one.location.span == location.span) {
      return;
    }
  }
  Suppression attempt;
  attempt.carrier = Suppression::Carrier::kElsewhere;
  attempt.by = by;
  attempt.rule = rule;
  attempt.location = location;
  attempt.refused = true;
  attempts.push_back(std::move(attempt));
}

void RuleDecider::apply_flags(Draft& draft) {
  RuleDecision& decision = draft.decision;
  const Rule& rule = *decision.rule;
  if (names(select_, rule.id)) {
    decision.setting.on = true;
    decision.on = {{}, "--select"};
  }
  if (names(ignore_, rule.id) || names(ignore_, rule.category)) {
    turn_off({{}, "--ignore"}, draft);
  }
}

void RuleDecider::apply_select(Draft& draft) {
  RuleDecision& decision = draft.decision;
  const Rule& rule = *decision.rule;
  if (decision.lock) return;
  if (!select_.empty()) {
    if (names(select_, rule.id) || names(select_, rule.category)) return;
    return turn_off({{}, "--select"}, draft);
  }
  if (config_ == nullptr) return;
  for (int i = static_cast<int>(config_->layers.size()) - 1; i >= 0; --i) {
    const ConfigLayer& layer = config_->layers[static_cast<std::size_t>(i)];
    if (layer.select.empty()) continue;
    if (draft.named < i && !naming(layer.select, rule)) {
      turn_off({layer.select.front(), {}}, draft);
    }
    return;
  }
}

void RuleDecider::apply_ruleset(Draft& draft) const {
  RuleDecision& decision = draft.decision;
  const bool is_named = decision.lock || draft.named >= 0 || names(select_, decision.rule->id);
  if (config_ == nullptr || !config_->ruleset || is_named) return;
  const auto pinned = std::ranges::find(book_.rulesets, config_->ruleset.text());
  const auto since = std::ranges::find(book_.rulesets, decision.rule->since);
  if (since <= pinned) return;
  decision.setting.severity = Severity::kNote;
  decision.severity = {config_->ruleset, {}};
}

}  // namespace plimsoll
