// An explicit 0 or false that a template's default takes the place of.

#include <algorithm>

#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/text/concat.h"
#include "engine/values/helm_value.h"
#include "engine/yaml/scalar.h"
#include "rules/support/values.h"
#include "rules/support/wording.h"

namespace plimsoll::rules {
namespace {

// An empty text is how charts write "not set"; it is meant only where it blanks something.
bool is_meant(const Release& release, Node value) {
  if (!value.is_scalar()) return false;
  if (as_string(value) != "") return true;
  const Provenance* const provenance = release.provenance(value);
  return provenance != nullptr &&
         std::ranges::any_of(provenance->shadowed, is_truthy, &Shadowed::node);
}

void check(const Release& release, Context& context) {
  for (const LiftNote& note : release.objects->notes) {
    if (note.kind != LiftNote::Kind::kDefaulted || !is_meant(release, note.node)) continue;
    if (helm_text(note.node) == note.text) continue;
    context.report(note.node, sentence("", note.node.key(),
                                       concat(" ", shown_value(note.node),
                                              " counts as not set, so the template's default ",
                                              quoted_name(note.text, 40), " is taken")));
  }
}

constexpr std::string_view kReferences[] = {
    "https://helm.sh/docs/chart_template_guide/function_list/#default",
    "https://masterminds.github.io/sprig/defaults.html"};

}  // namespace

extern constinit const Rule zero_means_default = {
    .id = "zero-means-default",
    .category = "values",
    .severity = Severity::kWarning,
    .summary = "An explicit 0 or false gives way to the template's default",
    .rationale =
        "The template function default replaces what is empty, and 0, false and \"\" are empty to "
        "it as much as a value that is missing. Whoever wrote the 0 reads it in the values and "
        "gets the default in the cluster.",
    .remediation =
        "Write the smallest value that is not empty, or change the template to ask whether the "
        "key is there (hasKey, kindIs) instead of using default.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
