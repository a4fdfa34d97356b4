// A suppression whose last day is past, or is no day.

#include "engine/lint/context.h"
#include "engine/lint/directive.h"
#include "engine/lint/rule.h"
#include "engine/lint/suppression.h"
#include "engine/text/concat.h"
#include "rules/support/wording.h"

namespace plimsoll::rules {
namespace {

constexpr std::size_t kLongestName = 60;

void check(const Suppression& suppression, Context& context) {
  if (!suppression.expired) return;
  const std::string rule = quoted_name(suppression.rule, kLongestName);
  const std::string day = quoted_name(suppression.expires, kLongestName);
  context.report(
      suppression.location,
      is_day(suppression.expires)
          ? concat("the suppression of ", rule, " ended with ", day)
          : concat("the suppression of ", rule, " lasts until ", day, ", which is no date"));
}

constexpr std::string_view kReferences[] = {
    "https://github.com/plimsoll-lint/plimsoll/blob/main/docs/suppressions.md"};

}  // namespace

extern constinit const Rule expired_suppression = {
    .id = "expired-suppression",
    .category = "suppressions",
    .severity = Severity::kWarning,
    .summary = "The last day of a suppression is past, or is no date",
    .rationale =
        "Somebody accepted the mistake for a time that is over. The suppression is without effect "
        "since, and what it hid is reported again.",
    .remediation =
        "Mend what it hid and delete it, or decide anew and give a later day, written as "
        "2026-12-31.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
