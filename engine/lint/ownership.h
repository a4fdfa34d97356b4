#pragma once

#include <vector>

#include "engine/lint/object_set.h"
#include "engine/values/deployed_chart.h"

namespace plimsoll {

// Notes which objects of a set of manifests its Applications deploy, by what the Applications'
// values become: the object of that kind and name, in the namespace the Application is for. Where
// the object's namespace is unknown and two Applications claim it, neither has it.
void note_ownerships(const std::vector<DeployedObject>& objects, ObjectSet& set);

}  // namespace plimsoll
