#pragma once

#include <cstdint>
#include <vector>

#include "engine/kubernetes/resource_set.h"
#include "engine/kubernetes/workload.h"

namespace plimsoll::rules {

// Whether what a pod says about anti-affinity is all there is: a partial resource leaves it open,
// and a value of the wrong type (which wrong-type reports) may have meant anything.
bool knows_anti_affinity(const PodSpec& pod);

// The terms of a pod's required podAntiAffinity.
std::vector<Node> required_anti_affinity(const PodSpec& pod);

// Whether pods kept apart by this term's topology key are on different nodes: the key is that of
// the host, or a standard one that implies it (zone, region). Any other key says nothing, since a
// node without it never conflicts (P-50).
bool is_by_host(Node term);

// Whether a term of a pod's anti-affinity looks at the pods of the same template, of which there
// may be several.
enum class Reach : std::uint8_t {
  kOwnPods,
  kOtherLabels,      // its selector does not match their labels
  kOtherNamespaces,  // it matches, but looks for them elsewhere
};

// What cannot be known (labels of a namespace that is not in the set, a namespace that is not
// written, labels that a controller adds) counts in the term's favour.
Reach reach_of(Node term, const PodSpec& pod, const ResourceSet& resources);

}  // namespace plimsoll::rules
