// An Argo CD Application that puts back the replica count an autoscaler has set.

#include <algorithm>

#include "engine/kubernetes/argocd.h"
#include "engine/kubernetes/argocd_ignore.h"
#include "engine/kubernetes/scaling.h"
#include "engine/lint/context.h"
#include "engine/lint/pointing.h"
#include "engine/lint/rule.h"
#include "engine/text/concat.h"
#include "engine/yaml/scalar.h"

namespace plimsoll::rules {
namespace {

constexpr std::string_view kReplicas[] = {"spec", "replicas"};
constexpr std::string_view kAutoscalingValue = "autoscaling.enabled";

// An autoscaler and what it scales.
struct Scaling {
  const Resource* autoscaler;
  const Resource* workload;
};

// The first autoscaler of every workload that the Application deploys and that has one.
std::vector<Scaling> scalings_of(const ArgoApplication& application, const ResourceSet& set) {
  std::vector<Scaling> out;
  for (const Autoscaler& autoscaler : autoscalers(set)) {
    const Resource* workload = scale_target(set, autoscaler);
    if (workload == nullptr || !deploys(application, *workload)) continue;
    const bool known = std::ranges::any_of(
        out, [workload](const Scaling& one) { return one.workload == workload; });
    if (!known) out.push_back({.autoscaler = autoscaler.resource, .workload = workload});
  }
  return out;
}

bool may_ignore(const ArgoApplication& application, const Resource& workload,
                const ResourceSet& set) {
  const IgnoreTarget target{.group = workload.group,
                            .kind = workload.kind,
                            .name = workload.name,
                            .name_space = deployed_namespace(application, workload)};
  return application_ignores(application, target, kReplicas) != Ignored::kNo ||
         settings_ignore(set, target, kReplicas) != Ignored::kNo;
}

std::string name_of(const ArgoApplication& application) {
  const bool is_set = application.resource->kind == "ApplicationSet";
  return concat(is_set ? "ApplicationSet " : "Application ", application.resource->name);
}

// The objects that an item of ignoreDifferences is for, as written.
std::string scope_of(Node item) {
  std::string out = concat("group \"", item["group"].text(), "\", kind ", item["kind"].text());
  for (const std::string_view key : {"name", "namespace"}) {
    if (item[key]) out += concat(", ", key, " ", item[key].text());
  }
  return out;
}

void check_workload(const ArgoApplication& application, const Scaling& scaling, Context& context) {
  const Resource& workload = *scaling.workload;
  const Node replicas = workload.root.find({"spec", "replicas"});
  if (!replicas || may_ignore(application, workload, context.resources())) return;

  const std::string count = json_text(replicas);
  auto report = context.report(
      deepest(application.spec, {"ignoreDifferences"}),
      concat(name_of(application), " does not ignore spec.replicas: ", workload.label(),
             " renders ", count, " and a ", scaling.autoscaler->kind, " scales it"));
  report.related(scaling.autoscaler->root, concat(scaling.autoscaler->label(), " scales it"))
      .related(replicas, concat(workload.label(), " renders replicas ", count));
  for (const Node item : application.spec["ignoreDifferences"]) {
    if (item_covers(item, kReplicas) != Ignored::kYes) continue;
    report.related(item, concat("this item is for other objects: ", scope_of(item)));
  }
}

bool deploys_anything(const ArgoApplication& application, const ResourceSet& set) {
  return std::ranges::any_of(set.all(), [&](const Resource& resource) {
    return resource.root.find({"spec", "template", "spec", "containers"}) &&
           deploys(application, resource);
  });
}

// What the Application deploys is not here, but it turns on the autoscaling of its chart itself.
void check_unseen(const ArgoApplication& application, Context& context) {
  for (const Node source : sources_of(application)) {
    const auto setting = helm_setting(source, kAutoscalingValue);
    if (!setting || !setting->truth) continue;
    if (deploys_anything(application, context.resources())) return;
    if (any_kind_ignored(context.resources(), application, kReplicas) != Ignored::kNo) return;
    context
        .report(deepest(application.spec, {"ignoreDifferences"}),
                concat(name_of(application), " sets ", kAutoscalingValue,
                       " to true but ignores spec.replicas of no kind"))
        .severity(Severity::kNote)
        .related(Location{.source = &setting->node.source(), .span = setting->span},
                 concat(kAutoscalingValue, " is set here"));
    return;
  }
}

void check(const Resource& resource, Context& context) {
  const auto application = argo_application_of(resource);
  if (!application) return;
  const auto scalings = scalings_of(*application, context.resources());
  for (const Scaling& scaling : scalings) check_workload(*application, scaling, context);
  if (scalings.empty()) check_unseen(*application, context);
}

constexpr std::string_view kKinds[] = {"Application", "ApplicationSet"};
constexpr std::string_view kReferences[] = {
    "https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/",
    "https://argo-cd.readthedocs.io/en/stable/user-guide/best_practices/",
    "https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/"};

}  // namespace

extern constinit const Rule hpa_replicas_not_ignored = {
    .id = "hpa-replicas-not-ignored",
    .category = "gitops",
    .severity = Severity::kWarning,
    .summary = "Argo CD compares a replica count that an autoscaler sets",
    .rationale =
        "The workload's manifest fixes spec.replicas while an autoscaler changes it, so the "
        "Application is OutOfSync as soon as it scales. With selfHeal Argo CD puts the old count "
        "back within seconds and the two fight: in the middle of a peak, pods that were just added "
        "are taken away. Without it the Application is never green, and real drift goes unseen.",
    .remediation =
        "Best leave replicas out of the workload's manifest. Else add an item to ignoreDifferences "
        "with the group (apps) and kind of the workload and jsonPointers [/spec/replicas], and "
        "RespectIgnoreDifferences=true to syncOptions, since ignoring alone does not keep a sync "
        "from writing the count.",
    .kinds = kKinds,
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
