// Finding a rule by its id, and the rulesets that rules came with.

#include "rules/catalogue.h"

namespace plimsoll {

std::span<const std::string_view> rulesets() {
  static constexpr std::string_view kRulesets[] = {kFirstRuleset};
  return kRulesets;
}

const Rule* find_rule(std::string_view id) {
  for (const CatalogueEntry& entry : catalogue()) {
    if (entry.rule->id == id) return entry.rule;
  }
  return nullptr;
}

}  // namespace plimsoll
