// An Argo CD Application that puts back the replica count an autoscaler has set.

#include <algorithm>

#include "engine/kubernetes/argocd.h"
#include "engine/kubernetes/argocd_ignore.h"
#include "engine/kubernetes/pointing.h"
#include "engine/kubernetes/scaling.h"
#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/text/concat.h"
#include "engine/yaml/scalar.h"
#include "rules/support/wording.h"

namespace plimsoll::rules {
namespace {

constexpr std::string_view kReplicas[] = {"spec", "replicas"};
constexpr std::string_view kAutoscalingValue = "autoscaling.enabled";

bool may_ignore(const ArgoApplication& application, const Resource& workload,
                const ResourceSet& set) {
  const IgnoreTarget target{.group = workload.group,
                            .kind = workload.kind,
                            .name = workload.name,
                            .name_space = deployed_namespace(application, workload)};
  return application_ignores(application, target, kReplicas) != Ignored::kNo ||
         settings_ignore(set, target, kReplicas) != Ignored::kNo;
}

std::string_view kind_of(const ArgoApplication& application) {
  return application.resource->kind == "ApplicationSet" ? "ApplicationSet " : "Application ";
}

Node replicas_of(const ScaledWorkload& one) {
  return one.workload->root.find({"spec", "replicas"});
}

// The objects that an item of ignoreDifferences is for, as written.
std::string scope_of(Node item) {
  constexpr std::size_t kMost = 40;
  std::string out = concat("group \"", quoted_name(item["group"].text(), kMost), "\", kind ",
                           quoted_name(item["kind"].text(), kMost));
  for (const std::string_view key : {"name", "namespace"}) {
    if (item[key]) out += concat(", ", key, " ", quoted_name(item[key].text(), kMost));
  }
  return out;
}

// One finding for all workloads, since all are ignored in one place.
void report_workloads(const ArgoApplication& application,
                      const std::vector<ScaledWorkload>& workloads, Context& context) {
  const ScaledWorkload& first = workloads.front();
  const std::string label = first.workload->label();
  const std::string does = " does not ignore spec.replicas: ";
  std::string after = concat(" renders ", *as_int32(replicas_of(first)), " and a ",
                             first.autoscaler->kind, " scales it");
  if (workloads.size() > 1) after += concat(", and so for ", workloads.size() - 1, " more");
  // Both names are cut where they are too long together.
  constexpr std::size_t kLeastApplication = 24;
  const std::size_t other = kind_of(application).size() + does.size() + label.size() + after.size();
  const std::size_t room = kLongestMessage - std::min(other, kLongestMessage - kLeastApplication);
  const std::string before =
      concat(kind_of(application), quoted_name(application.resource->name, room), does);

  auto report = context.report(deepest(application.spec, {"ignoreDifferences"}),
                               sentence(before, label, after));
  for (const ScaledWorkload& one : workloads) {
    const std::string name = one.workload->label();
    report.related(one.autoscaler->root, sentence("this scales ", name, ""))
        .related(replicas_of(one),
                 sentence("", name, concat(" renders replicas ", *as_int32(replicas_of(one)))));
  }
  for (const Node item : application.spec["ignoreDifferences"]) {
    if (item_covers(item, kReplicas) != Ignored::kYes) continue;
    report.related(item, concat("this item is for other objects: ", scope_of(item)));
  }
}

bool deploys_anything(const ArgoApplication& application, const Context& context) {
  return std::ranges::any_of(context.resources().all(), [&](const Resource& resource) {
    return resource.root.find({"spec", "template", "spec", "containers"}) &&
           context.deploys(application, resource);
  });
}

// What the Application deploys is not here, but it turns on the autoscaling of its chart itself.
void check_unseen(const ArgoApplication& application, Context& context) {
  for (const Node source : sources_of(application)) {
    const auto setting = helm_setting(source, kAutoscalingValue);
    if (!setting || !setting->truth) continue;
    if (any_kind_ignored(context.resources(), application, kReplicas) != Ignored::kNo) return;
    if (deploys_anything(application, context)) return;
    context
        .report(deepest(application.spec, {"ignoreDifferences"}),
                sentence(kind_of(application), application.resource->name,
                         concat(" sets ", kAutoscalingValue,
                                " to true but ignores spec.replicas of no kind")))
        .severity(Severity::kNote)
        .related(Location{.source = &setting->node.source(), .span = setting->span},
                 concat(kAutoscalingValue, " is set here"));
    return;
  }
}

void check_application(const ArgoApplication& application, std::vector<ScaledWorkload> workloads,
                       Context& context) {
  std::erase_if(workloads, [&](const ScaledWorkload& one) {
    return !context.deploys(application, *one.workload);
  });
  if (workloads.empty()) return check_unseen(application, context);

  std::erase_if(workloads, [&](const ScaledWorkload& one) {
    // What is no count is wrong-type.
    return !as_int32(replicas_of(one)) ||
           may_ignore(application, *one.workload, context.resources());
  });
  if (!workloads.empty()) report_workloads(application, workloads, context);
}

constexpr std::string_view kKinds[] = {"Application", "ApplicationSet"};

void check(const ResourceSet& set, Context& context) {
  const std::vector<ScaledWorkload> workloads = scaled_workloads(set);
  for (const std::string_view kind : kKinds) {
    for (const Resource* resource : set.of_kind("argoproj.io", kind)) {
      const auto application = argo_application_of(*resource);
      if (application) check_application(*application, workloads, context);
    }
  }
}

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
