#pragma once

#include <string>
#include <vector>

#include "engine/lint/rule.h"

namespace plimsoll {

// The rules of a run.
struct Selection {
  std::vector<const Rule*> rules;  // sorted by id
  std::string error;               // what is wrong with the names; empty on success
};

// The rules that `select` names (all when it is empty) without those that `ignore` names. A name is
// a rule's or a category's.
Selection select_rules(const std::vector<std::string>& select,
                       const std::vector<std::string>& ignore);

// What to answer to an unknown rule, categories included when `with_categories`.
std::string unknown_rule(const std::string& name, bool with_categories);

}  // namespace plimsoll
