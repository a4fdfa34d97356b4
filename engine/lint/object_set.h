#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/kubernetes/resource_set.h"

namespace plimsoll {

// Objects that are deployed together: what the files of one environment hold, or what its values
// become. The two are never mixed, since the second are parts of the first.
struct ObjectSet {
  std::string environment;
  bool lifted = false;
  std::unique_ptr<const ResourceSet> resources;
  std::vector<std::string> releases = {};  // of a lifted set: whose each resource is, in order
};

}  // namespace plimsoll
