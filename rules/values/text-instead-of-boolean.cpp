// A text such as "false" where a boolean is meant.

#include <algorithm>
#include <array>

#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/text/concat.h"
#include "engine/yaml/scalar.h"
#include "rules/support/credential_words.h"
#include "rules/support/values.h"
#include "rules/support/wording.h"

namespace plimsoll::rules {
namespace {

constexpr std::array<std::string_view, 5> kMeansFalse = {"false", "no", "off", "n", "0"};

bool means_false(Node value) {
  const auto text = as_string(value);
  return text && text->size() <= 5 && std::ranges::count(kMeansFalse, lower_case(*text)) > 0;
}

bool decides(const Release& release, Node value) {
  return std::ranges::any_of(release.objects->notes, [&](const LiftNote& note) {
    return note.kind == LiftNote::Kind::kCondition && same_written(note.node, value);
  });
}

bool stands_over(const Release& release, Node value, bool (*is)(Node)) {
  if (is(beneath_block(release, value))) return true;
  const auto& shadowed = release.values->provenance(value).shadowed;
  return std::ranges::any_of(shadowed, is, &Shadowed::node);
}

bool is_boolean(Node value) {
  return as_bool(value).has_value();
}

bool is_text(Node value) {
  return as_string(value).has_value();
}

// The name of a switch, unless the chart's own text there shows that its templates compare texts.
bool is_switch(const Release& release, Node value) {
  const bool named = value.key() == "enabled" || value.key() == "create";
  return named && !stands_over(release, value, is_text);
}

void check(const Release& release, Context& context) {
  for_each_value(release.values->root(), [&](Node value) {
    if (!means_false(value)) return;
    if (!decides(release, value)) {
      if (is_in_open_map(value)) return;
      if (!stands_over(release, value, is_boolean) && !is_switch(release, value)) return;
    }
    context.report(value, sentence("", value.key(),
                                   concat(" \"", value.text(),
                                          "\" is a text, which templates take for true")));
  });
}

constexpr std::string_view kReferences[] = {
    "https://helm.sh/docs/chart_template_guide/control_structures/",
    "https://helm.sh/docs/chart_best_practices/values/#make-types-clear"};

}  // namespace

extern constinit const Rule text_instead_of_boolean = {
    .id = "text-instead-of-boolean",
    .category = "values",
    .severity = Severity::kError,
    .summary = "A text such as \"false\" stands where templates want a boolean",
    .rationale =
        "A template that asks {{ if }} takes every text that is not empty for true, so \"false\", "
        "\"no\" and \"0\" in quotes, or given by --set-string, switch on what they were written to "
        "switch off: the autoscaler runs, the ingress is open.",
    .remediation = "Write false without quotes, and pass it with --set instead of --set-string.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
