// A suppression without a reason, where the configuration demands one.

#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/lint/suppression.h"
#include "rules/support/wording.h"

namespace plimsoll::rules {
namespace {

void check(const Suppression& suppression, Context& context) {
  if (!suppression.lacks_reason || suppression.rule.empty()) return;
  context.report(suppression.location,
                 sentence("nothing says why ", suppression.rule, " is suppressed here"));
}

constexpr std::string_view kReferences[] = {
    "https://github.com/plimsoll-lint/plimsoll/blob/main/docs/suppressions.md"};

}  // namespace

extern constinit const Rule suppression_without_reason = {
    .id = "suppression-without-reason",
    .category = "suppressions",
    .severity = Severity::kWarning,
    .summary = "A suppression gives no reason, though the configuration demands one",
    .rationale =
        "Who meets the suppression in a year cannot tell whether it still has to be there, so it "
        "stays for ever. With require-reasons: true in .plimsoll.yaml a team asks for the reason "
        "while it is known.",
    .remediation = "Add the reason after two hyphens, RULE -- reason, or as the key reason.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
