#pragma once

#include <string_view>

#include "engine/yaml/parse.h"

namespace plimsoll {

// One Kubernetes object as it stands in a file: a document, or an item of a List. Borrows from the
// YamlFile it was read from.
struct Resource {
  std::string_view group;       // "" for the core group
  std::string_view version;     // "v1"
  std::string_view kind;        // as written, or inherited from a typed list
  std::string_view name;        // metadata.name; empty for generateName
  std::string_view name_space;  // metadata.namespace; empty when not written
  Node root;
  const Document* document = nullptr;

  // "Deployment/prod/web", or "Deployment/web" without a namespace.
  std::string label() const;
};

// Whether the resource is of this kind in this API group.
bool is_kind(const Resource& resource, std::string_view group, std::string_view kind);

}  // namespace plimsoll
