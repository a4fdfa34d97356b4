#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/lint/finding.h"
#include "engine/lint/rule.h"
#include "engine/lint/severity.h"
#include "engine/yaml/parse.h"

namespace plimsoll {

// What a run wants of one rule.
struct RuleSetting {
  bool on = true;
  // In place of the rule's own. What the rule itself calls milder than that stays milder.
  std::optional<Severity> severity = {};
  // Options that are given; all others have their defaults. The nodes point into a configuration,
  // which must outlive the run.
  std::map<std::string_view, Node> options = {};
};

// What a run wants of its rules, in general and in each environment. A rule that is not mentioned
// is on, as it comes.
struct Policy {
  using Settings = std::map<const Rule*, RuleSetting>;
  Settings general = {};
  std::map<std::string, Settings, std::less<>> environments = {};
  // Rules that nothing suppresses.
  std::vector<const Rule*> locked = {};

  // The setting of the environment, else of all. "" is no environment.
  const RuleSetting& of(const Rule& rule, std::string_view environment) const;
  bool is_locked(const Rule& rule) const;
};

// The defaults of the rules' options, as nodes.
class OptionDefaults {
 public:
  // REQUIRES: every default (ConfigKey::fallback) is YAML.
  explicit OptionDefaults(std::span<const Rule* const> rules);
  // REQUIRES: the rule is one of `rules` and has that option.
  Node of(const Rule& rule, std::string_view option) const;

 private:
  std::unordered_map<const Rule*, std::unique_ptr<const YamlFile>> files_;
};

// The environments a file belongs to, by its reported path; none are in general.
using FileEnvironments = std::map<std::string_view, std::vector<std::string_view>>;

// Gives findings the severities that are wanted: a finding has the highest of its subjects', each
// the one of its environment. What is off in an environment loses its subjects there, and a
// finding about nothing else goes.
void apply_policy(const Policy& policy, const FileEnvironments& environments,
                  std::vector<Finding>& findings);

// The severity of a finding with subjects: the highest of theirs.
void settle_severity(Finding& finding);

}  // namespace plimsoll
