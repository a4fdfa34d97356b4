// A suppression of a rule that does not exist, or of none, or that is called otherwise.

#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/lint/suppression.h"
#include "engine/text/concat.h"
#include "engine/text/nearest.h"
#include "rules/catalogue.h"
#include "rules/support/wording.h"

namespace plimsoll::rules {
namespace {

constexpr std::size_t kLongestName = 60;

// What was meant by a word that is nearly a suppression. Empty when it is one.
std::string_view meant_by(std::string_view word, Suppression::Carrier carrier) {
  if (carrier == Suppression::Carrier::kComment) {
    return word == "plimsoll:ignore" || word == "plimsoll:ignore-file" ? "" : "plimsoll:ignore";
  }
  const bool is_key = carrier == Suppression::Carrier::kAnnotation &&
                      word.find("plimsoll.dev/") != std::string_view::npos;
  return is_key ? "plimsoll.dev/ignore" : "";
}

void check(const Suppression& suppression, Context& context) {
  if (suppression.rule.empty()) {
    const std::string_view word = suppression.location.source->text(suppression.location.span);
    const std::string_view meant = meant_by(word, suppression.carrier);
    if (!meant.empty()) {
      context.report(suppression.location, concat(quoted_name(word, kLongestName),
                                                  " is no suppression; did you mean ", meant, "?"));
      return;
    }
    context.report(suppression.location, "the suppression names no rule, so it suppresses nothing");
    return;
  }
  if (find_rule(suppression.rule) != nullptr) return;
  std::vector<std::string_view> known;
  for (const CatalogueEntry& entry : catalogue()) {
    known.push_back(entry.rule->id);
    if (entry.rule->category != suppression.rule) continue;
    context.report(suppression.location,
                   concat("there is no rule ", suppression.rule,
                          ": it is a category, and a suppression names rules"));
    return;
  }
  std::string message = concat("there is no rule ", quoted_name(suppression.rule, kLongestName));
  if (const auto near = nearest(suppression.rule, known)) {
    message += concat("; did you mean ", *near, "?");
  }
  context.report(suppression.location, message);
}

constexpr std::string_view kReferences[] = {
    "https://github.com/plimsoll-lint/plimsoll/blob/main/docs/suppressions.md"};

}  // namespace

extern constinit const Rule unknown_rule_in_suppression = {
    .id = "unknown-rule-in-suppression",
    .category = "suppressions",
    .severity = Severity::kWarning,
    .summary = "A suppression names a rule that does not exist, or none",
    .rationale =
        "A name with a typing error suppresses nothing, and neither does a suppression without a "
        "name: whoever wrote it believes the opposite.",
    .remediation =
        "Write the name as the report shows it in brackets; plimsoll rules lists all. Why the "
        "finding is accepted comes after two hyphens: RULE -- reason.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
