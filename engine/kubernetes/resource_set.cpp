// Everything that is deployed together, found by kind, by name and by pod.
//
// References in Kubernetes are names: a HorizontalPodAutoscaler says "Deployment web" and means the
// one in its own namespace. The same name may occur twice in what a repository holds (one folder an
// environment); then the one nearest to the reference is meant: in the same file, else in the same
// folder. If that does not decide it, nobody can, and the answer is "unknown" rather than the
// first.

#include "engine/kubernetes/resource_set.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "engine/kubernetes/workload.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

std::string kind_key(std::string_view group, std::string_view kind) {
  return concat(group, "/", kind);
}

std::string name_key(std::string_view group, std::string_view kind, std::string_view name_space,
                     std::string_view name) {
  return concat(group, "/", kind, "/", name_space, "/", name);
}

std::string_view folder(const SourceFile& source) {
  const std::string_view path = source.reported_path();
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

// The one candidate that is near, if there is exactly one.
template <typename Near>
const Resource* only(const std::vector<const Resource*>& candidates, Near near, bool& several) {
  const Resource* found = nullptr;
  for (const Resource* candidate : candidates) {
    if (!near(*candidate)) continue;
    several = found != nullptr;
    if (several) return nullptr;
    found = candidate;
  }
  return found;
}

bool before(const Tree* tree_a, std::uint32_t index_a, const Tree* tree_b, std::uint32_t index_b) {
  if (tree_a != tree_b) return std::less<const Tree*>()(tree_a, tree_b);
  return index_a < index_b;
}

const std::vector<const Resource*> kNone;

}  // namespace

std::string_view ResourceSet::known_as(std::string_view name_space) const {
  return name_space == default_namespace_ ? std::string_view() : name_space;
}

ResourceSet::ResourceSet(std::vector<Resource> resources, std::string default_namespace)
    : resources_(std::move(resources)), default_namespace_(std::move(default_namespace)) {
  for (const Resource& resource : resources_) {
    by_kind_[kind_key(resource.group, resource.kind)].push_back(&resource);
    const std::string_view name_space = known_as(resource.name_space);
    by_name_[name_key(resource.group, resource.kind, name_space, resource.name)].push_back(
        &resource);
    if (pod_of(resource)) workloads_[name_space].push_back(&resource);
    roots_.push_back({&resource.root.tree(), resource.root.index(), &resource});
  }
  std::sort(roots_.begin(), roots_.end(),
            [](const Root& a, const Root& b) { return before(a.tree, a.index, b.tree, b.index); });
}

const Resource* ResourceSet::owner(Node node) const {
  for (; node.exists(); node = node.parent()) {
    const auto root =
        std::lower_bound(roots_.begin(), roots_.end(), node, [](const Root& entry, Node wanted) {
          return before(entry.tree, entry.index, &wanted.tree(), wanted.index());
        });
    if (root != roots_.end() && root->resource->root == node) return root->resource;
  }
  return nullptr;
}

const std::vector<const Resource*>& ResourceSet::of_kind(std::string_view group,
                                                         std::string_view kind) const {
  const auto found = by_kind_.find(kind_key(group, kind));
  return found == by_kind_.end() ? kNone : found->second;
}

std::vector<const Resource*> ResourceSet::find_all(std::string_view group, std::string_view kind,
                                                   std::string_view name_space,
                                                   std::string_view name) const {
  const auto found = by_name_.find(name_key(group, kind, known_as(name_space), name));
  return found == by_name_.end() ? kNone : found->second;
}

const Resource* ResourceSet::find(const Resource& from, std::string_view group,
                                  std::string_view kind, std::string_view name) const {
  const auto candidates = find_all(group, kind, from.name_space, name);
  if (candidates.empty()) return nullptr;
  if (candidates.size() == 1) return candidates.front();
  const SourceFile& home = from.root.source();
  bool several = false;
  const auto in_file = [&](const Resource& other) { return &other.root.source() == &home; };
  if (const Resource* found = only(candidates, in_file, several); found || several) return found;
  const auto in_folder = [&](const Resource& other) {
    return folder(other.root.source()) == folder(home);
  };
  return only(candidates, in_folder, several);
}

const std::vector<const Resource*>& ResourceSet::workloads(std::string_view name_space) const {
  const auto found = workloads_.find(known_as(name_space));
  return found == workloads_.end() ? kNone : found->second;
}

}  // namespace plimsoll
