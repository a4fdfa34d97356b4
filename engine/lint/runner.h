#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/kubernetes/external_objects.h"
#include "engine/lint/finding.h"
#include "engine/lint/object_set.h"
#include "engine/lint/policy.h"
#include "engine/lint/rule.h"
#include "engine/lint/suppression.h"
#include "engine/yaml/parse.h"

namespace plimsoll {

// What a run knows besides its files. Borrowed.
struct RunnerOptions {
  std::span<const Rule* const> rules;
  const Policy& policy;
  const ExternalObjects& externals;
};

// Calls every rule for everything that it looks at, and returns what they report, in no particular
// order.
std::vector<Finding> run_rules(const RunnerOptions& options,
                               const std::vector<std::unique_ptr<const YamlFile>>& files,
                               const std::vector<Release>& releases,
                               const std::vector<ObjectSet>& sets);

// The same for the rules about suppressions, once it is known what those covered.
std::vector<Finding> run_suppression_rules(const RunnerOptions& options,
                                           const std::vector<Suppression>& suppressions,
                                           const std::vector<ObjectSet>& sets);

}  // namespace plimsoll
