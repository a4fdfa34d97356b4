// A value that is none of those the templates know.

#include <vector>

#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/text/concat.h"
#include "engine/text/nearest.h"
#include "engine/values/helm_value.h"
#include "rules/support/values.h"
#include "rules/support/wording.h"

namespace plimsoll::rules {
namespace {

std::vector<std::string_view> split_choices(std::string_view text) {
  constexpr std::string_view kSeparator = ", ";
  std::vector<std::string_view> choices;
  for (std::size_t at = text.find(kSeparator); at != text.npos; at = text.find(kSeparator)) {
    choices.push_back(text.substr(0, at));
    text.remove_prefix(at + kSeparator.size());
  }
  choices.push_back(text);
  return choices;
}

void check(const Release& release, Context& context) {
  for (const LiftNote& note : release.objects->notes) {
    if (note.kind != LiftNote::Kind::kUnknownChoice) continue;
    const Node value = note.node;
    if (!value.is_scalar() || !is_truthy(value)) continue;  // chosen is nothing, and that is meant
    const auto choices = split_choices(note.text);
    std::string after =
        concat(" ", shown_value(value), " is none of ", listing({choices.begin(), choices.end()}));
    if (const auto near = nearest(value.text(), choices)) {
      after += concat("; did you mean ", *near, "?");
    }
    context.report(value, sentence("", value.key(), after));
  }
}

constexpr std::string_view kReferences[] = {
    "https://helm.sh/docs/chart_template_guide/control_structures/"};

}  // namespace

extern constinit const Rule unknown_choice = {
    .id = "unknown-choice",
    .category = "values",
    .severity = Severity::kError,
    .summary = "A value is none of those that the templates choose between",
    .rationale =
        "Templates compare the value with each choice they know, upper and lower case told apart, "
        "and render nothing for any other. No error is raised: with an unknown type of probe, for "
        "instance, the containers simply have no probes.",
    .remediation = "Use one of the choices, spelled exactly as the templates spell it.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
