// What most charts look like.
//
// Charts made by `helm create`, and the public ones that followed it, agree on a few keys. They are
// filled into these skeletons:
//
//   resources: {limits: {memory: 1Gi}}         a Deployment's container
//   primary: {livenessProbe: {...}}            another Deployment, called <release>-primary
//   autoscaling: {enabled: true, minReplicas: 3}   a HorizontalPodAutoscaler
//   config: {LOG_LEVEL: debug}                 a ConfigMap
//
// A key that the values do not have says nothing: the chart may render it from elsewhere. A key
// they have and that is empty is absent, as is a probe with `enabled: false`. A text where
// Kubernetes has a mapping or list, such as `resources: small`, is a word of the chart's own, or a
// template, and says nothing either.

#include "engine/values/convention.h"

#include <algorithm>
#include <string>

#include "engine/text/concat.h"
#include "engine/values/helm_value.h"
#include "engine/yaml/synthetic.h"

namespace plimsoll {
namespace {

constexpr int kDeepest = 6;

// Keys whose presence makes a mapping a workload's.
constexpr std::string_view kSigns[] = {
    "resources",   "livenessProbe", "readinessProbe", "startupProbe",   "nodeSelector", "affinity",
    "autoscaling", "replicaCount",  "tolerations",    "podAnnotations", "image"};

struct Copied {
  std::string_view from;
  std::string_view to;
};
constexpr Copied kPodKeys[] = {{"priorityClassName", "priorityClassName"},
                               {"terminationGracePeriodSeconds", "terminationGracePeriodSeconds"}};
constexpr Copied kPodBlocks[] = {{"nodeSelector", "nodeSelector"},
                                 {"tolerations", "tolerations"},
                                 {"affinity", "affinity"},
                                 {"topologySpreadConstraints", "topologySpreadConstraints"},
                                 {"podSecurityContext", "securityContext"}};
constexpr Copied kContainerBlocks[] = {{"resources", "resources"},
                                       {"securityContext", "securityContext"},
                                       {"envFrom", "envFrom"},
                                       {"lifecycle", "lifecycle"}};

struct Probe {
  std::string_view name;
  std::string_view custom;  // takes its place, where it is not empty
};
constexpr Probe kProbes[] = {{"livenessProbe", "customLivenessProbe"},
                             {"readinessProbe", "customReadinessProbe"},
                             {"startupProbe", "customStartupProbe"}};

// Maps of environment variables.
constexpr std::string_view kVariableMaps[] = {"env",    "envVars",   "extraEnv",
                                              "config", "configMap", "vars"};

class Convention {
 public:
  explicit Convention(LiftedObjects& out)
      : out_(out), builder_(out.tree, SyntheticBuilder::kPartial) {}

  void walk(Node values, const std::string& name, int depth) {
    if (!values.is_mapping() || depth > kDeepest) return;
    const auto signs = std::ranges::count_if(
        kSigns, [values](std::string_view key) { return values[key].exists(); });
    const bool workload = signs >= 2 || values["resources"].is_mapping();
    if (workload) add_workload(values, name);
    add_variables(values, name);
    for (const Node child : values) {
      const bool own = workload && std::ranges::any_of(kSigns, [child](std::string_view key) {
                         return child.key() == key;
                       });
      if (!own) walk(child, concat(name, "-", child.key()), depth + 1);
    }
  }

 private:
  Origin here(Node node) { return SyntheticBuilder::below(node); }

  void begin(std::string_view key, Node at) { builder_.begin(NodeKind::kMapping, key, here(at)); }

  void text(std::string_view key, std::string_view value, Node at) {
    builder_.scalar(key, std::string(value), MadeType::kString, here(at));
  }

  void copy_block(Node values, const Copied& key) {
    const Node value = values[key.from];
    if (!value.is_scalar() || !is_truthy(value)) copy(values, key);
  }

  // Many charts keep a probe that is switched off beside its switch.
  void copy_probe(Node values, const Probe& probe) {
    if (is_truthy(values[probe.custom])) return copy_block(values, {probe.custom, probe.name});
    const Node value = values[probe.name];
    const Node enabled = value["enabled"];
    if (enabled.exists() && !is_truthy(enabled)) {
      builder_.null(probe.name, SyntheticBuilder::at(value));
    } else {
      copy_block(values, {probe.name, probe.name});
    }
  }

  // A value that is there: as it is, or as absent when it is empty.
  void copy(Node values, const Copied& key) {
    const Node value = values[key.from];
    if (!value.exists()) return;
    if (is_truthy(value)) {
      builder_.copy(key.to, value);
    } else {
      builder_.null(key.to, SyntheticBuilder::at(value));
    }
  }

  void begin_object(std::string_view api_version, std::string_view kind, const std::string& name,
                    Node at) {
    out_.roots.push_back(builder_.begin(NodeKind::kMapping, "", here(at)));
    text("apiVersion", api_version, at);
    text("kind", kind, at);
    begin("metadata", at);
    text("name", name, at);
    builder_.end();
  }

  void add_workload(Node values, const std::string& name) {
    const bool scaled = is_truthy(values["autoscaling"]["enabled"]);
    begin_object("apps/v1", "Deployment", name, values);
    begin("spec", values);
    if (!scaled) copy(values, {"replicaCount", "replicas"});
    begin("template", values);
    begin("spec", values);
    for (const Copied& key : kPodKeys) copy(values, key);
    for (const Copied& key : kPodBlocks) copy_block(values, key);
    builder_.begin(NodeKind::kSequence, "containers", here(values));
    begin("", values);
    text("name", name, values);
    for (const Copied& key : kContainerBlocks) copy_block(values, key);
    for (const Probe& probe : kProbes) copy_probe(values, probe);
    if (values["env"].is_sequence()) builder_.copy("env", values["env"]);
    for (int open = 0; open < 6; ++open) builder_.end();
    if (scaled) add_autoscaler(values, name);
  }

  void add_autoscaler(Node values, const std::string& name) {
    const Node autoscaling = values["autoscaling"];
    begin_object("autoscaling/v2", "HorizontalPodAutoscaler", name, autoscaling);
    begin("spec", autoscaling);
    begin("scaleTargetRef", autoscaling);
    text("apiVersion", "apps/v1", autoscaling);
    text("kind", "Deployment", autoscaling);
    text("name", name, autoscaling);
    builder_.end();
    copy(autoscaling, {"minReplicas", "minReplicas"});
    copy(autoscaling, {"maxReplicas", "maxReplicas"});
    builder_.end();
    builder_.end();
  }

  void add_variables(Node values, const std::string& name) {
    for (const std::string_view key : kVariableMaps) {
      const Node map = values[key];
      if (!map.is_mapping() || map.empty()) continue;
      bool flat = true;
      for (const Node member : map) flat = flat && !member.is_mapping() && !member.is_sequence();
      if (!flat) continue;
      begin_object("v1", "ConfigMap", concat(name, "-", key), map);
      builder_.copy("data", map);
      builder_.end();
    }
  }

  LiftedObjects& out_;
  SyntheticBuilder builder_;
};

}  // namespace

std::unique_ptr<LiftedObjects> lift_by_convention(Node values, std::string_view name) {
  auto lifted = std::make_unique<LiftedObjects>(values.source());
  Convention(*lifted).walk(values, std::string(name), 0);
  return lifted;
}

}  // namespace plimsoll
