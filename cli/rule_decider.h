#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/selection.h"

namespace plimsoll {

// Decides about rules one by one, from all that was said about them. Borrows everything.
class RuleDecider {
 public:
  // `config` may be null, and names nothing that does not exist.
  RuleDecider(const Config* config, const std::vector<std::string>& select,
              const std::vector<std::string>& ignore, const RuleBook& book);

  // In an environment; "" is in general.
  RuleDecision decide(const Rule& rule, std::string_view environment);

  // Each way to get rid of a locked rule that was met while deciding, once.
  std::vector<Suppression> attempts;

 private:
  // A decision in the making.
  struct Draft {
    RuleDecision decision;
    int named = -1;  // the layer that turned it on by its id
  };

  void apply_layers(bool of_repository, std::string_view environment, Draft& draft);
  void apply_layer(const ConfigLayer& layer, int index, Draft& draft);
  void apply_rules(const std::vector<ConfigRule>& rules, const ConfigLayer& layer, int index,
                   Draft& draft);
  void apply(const ConfigRule& entry, const ConfigLayer& layer, int index, Draft& draft);
  void apply_severity(const ConfigRule& entry, const ConfigLayer& layer, Draft& draft);
  void apply_options(const ConfigRule& entry, const ConfigLayer& layer, Draft& draft);
  void apply_flags(Draft& draft);
  void apply_select(Draft& draft);
  void apply_ruleset(Draft& draft) const;
  void turn_off(SaidBy by, Draft& draft);
  void refuse(const Draft& draft, Location location, std::string_view by);
  Node lock_of(const Rule& rule) const;

  const Config* config_;
  const std::vector<std::string>& select_;
  const std::vector<std::string>& ignore_;
  const RuleBook& book_;
};

}  // namespace plimsoll
