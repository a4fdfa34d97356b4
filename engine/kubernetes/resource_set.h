#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/kubernetes/resource.h"

namespace plimsoll {

// Everything that is deployed together, with the indexes that cross-resource rules ask. Immutable
// once built; resources keep their address.
class ResourceSet {
 public:
  // Objects that name no namespace are in `default_namespace`; where that is empty, in a common one
  // without a name.
  explicit ResourceSet(std::vector<Resource> resources, std::string default_namespace = {});
  ResourceSet(const ResourceSet&) = delete;
  ResourceSet& operator=(const ResourceSet&) = delete;

  const std::vector<Resource>& all() const { return resources_; }
  std::string_view default_namespace() const { return default_namespace_; }

  // The resource a node is part of, as written; nullptr when it is part of none.
  const Resource* owner(Node node) const;

  // Every resource of a kind in a group, in the order of the input.
  const std::vector<const Resource*>& of_kind(std::string_view group, std::string_view kind) const;

  // The resource that a reference made in `from` means: same kind, name and namespace (an absent
  // namespace is one common namespace). Where several exist, the one in the same file, then in the
  // same folder; nullptr when none or not decidable.
  const Resource* find(const Resource& from, std::string_view group, std::string_view kind,
                       std::string_view name) const;
  // All candidates of find(), for rules that must tell none from several.
  std::vector<const Resource*> find_all(std::string_view group, std::string_view kind,
                                        std::string_view name_space, std::string_view name) const;

  // The resources whose pods carry labels, in a namespace: Pods and everything with a template.
  const std::vector<const Resource*>& workloads(std::string_view name_space) const;

 private:
  struct Root {
    const Tree* tree;
    std::uint32_t index;
    const Resource* resource;
  };

  // One name for the two ways to say the default namespace.
  std::string_view known_as(std::string_view name_space) const;

  std::vector<Resource> resources_;
  std::string default_namespace_;
  std::vector<Root> roots_;  // sorted
  std::unordered_map<std::string, std::vector<const Resource*>> by_kind_;
  std::unordered_map<std::string, std::vector<const Resource*>> by_name_;
  std::unordered_map<std::string_view, std::vector<const Resource*>> workloads_;
};

}  // namespace plimsoll
