// A number of replicas in a values file beside another one in the project file.

#include <algorithm>

#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/text/concat.h"
#include "engine/yaml/scalar.h"

namespace plimsoll::rules {
namespace {

const Shadowed* in_values_file(const Release& release, const Provenance& provenance) {
  const auto found = std::ranges::find_if(provenance.shadowed, [&](const Shadowed& loser) {
    return release.values->layers()[loser.layer].kind == LayerKind::kFile;
  });
  return found == provenance.shadowed.end() ? nullptr : &*found;
}

void check(const Release& release, Context& context) {
  if (!release.project) return;
  for (const Node root : release.objects->roots) {
    const Node winner = root["spec"]["replicas"];
    const Provenance* const provenance = release.provenance(winner);
    if (provenance == nullptr || provenance->layer != release.project->layer) continue;
    const Shadowed* const loser = in_values_file(release, *provenance);
    if (loser == nullptr) continue;
    const auto high = as_int(winner);
    const auto low = as_int(loser->node);
    if (!high || !low || *high == *low) continue;
    context
        .report(loser->node, concat("replicas ", *low, " in the values, but ", *high,
                                    " in the project file, which wins"))
        .related(winner, concat("replicas ", *high));
  }
}

constexpr std::string_view kReferences[] = {
    "https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-value-precedence"};

}  // namespace

extern constinit const Rule replicas_in_two_places = {
    .id = "replicas-in-two-places",
    .category = "values",
    .severity = Severity::kWarning,
    .summary = "The values file and the project file disagree about the number of replicas",
    .rationale =
        "Only the project file's number counts, and only where it has one: a deployment without "
        "it gets the other. Nobody can say how many pods there are meant to be, and whoever "
        "scales in the values file scales nothing.",
    .remediation =
        "Keep the number in the project file and remove it from the values file of the service.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
