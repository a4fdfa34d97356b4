// Reads the objects that change a workload's replica count at run time.
//
//   apiVersion: autoscaling/v2             apiVersion: keda.sh/v1alpha1
//   kind: HorizontalPodAutoscaler          kind: ScaledObject
//   spec:                                  spec:
//     scaleTargetRef:                        scaleTargetRef:
//       apiVersion: apps/v1                    name: worker          # a Deployment
//       kind: Deployment                     maxReplicaCount: 5      # from 0
//       name: web
//     maxReplicas: 4                       # from 1
//
// Rules about replicas treat the two alike, so both become one Autoscaler. It is matched to its
// target as the scale client does: by group and kind, never by version, in its own namespace.
//
// Not read: metrics, triggers and behaviour, and whether the kind can be scaled at all.

#include "engine/kubernetes/scaling.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "engine/yaml/scalar.h"

namespace plimsoll {
namespace {

constexpr std::string_view kHpaGroup = "autoscaling";
constexpr std::string_view kHpaKind = "HorizontalPodAutoscaler";
constexpr std::string_view kKedaGroup = "keda.sh";
constexpr std::string_view kKedaKind = "ScaledObject";

struct Defaults {
  std::string_view min_field;
  std::string_view max_field;
  std::optional<std::int64_t> min;
  std::optional<std::int64_t> max;
  std::string_view group;
  std::string_view kind;
};

constexpr Defaults kHpa = {.min_field = "minReplicas",
                           .max_field = "maxReplicas",
                           .min = 1,
                           .max = std::nullopt,
                           .group = "",
                           .kind = ""};
constexpr Defaults kKeda = {.min_field = "minReplicaCount",
                            .max_field = "maxReplicaCount",
                            .min = 0,
                            .max = 100,
                            .group = "apps",
                            .kind = "Deployment"};

const Defaults* defaults_of(const Resource& resource) {
  if (is_kind(resource, kHpaGroup, kHpaKind)) return &kHpa;
  if (is_kind(resource, kKedaGroup, kKedaKind)) return &kKeda;
  return nullptr;
}

std::optional<std::int64_t> bound(Node spec, std::string_view field,
                                  std::optional<std::int64_t> otherwise) {
  if (const Node written = spec[field]) return as_int32(written);
  return absent(spec, field) ? otherwise : std::nullopt;
}

}  // namespace

std::string_view min_field(const Autoscaler& autoscaler) {
  return defaults_of(*autoscaler.resource)->min_field;
}

std::string_view max_field(const Autoscaler& autoscaler) {
  return defaults_of(*autoscaler.resource)->max_field;
}

std::optional<Autoscaler> autoscaler_of(const Resource& resource) {
  const Defaults* defaults = defaults_of(resource);
  const Node spec = resource.root["spec"];
  if (defaults == nullptr || !spec.is_mapping()) return std::nullopt;

  const Node target = spec["scaleTargetRef"];
  const std::string_view api_version = target["apiVersion"].text();
  const std::size_t slash = api_version.find('/');
  const std::string_view kind = target["kind"].text();

  Autoscaler out;
  out.resource = &resource;
  out.group = slash != std::string_view::npos ? api_version.substr(0, slash) : std::string_view();
  if (api_version.empty()) out.group = defaults->group;
  out.kind = kind.empty() ? defaults->kind : kind;
  out.name = target["name"].text();
  out.min_node = spec[defaults->min_field];
  out.max_node = spec[defaults->max_field];
  out.min = bound(spec, defaults->min_field, defaults->min);
  out.max = bound(spec, defaults->max_field, defaults->max);
  return out;
}

const Resource* scale_target(const ResourceSet& set, const Autoscaler& autoscaler) {
  if (autoscaler.name.empty()) return nullptr;
  return set.find(*autoscaler.resource, autoscaler.group, autoscaler.kind, autoscaler.name);
}

std::vector<Autoscaler> autoscalers(const ResourceSet& set) {
  std::vector<Autoscaler> out;
  const auto add = [&out](const std::vector<const Resource*>& resources) {
    for (const Resource* resource : resources) {
      if (const auto autoscaler = autoscaler_of(*resource)) out.push_back(*autoscaler);
    }
  };
  add(set.of_kind(kHpaGroup, kHpaKind));
  add(set.of_kind(kKedaGroup, kKedaKind));
  return out;
}

std::vector<Autoscaler> autoscalers_of(const ResourceSet& set, const Resource& workload) {
  std::vector<Autoscaler> out = autoscalers(set);
  std::erase_if(out, [&](const Autoscaler& autoscaler) {
    return autoscaler.name != workload.name || scale_target(set, autoscaler) != &workload;
  });
  return out;
}

std::vector<ScaledWorkload> scaled_workloads(const ResourceSet& set) {
  std::vector<ScaledWorkload> out;
  for (const Autoscaler& autoscaler : autoscalers(set)) {
    const Resource* workload = scale_target(set, autoscaler);
    if (workload != nullptr) out.push_back({workload, autoscaler.resource});
  }
  // Stable, so that equal labels (the same object in two folders) keep the order of the input.
  std::ranges::stable_sort(out, {}, [](const ScaledWorkload& one) {
    return std::pair(one.workload->label(), one.autoscaler->label());
  });
  std::unordered_set<const Resource*> seen;
  std::erase_if(out,
                [&seen](const ScaledWorkload& one) { return !seen.insert(one.workload).second; });
  return out;
}

}  // namespace plimsoll
