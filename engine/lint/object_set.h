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
  // An Argo CD Application and an object that it deploys, as its values tell.
  struct Ownership {
    const Resource* application;
    const Resource* object;
    friend bool operator==(const Ownership&, const Ownership&) = default;
  };

  std::string environment;
  bool lifted = false;
  std::unique_ptr<const ResourceSet> resources;
  std::vector<const Release*> releases = {};  // of a lifted set: whose each resource is, in order
  std::vector<Ownership> ownerships = {};     // of a set of manifests

  // REQUIRES: lifted, and the resource is of this set.
  const Release& release_of(const Resource& resource) const {
    return *releases[static_cast<std::size_t>(&resource - resources->all().data())];
  }
};

}  // namespace plimsoll
