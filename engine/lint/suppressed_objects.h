#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "engine/lint/object_set.h"
#include "engine/lint/rule.h"
#include "engine/lint/suppression.h"

namespace plimsoll {

// The suppressions that objects and their pod templates carry as annotations, each place once. Of
// other linters' annotations those are read that are about one of `rules` (Rule::peers).
std::vector<Suppression> annotated_suppressions(const std::vector<ObjectSet>& sets,
                                                std::span<const Rule* const> rules);

// What an annotation knows the object of a finding by.
Suppression::Object object_of(const Resource& resource, std::string_view environment);

}  // namespace plimsoll
