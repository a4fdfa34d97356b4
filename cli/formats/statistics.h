#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/lint/lint.h"

namespace plimsoll {

// How often one rule found something of one severity.
struct RuleCount {
  const Rule* rule = nullptr;
  Severity severity = Severity::kWarning;
  std::size_t findings = 0;
  std::size_t suppressed = 0;
  std::size_t known = 0;  // to the baseline
  std::size_t files = 0;  // that any of these are in
};

// The rules that found anything, most findings first.
std::vector<RuleCount> rule_counts(const Report& report);

// The rules that ran and had nothing to look at, by id.
std::vector<const Rule*> idle_rules(const Report& report);

// Both as a table, and what was looked at below it.
std::string format_statistics(const Report& report);

}  // namespace plimsoll
