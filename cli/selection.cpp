// Which rules run, and how.
//
// Names are checked here, where the rules are known: in a configuration at their place, on the
// command line as a usage error. What then becomes of each rule is cli/rule_decider.h's.

#include "cli/selection.h"

#include <algorithm>
#include <functional>

#include "cli/rule_decider.h"
#include "cli/suggest.h"
#include "engine/kubernetes/pointing.h"
#include "engine/text/concat.h"
#include "engine/text/nearest.h"
#include "rules/catalogue.h"

namespace plimsoll {
namespace {

bool is_known(std::string_view name, const RuleBook& book) {
  return std::ranges::any_of(
      book.rules, [name](const Rule* rule) { return name == rule->id || name == rule->category; });
}

// Holds the names in a configuration against the rules.
class NameChecker {
 public:
  explicit NameChecker(const RuleBook& book) : book_(book) {
    for (const Rule* rule : book.rules) {
      known_.push_back(rule->id);
      known_.push_back(rule->category);
    }
  }

  std::vector<ConfigError> errors;

  void check(const Config& config) {
    for (const ConfigLayer& layer : config.layers) {
      for (const auto* list : {&layer.select, &layer.ignore, &layer.locked}) {
        for (const Node item : *list) check_name(item.text(), point_at(item));
      }
      check(layer.rules);
      for (const ConfigLayer::Environment& one : layer.environments) check(one.rules);
    }
    if (config.ruleset) check_ruleset(config.ruleset);
  }

 private:
  void check(const std::vector<ConfigRule>& rules) {
    for (const ConfigRule& entry : rules) {
      check_name(entry.name, {&entry.node.source(), entry.node.key_span()});
      if (!entry.options) continue;
      const auto rule = std::ranges::find(book_.rules, entry.name, &Rule::id);
      if (rule != book_.rules.end()) {
        const auto wrong = check_keys(entry.options, (*rule)->options);
        errors.insert(errors.end(), wrong.begin(), wrong.end());
      } else {
        errors.push_back({{&entry.options.source(), entry.options.key_span()},
                          "options are for a rule, not for a category"});
      }
    }
  }

  void check_name(std::string_view name, Location location) {
    if (is_known(name, book_)) return;
    std::string message = concat("there is no rule or category ", name);
    if (const auto near = nearest(name, known_)) message += concat("; did you mean ", *near, "?");
    errors.push_back({location, std::move(message)});
  }

  void check_ruleset(Node node) {
    if (std::ranges::find(book_.rulesets, node.text()) != book_.rulesets.end()) return;
    std::string message = concat("there is no ruleset ", node.text(), "; this version knows");
    for (const std::string_view name : book_.rulesets) message += concat(" ", name);
    errors.push_back({point_at(node), std::move(message)});
  }

  const RuleBook& book_;
  std::vector<std::string_view> known_;
};

std::vector<RuleDecision> decide_all(RuleDecider& decider, const RuleBook& book,
                                     std::string_view environment) {
  std::vector<RuleDecision> decisions;
  for (const Rule* rule : book.rules) decisions.push_back(decider.decide(*rule, environment));
  return decisions;
}

Policy::Settings settings_of(const std::vector<RuleDecision>& decisions) {
  Policy::Settings settings;
  for (const RuleDecision& one : decisions) settings.emplace(one.rule, one.setting);
  return settings;
}

// What follows from the decisions.
void sum_up(Selection& selection, const RuleBook& book) {
  selection.policy.general = settings_of(selection.general);
  for (const auto& [name, decisions] : selection.environments) {
    selection.policy.environments.emplace(name, settings_of(decisions));
  }
  for (std::size_t i = 0; i < book.rules.size(); ++i) {
    bool on = selection.general[i].setting.on;
    for (const auto& [name, decisions] : selection.environments) on |= decisions[i].setting.on;
    if (on) selection.rules.push_back(book.rules[i]);
    if (selection.general[i].lock) selection.policy.locked.push_back(book.rules[i]);
  }
  if (selection.rules.empty()) {
    selection.error = "--select, --ignore and the configuration leave no rule to check";
  }
}

}  // namespace

RuleBook rule_book() {
  RuleBook book{.rules = {}, .rulesets = rulesets()};
  for (const CatalogueEntry& entry : catalogue()) book.rules.push_back(entry.rule);
  std::ranges::sort(book.rules, {}, &Rule::id);
  return book;
}

std::string unknown_rule(const std::string& name, bool with_categories) {
  std::vector<std::string_view> known;
  for (const CatalogueEntry& entry : catalogue()) {
    known.push_back(entry.rule->id);
    if (with_categories) known.push_back(entry.rule->category);
  }
  const std::string text = unknown(with_categories ? "rule or category" : "rule", name, known);
  return nearest(name, known) ? text : concat(text, "; 'plimsoll rules' lists them");
}

Selection select_rules(const Config* config, const std::vector<std::string>& select,
                       const std::vector<std::string>& ignore, const RuleBook& book) {
  Selection selection;
  for (const std::vector<std::string>* list : {&select, &ignore}) {
    const auto wrong = std::ranges::find_if_not(
        *list, [&](const std::string& name) { return is_known(name, book); });
    if (wrong == list->end()) continue;
    selection.error = unknown_rule(*wrong, true);
    return selection;
  }
  if (config != nullptr) {
    NameChecker checker(book);
    checker.check(*config);
    selection.errors = std::move(checker.errors);
    if (!selection.errors.empty()) return selection;
  }
  RuleDecider decider(config, select, ignore, book);
  selection.general = decide_all(decider, book, "");
  if (config != nullptr) {
    for (const ConfigEnvironment& one : config->environments) {
      selection.environments.emplace(one.name, decide_all(decider, book, one.name));
    }
  }
  selection.attempts = std::move(decider.attempts);
  sum_up(selection, book);
  return selection;
}

}  // namespace plimsoll
