// Whose a rendered object is.
//
// Rendered manifests do not say which Application they were rendered for. Its values do: they
// become a Deployment `web`, so the Deployment `web` of that environment is the Application's.

#include "engine/lint/ownership.h"

#include <algorithm>

namespace plimsoll {
namespace {

// The namespace an object is in; empty when nobody says.
std::string_view home_of(const Resource& resource, const ResourceSet& set) {
  return resource.name_space.empty() ? set.default_namespace() : resource.name_space;
}

}  // namespace

void note_ownerships(const std::vector<DeployedObject>& objects, ObjectSet& set) {
  std::vector<ObjectSet::Ownership> certain;
  std::vector<ObjectSet::Ownership> likely;
  for (const DeployedObject& one : objects) {
    if (one.deployed->environment != set.environment) continue;
    for (const Resource* object : set.resources->of_kind(one.group, one.kind)) {
      if (object->name != one.name) continue;
      const std::string_view home = home_of(*object, *set.resources);
      const std::string& destination = one.deployed->name_space;
      if (home.empty() || destination.empty()) {
        likely.push_back({one.deployed->application, object});
      } else if (home == destination) {
        certain.push_back({one.deployed->application, object});
      }
    }
  }
  for (const ObjectSet::Ownership& one : likely) {
    const auto same = [&](const ObjectSet::Ownership& other) { return other.object == one.object; };
    const bool alone = std::ranges::count_if(likely, same) == 1;
    if (alone && std::ranges::none_of(certain, same)) certain.push_back(one);
  }
  set.ownerships = std::move(certain);
}

}  // namespace plimsoll
