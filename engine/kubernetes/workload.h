#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/kubernetes/resource.h"

namespace plimsoll {

// The pod that a resource is or creates: its spec and metadata (labels, annotations).
struct PodSpec {
  const Resource* resource = nullptr;
  Node spec;
  Node metadata;
};

// How a container lives, which decides what may be asked of it (P-11, P-66): app containers run for
// the pod's life; init containers run once, before them, and have no probes; a sidecar is an init
// container with restartPolicy Always, and is probed like an app container; ephemeral containers
// are for debugging.
enum class ContainerClass : std::uint8_t { kApp, kInit, kSidecar, kEphemeral };

// A set of container classes, for rules to declare where they apply.
class ContainerClasses {
 public:
  constexpr ContainerClasses(std::initializer_list<ContainerClass> classes) {
    for (const ContainerClass one : classes) bits_ |= bit(one);
  }
  constexpr bool contains(ContainerClass one) const { return (bits_ & bit(one)) != 0; }

 private:
  static constexpr unsigned bit(ContainerClass one) { return 1u << static_cast<unsigned>(one); }
  unsigned bits_ = 0;
};

struct Container {
  const Resource* resource = nullptr;
  Node node;
  Node pod_spec;
  ContainerClass container_class = ContainerClass::kApp;

  std::string_view name() const { return node["name"].text(); }
};

// The pod of a resource of any built-in kind that bears one (Pod, Deployment, ReplicaSet,
// StatefulSet, DaemonSet, Job, CronJob, ReplicationController, PodTemplate), in any served API
// version; nullopt for other kinds, and when the template has no spec.
std::optional<PodSpec> pod_of(const Resource& resource);

// The containers of a pod in the order app, init and sidecars, ephemeral.
std::vector<Container> containers_of(const PodSpec& pod);

// A probe of a container, with the numbers the kubelet works with: absent and 0 both mean the
// default of `periodSeconds` (10), `timeoutSeconds` (1), `successThreshold` (1) and
// `failureThreshold` (3); `initialDelaySeconds` defaults to 0 (P-1). nullopt where the field is
// written but is no integer, or may be there without our knowing.
struct Probe {
  Node node;

  std::optional<std::int64_t> initial_delay_seconds() const;
  std::optional<std::int64_t> period_seconds() const;
  std::optional<std::int64_t> timeout_seconds() const;
  std::optional<std::int64_t> success_threshold() const;
  std::optional<std::int64_t> failure_threshold() const;
};

// `name` is livenessProbe, readinessProbe or startupProbe; nullopt when there is none.
std::optional<Probe> probe_of(const Container& container, std::string_view name);

}  // namespace plimsoll
