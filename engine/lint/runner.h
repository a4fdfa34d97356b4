#pragma once

#include <memory>
#include <vector>

#include "engine/lint/finding.h"
#include "engine/lint/lint.h"
#include "engine/lint/object_set.h"
#include "engine/lint/rule.h"
#include "engine/lint/suppression.h"
#include "engine/yaml/parse.h"

namespace plimsoll {

// The rules of a run, each with the account of what it did so far, which calling them adds to.
struct RuleRuns {
  std::vector<RuleRun>& runs;
  bool timed = false;  // clocks are read only then
};

// Calls every rule for everything that it looks at, and returns what they report, in no particular
// order.
std::vector<Finding> run_rules(RuleRuns rules,
                               const std::vector<std::unique_ptr<const YamlFile>>& files,
                               const std::vector<Release>& releases,
                               const std::vector<ObjectSet>& sets);

// The same for the rules about suppressions, once it is known what those covered.
std::vector<Finding> run_suppression_rules(RuleRuns rules,
                                           const std::vector<Suppression>& suppressions,
                                           const std::vector<ObjectSet>& sets);

}  // namespace plimsoll
