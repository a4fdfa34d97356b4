#pragma once

#include <string>

#include "engine/kubernetes/schema.h"

namespace plimsoll {

// What a message calls a value: `replicas`, `args[1]`, `labels key tier`, `value of PORT` for the
// value of an item that has a name. Keys are cut where they are too long to be read. The root has
// no name.
std::string name_of(const TypedNode& value);

}  // namespace plimsoll
