// An attempt to get rid of a rule that a central configuration has locked.

#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/lint/suppression.h"
#include "engine/text/concat.h"
#include "rules/support/wording.h"

namespace plimsoll::rules {
namespace {

constexpr std::size_t kLongestName = 60;

std::string_view carrier_of(const Suppression& suppression) {
  switch (suppression.carrier) {
    case Suppression::Carrier::kComment:
      return "this comment";
    case Suppression::Carrier::kAnnotation:
      return "this annotation";
    case Suppression::Carrier::kConfiguration:
      return "this configuration";
    case Suppression::Carrier::kElsewhere:
      break;
  }
  return suppression.by;
}

void check(const Suppression& suppression, Context& context) {
  if (!suppression.refused) return;
  context.report(suppression.location,
                 concat(quoted_name(suppression.rule, kLongestName), " is locked, so ",
                        carrier_of(suppression), " has no effect on it"));
}

constexpr std::string_view kReferences[] = {
    "https://github.com/plimsoll-lint/plimsoll/blob/main/docs/configuration.md"};

}  // namespace

extern constinit const Rule locked_rule_suppressed = {
    .id = "locked-rule-suppressed",
    .category = "suppressions",
    .severity = Severity::kWarning,
    .summary = "Something tries to suppress a rule that is locked",
    .rationale =
        "The configuration that the gate was given says that the rule is not for a repository to "
        "switch off. What was tried has no effect, the finding is reported all the same, and "
        "whoever wrote it should know.",
    .remediation =
        "Mend what the rule finds and delete the attempt, or ask those who keep the central "
        "configuration to unlock the rule.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
