#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/config/config.h"
#include "engine/lint/policy.h"
#include "engine/lint/rule.h"
#include "engine/lint/suppression.h"

namespace plimsoll {

// The rule that reports attempts to suppress locked ones; locked whenever another is.
inline constexpr std::string_view kLockKeeper = "locked-rule-suppressed";

// Who decided something: the place in a configuration, or the flag, or nobody.
struct SaidBy {
  Node node;
  std::string_view flag;
};

// What a run wants of one rule, and why.
struct RuleDecision {
  const Rule* rule = nullptr;
  RuleSetting setting;  // its severity is always there
  SaidBy on;
  SaidBy severity;
  Node lock;  // where the rule is locked; missing when it is not
};

// The rules of a run. What it borrows of a configuration must outlive it.
struct Selection {
  std::vector<const Rule*> rules;  // on in general or in an environment; sorted by id
  Policy policy;
  std::vector<Suppression> attempts;  // to get rid of a locked rule, other than in files
  std::vector<RuleDecision> general;  // every rule, sorted by id
  std::map<std::string, std::vector<RuleDecision>, std::less<>> environments;  // the same
  std::vector<ConfigError> errors;  // wrong names in the configuration
  std::string error;                // what is wrong with the command line, or that no rule is left
};

// What there is to choose from.
struct RuleBook {
  std::vector<const Rule*> rules;              // sorted by id
  std::span<const std::string_view> rulesets;  // oldest first
};
// The rules of the program.
RuleBook rule_book();

// Puts together what profiles, files, their environments and the command line say, each above the
// ones before: docs/configuration.md has the table. `config` may be null and has no errors.
Selection select_rules(const Config* config, const std::vector<std::string>& select,
                       const std::vector<std::string>& ignore, const RuleBook& book = rule_book());

// What to answer to an unknown rule, categories included when `with_categories`.
std::string unknown_rule(const std::string& name, bool with_categories);

}  // namespace plimsoll
