#include "rules/support/anti_affinity.h"

#include <algorithm>

#include "engine/kubernetes/label_selector.h"

namespace plimsoll::rules {
namespace {

constexpr std::string_view kHostKeys[] = {
    "kubernetes.io/hostname", "topology.kubernetes.io/zone", "topology.kubernetes.io/region",
    "failure-domain.beta.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/region"};

// Labels that no manifest writes: controllers give them to pods, the API server to namespaces.
constexpr std::string_view kAddedLabels[] = {
    "pod-template-hash", "controller-revision-hash", "statefulset.kubernetes.io/pod-name",
    "apps.kubernetes.io/pod-index", "kubernetes.io/metadata.name"};

bool is_added(std::string_view key) {
  return std::ranges::find(kAddedLabels, key) != std::end(kAddedLabels);
}

bool asks_for_added_label(Node selector) {
  for (const Node label : selector["matchLabels"]) {
    if (is_added(label.key())) return true;
  }
  for (const Node expression : selector["matchExpressions"]) {
    if (is_added(expression["key"].text())) return true;
  }
  return false;
}

bool may_match(Node selector, Node labels) {
  return asks_for_added_label(selector) ||
         match_selector(selector, labels, kNullNoneEmptyAll) != Match::kNo;
}

// matchLabelKeys take the values of the pod itself and so match its siblings; mismatchLabelKeys
// shut them out (P-49).
bool may_match_labels(Node term, const PodSpec& pod) {
  const Node labels = pod.metadata["labels"];
  for (const Node key : term["mismatchLabelKeys"]) {
    if (labels[key.text()]) return false;
  }
  if (!labels && !absent(pod.metadata, "labels")) return true;
  return may_match(term["labelSelector"], labels);
}

bool namespace_may_match(Node selector, std::string_view name, const ResourceSet& resources) {
  if (selector.empty()) return true;
  // The one label whose value is known without the Namespace: the API server sets it.
  const Node named = selector.find({"matchLabels", "kubernetes.io/metadata.name"});
  if (named && named.text() != name) return false;
  const auto found = resources.find_all("", "Namespace", "", name);
  return found.size() != 1 || may_match(selector, found.front()->root.find({"metadata", "labels"}));
}

// Named and selected namespaces add up; with neither, the pod's own is meant (P-48).
bool may_reach_namespace(Node term, const PodSpec& pod, const ResourceSet& resources) {
  const Node names = term["namespaces"];
  const Node selector = term["namespaceSelector"];
  const std::string_view own = pod.resource->name_space;
  if ((names.empty() && !selector) || own.empty()) return true;
  for (const Node name : names) {
    if (name.text() == own) return true;
  }
  return selector && namespace_may_match(selector, own, resources);
}

}  // namespace

bool knows_anti_affinity(const PodSpec& pod) {
  Node mapping = pod.spec;
  for (const std::string_view key : {"affinity", "podAntiAffinity"}) {
    const Node value = mapping[key];
    if (!value) return value.exists() || absent(mapping, key);
    if (!value.is_mapping()) return false;
    mapping = value;
  }
  const Node required = mapping["requiredDuringSchedulingIgnoredDuringExecution"];
  return !required || required.is_sequence();
}

std::vector<Node> required_anti_affinity(const PodSpec& pod) {
  std::vector<Node> out;
  for (const Node term : pod.spec.find(
           {"affinity", "podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution"})) {
    out.push_back(term);
  }
  return out;
}

bool is_by_host(Node term) {
  return std::ranges::find(kHostKeys, term["topologyKey"].text()) != std::end(kHostKeys);
}

Reach reach_of(Node term, const PodSpec& pod, const ResourceSet& resources) {
  if (!may_match_labels(term, pod)) return Reach::kOtherLabels;
  return may_reach_namespace(term, pod, resources) ? Reach::kOwnPods : Reach::kOtherNamespaces;
}

}  // namespace plimsoll::rules
