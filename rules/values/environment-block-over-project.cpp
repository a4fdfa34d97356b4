// An environment's block that outranks what the project file says.

#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/values/helm_value.h"
#include "rules/support/values.h"
#include "rules/support/wording.h"

namespace plimsoll::rules {
namespace {

// The first value at or below a merged one that the project file gives; missing when none is.
Node given_by_project(const Release& release, Node merged) {
  if (merged.is_scalar() || merged.is_sequence()) {
    return is_of_project(release, merged) ? merged : Node();
  }
  for (const Node child : merged) {
    if (const Node found = given_by_project(release, child); found.exists()) return found;
  }
  return {};
}

void check(const Release& release, Context& context) {
  for (const Node part : release.templates->block()) {
    if (!is_truthy(part) || release.templates->merges(part.key())) continue;
    const Node given = given_by_project(release, release.values->root()[part.key()]);
    if (!given.exists()) continue;
    context
        .report_key(part, sentence("", part.key(),
                                   " here outranks the project file, whose value has no effect"))
        .related(given, "without effect");
  }
}

constexpr std::string_view kReferences[] = {
    "https://helm.sh/docs/chart_template_guide/values_files/",
    "https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-value-precedence"};

}  // namespace

extern constinit const Rule environment_block_over_project = {
    .id = "environment-block-over-project",
    .category = "values",
    .severity = Severity::kError,
    .summary = "A values file's block for one environment outranks the project file",
    .rationale =
        "The project file is where people look and tune, but the chart's templates take the block "
        "of the environment first. Every change in the project file is synced without an error "
        "and changes nothing, until somebody finds the block in the middle of an incident.",
    .remediation =
        "Move the values of the block to the project file and remove the block's key, so that "
        "there is one place to edit.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
