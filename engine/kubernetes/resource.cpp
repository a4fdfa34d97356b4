// What makes a mapping a Kubernetes object, and how it is called.

#include "engine/kubernetes/resource.h"

#include "engine/text/concat.h"

namespace plimsoll {

std::string Resource::label() const {
  const std::string_view shown = name.empty() ? root["metadata"]["generateName"].text() : name;
  if (name_space.empty()) return concat(kind, "/", shown);
  return concat(kind, "/", name_space, "/", shown);
}

bool is_kind(const Resource& resource, std::string_view group, std::string_view kind) {
  return resource.kind == kind && resource.group == group;
}

}  // namespace plimsoll
