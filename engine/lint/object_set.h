#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "engine/kubernetes/resource_set.h"
#include "engine/values/release.h"

namespace plimsoll {

// Objects that are deployed together: what the files of one environment hold, or what its values
// become. The two are never mixed, since the second are parts of the first.
struct ObjectSet {
  std::string environment;
  bool lifted = false;
  std::unique_ptr<const ResourceSet> resources;
  std::vector<const Release*> releases = {};  // of a lifted set: whose each resource is, in order

  // REQUIRES: lifted, and the resource is of this set.
  const Release& release_of(const Resource& resource) const {
    return *releases[static_cast<std::size_t>(&resource - resources->all().data())];
  }
};

}  // namespace plimsoll
