#pragma once

#include <span>
#include <string_view>

#include "engine/lint/rule.h"

namespace plimsoll {

// One rule with the file it came from, so that a test can hold the two against each other.
struct CatalogueEntry {
  std::string_view stem;    // of rules/<category>/<stem>.cpp
  std::string_view folder;  // the category's
  const Rule* rule;
};

// Every rule, sorted by category and id. Generated from the files (cmake/catalogue.cmake).
std::span<const CatalogueEntry> catalogue();

// Every ruleset that a configuration may pin, oldest first. The last is this version's.
std::span<const std::string_view> rulesets();

// The rule of this id; nullptr when there is none.
const Rule* find_rule(std::string_view id);

}  // namespace plimsoll
