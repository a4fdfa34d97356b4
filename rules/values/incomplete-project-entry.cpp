// An entry of a project file that has only some of the keys that belong together.

#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/text/concat.h"
#include "engine/values/template_values.h"
#include "engine/yaml/scalar.h"
#include "rules/support/values.h"
#include "rules/support/wording.h"

namespace plimsoll::rules {
namespace {

bool is_given(Node value) {
  return value && as_string(value) != "";
}

void check(const Release& release, Context& context) {
  if (!release.project) return;
  const Node entry = release.project->entry;
  const auto& together = release.project->listed->together;
  std::vector<std::string> missing;
  for (const std::string& path : together) {
    if (!is_given(value_at(entry, path))) missing.push_back(path);
  }
  if (missing.empty() || missing.size() == together.size()) return;
  const Node place = deepest_along(entry, path_steps(missing.front()));
  context.report(place,
                 concat("the entry lacks ", listing(missing), ", and has others that go with it"));
}

constexpr std::string_view kReferences[] = {
    "https://helm.sh/docs/chart_template_guide/control_structures/",
    "https://argo-cd.readthedocs.io/en/stable/operator-manual/cluster-bootstrapping/"};

}  // namespace

extern constinit const Rule incomplete_project_entry = {
    .id = "incomplete-project-entry",
    .category = "values",
    .severity = Severity::kError,
    .summary = "An entry of the project file has only some of the values that belong together",
    .rationale =
        "The template that reads the entry takes these values all at once. Where one is missing "
        "it passes on an empty text, which is an invalid quantity, or it fails to render, and "
        "then no release of the whole project file is updated.",
    .remediation = "Give all of the values, or none of them.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
