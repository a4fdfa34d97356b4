#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/kubernetes/resource_set.h"

namespace plimsoll {

// What scales a workload: a HorizontalPodAutoscaler of any version, or a KEDA ScaledObject, which
// makes one (K-5). Borrows from its resource. Source: kubernetes-semantics H-1, H-19, K-1, K-2.
struct Autoscaler {
  const Resource* resource = nullptr;

  // The object it scales. `group` is that of scaleTargetRef.apiVersion, whose version part says
  // nothing; a ScaledObject's default is a Deployment of apps.
  std::string_view group;
  std::string_view kind;
  std::string_view name;

  // The bounds as written: `minReplicas` and `maxReplicas`, in a ScaledObject `minReplicaCount` and
  // `maxReplicaCount`. Missing when they are.
  Node min_node;
  Node max_node;
  // The bounds that hold, defaults included (1 and none; in a ScaledObject 0 and 100). nullopt
  // where what is written is no integer, where a partial resource leaves it open, and for the
  // required maxReplicas when absent.
  std::optional<std::int64_t> min;
  std::optional<std::int64_t> max;
};

// The names of the bounds' fields in the kind of this autoscaler.
std::string_view min_field(const Autoscaler& autoscaler);
std::string_view max_field(const Autoscaler& autoscaler);

// nullopt for resources that are no autoscaler, and for one without a spec.
std::optional<Autoscaler> autoscaler_of(const Resource& resource);

// The object an autoscaler scales, in its own namespace; nullptr when it is not in the set or
// several are meant.
const Resource* scale_target(const ResourceSet& set, const Autoscaler& autoscaler);

// Every autoscaler of the set, HorizontalPodAutoscalers first, in the order of the input.
std::vector<Autoscaler> autoscalers(const ResourceSet& set);

// Those that scale `workload`. REQUIRES: workload is one of set.all().
std::vector<Autoscaler> autoscalers_of(const ResourceSet& set, const Resource& workload);

// A workload and the autoscaler that scales it; of several the first by label.
struct ScaledWorkload {
  const Resource* workload = nullptr;
  const Resource* autoscaler = nullptr;
};

// Every workload of the set that is scaled, once, sorted by its label.
std::vector<ScaledWorkload> scaled_workloads(const ResourceSet& set);

}  // namespace plimsoll
