// A variable's value or an image tag without quotes that Helm prints otherwise than it is written.

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

// Of a chart without mapping it is a guess that the keys are variables, and how they are printed.
bool is_variable(const Release& release, Node value) {
  return release.mapping != nullptr || is_variable_name(value.key());
}

bool is_printed_otherwise(Node value) {
  if (!value.is_scalar() || value.quoted() || !value.is_written()) return false;
  const ScalarType type = resolve(value).type;
  if (type == ScalarType::kString || type == ScalarType::kNull) return false;
  return helm_text(value) != value.text();
}

// A build is often called by its number or date.
bool is_image_tag(Node value) {
  return value.key() == "tag" && value.parent().key() == "image";
}

void check_tags(const Release& release, Context& context) {
  for_each_value(release.values->root(), [&](Node value) {
    if (!is_image_tag(value) || !is_printed_otherwise(value)) return;
    context.report(value, sentence("image tag ", value.text(),
                                   concat(" is printed by Helm as ", helm_text(value))));
  });
}

void check(const Release& release, Context& context) {
  check_tags(release, context);
  for (const Node data : config_data(release)) {
    for (const Node value : data) {
      if (!is_printed_otherwise(value) || !is_variable(release, value)) continue;
      const std::string shown = shown_value(value);
      const bool secret = shown == kHiddenValue;
      auto report = context.report(
          value, secret
                     ? sentence("", value.key(), " is printed by Helm otherwise than written")
                     : sentence("", value.key(),
                                concat(" ", shown, " is printed by Helm as ", helm_text(value))));
      if (release.mapping == nullptr) report.severity(Severity::kWarning);
    }
  }
}

constexpr std::string_view kReferences[] = {
    "https://helm.sh/docs/chart_best_practices/values/#make-types-clear",
    "https://github.com/helm/helm/issues/1707"};

}  // namespace

extern constinit const Rule number_rewritten_by_helm = {
    .id = "number-rewritten-by-helm",
    .category = "values",
    .severity = Severity::kError,
    .summary = "Helm prints a variable or image tag otherwise than it is written",
    .rationale =
        "Without quotes a value is a number or a boolean, and Helm keeps numbers as floating "
        "point: 1000000 reaches the container as 1e+06, 010 as 8, the version 1.10 as 1.1, yes as "
        "true. The program refuses it at start, or worse, works with another number; an image tag "
        "20260218 becomes 2.0260218e+07, which no registry has.",
    .remediation = "Put the value in quotes: it is a text, whatever it looks like.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
