// Two equal keys written in one mapping.

#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "rules/support/credential.h"

namespace plimsoll::rules {
namespace {

void check(const Document& document, Context& context) {
  for (const Problem& problem : document.problems) {
    if (problem.kind != Problem::Kind::kDuplicateKey) continue;
    context.report(document, problem.span, redact_text(problem.message))
        .related(Location{document.source, problem.related}, "first written here");
  }
}

constexpr std::string_view kReferences[] = {"https://yaml.org/spec/1.2.2/#3213-node-comparison"};

}  // namespace

extern constinit const Rule duplicate_key = {
    .id = "duplicate-key",
    .category = "syntax",
    .severity = Severity::kError,
    .summary = "Key is written twice in one mapping",
    .rationale =
        "kubectl and Helm keep the last of two equal keys and drop the others without a word; "
        "kustomize refuses the file. Whoever edits the first one changes nothing, and finds out in "
        "production.",
    .remediation = "Remove all but one of the keys, or merge what stands below them.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
