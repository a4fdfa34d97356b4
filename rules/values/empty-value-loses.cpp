// An override that is empty, and so loses to the layer below it.

#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/text/concat.h"
#include "engine/yaml/scalar.h"
#include "rules/support/values.h"
#include "rules/support/wording.h"

namespace plimsoll::rules {
namespace {

// In a chart's own values an empty text says no more than that there is such a key.
bool is_documentation(const Release& release, Node value) {
  const Provenance* const provenance = release.provenance(value);
  return as_string(value) == "" && provenance != nullptr &&
         release.values->layers()[provenance->layer].kind == LayerKind::kDefaults;
}

void check(const Release& release, Context& context) {
  for (const LiftNote& note : release.objects->notes) {
    if (note.kind != LiftNote::Kind::kOutvoted || is_documentation(release, note.node)) continue;
    context
        .report(note.node, sentence("", note.node.key(),
                                    concat(" ", shown_value(note.node),
                                           " counts as not set, so a lower layer's value stays")))
        .related(note.other, "this value stays");
  }
}

constexpr std::string_view kReferences[] = {
    "https://helm.sh/docs/chart_template_guide/function_list/#merge-mustmerge",
    "https://masterminds.github.io/sprig/dicts.html"};

}  // namespace

extern constinit const Rule empty_value_loses = {
    .id = "empty-value-loses",
    .category = "values",
    .severity = Severity::kError,
    .summary = "An override that is empty loses to the value it should replace",
    .rationale =
        "The template function merge takes \"\", false and 0 of the higher layer for not set and "
        "keeps what the lower layer has. The override reads as if it were in force: debugging "
        "stays on in production, a host that was blanked is still called.",
    .remediation =
        "Put the value in quotes (\"false\" and \"0\" are texts and win) or, to have nothing, "
        "remove it from the lower layer.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
