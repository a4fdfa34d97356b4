// A suppression of a rule that finds nothing there.

#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/lint/suppression.h"
#include "rules/support/wording.h"

namespace plimsoll::rules {
namespace {

void check(const Suppression& suppression, Context& context) {
  if (!suppression.ran || suppression.expired || suppression.of_peer) return;
  if (suppression.used > 0) return;
  context.report(suppression.location, sentence("", suppression.rule, " finds nothing here"));
}

constexpr std::string_view kReferences[] = {
    "https://github.com/plimsoll-lint/plimsoll/blob/main/docs/suppressions.md"};

}  // namespace

extern constinit const Rule unused_suppression = {
    .id = "unused-suppression",
    .category = "suppressions",
    .severity = Severity::kWarning,
    .summary = "A suppression suppresses nothing",
    .rationale =
        "What it was written for has been mended, or it stands in the wrong place. Left there, it "
        "hides the next mistake of its kind, which nobody decided to accept.",
    .remediation =
        "Delete it. If the finding is still reported, move the suppression to the line above the "
        "block that the finding marks.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
