// Finding a rule by its id.

#include "rules/catalogue.h"

namespace plimsoll {

const Rule* find_rule(std::string_view id) {
  for (const CatalogueEntry& entry : catalogue()) {
    if (entry.rule->id == id) return entry.rule;
  }
  return nullptr;
}

}  // namespace plimsoll
