// A value of the project file that an environment's block takes the place of.

#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/values/helm_value.h"
#include "rules/support/values.h"
#include "rules/support/wording.h"

namespace plimsoll::rules {
namespace {

void check_part(const Release& release, Node part, Node below, Context& context) {
  if (part.is_mapping() && below.is_mapping()) {
    for (const Node child : part) check_part(release, child, below[child.key()], context);
    return;
  }
  if (!is_truthy(part) || !below.is_scalar() || !is_of_project(release, below)) return;
  if (part.is_scalar() && helm_text(part) == helm_text(below)) return;
  context
      .report(below, sentence("", below.key(),
                              " has no effect, as the block of the environment has another value"))
      .related(part, "this value wins");
}

void check(const Release& release, Context& context) {
  for (const Node part : release.templates->block()) {
    if (!release.templates->merges(part.key())) continue;  // the block is at fault
    check_part(release, part, release.values->root()[part.key()], context);
  }
}

constexpr std::string_view kReferences[] = {
    "https://helm.sh/docs/chart_template_guide/values_files/",
    "https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-value-precedence"};

}  // namespace

extern constinit const Rule project_value_without_effect = {
    .id = "project-value-without-effect",
    .category = "values",
    .severity = Severity::kWarning,
    .summary = "A value of the project file has no effect, an environment's block outranks it",
    .rationale =
        "Values of the project file arrive below the chart's block for the environment, whatever "
        "their place in the file suggests. The setting is read by everybody and used by no pod.",
    .remediation =
        "Change the value where it wins, in the block of the environment, or remove it there and "
        "leave it to the project file.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
