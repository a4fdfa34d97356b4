#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/config/config.h"
#include "engine/values/lift.h"
#include "engine/values/values_tree.h"

namespace plimsoll {

// Replaces ${name} by the value of a variable.
std::string expand(std::string_view text, std::string_view name, std::string_view value);

// The values that an entry of a project file contributes, as one layer: each key of the values with
// what stands at its place in the entry or the file. `environment` is what ${env} stands for.
struct ProjectLayer {
  ValuesLayer layer;
  std::shared_ptr<const LiftedObjects> tree;  // what the layer's nodes live in
};
ProjectLayer project_layer(const ConfigReleases& list, const std::string& path, Node file,
                           Node entry, std::string_view environment);

}  // namespace plimsoll
