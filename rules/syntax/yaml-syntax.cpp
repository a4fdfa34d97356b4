// Text that is not YAML as kubectl reads it.

#include "engine/lint/context.h"
#include "engine/lint/rule.h"

namespace plimsoll::rules {
namespace {

void check(const Document& document, Context& context) {
  for (const Problem& problem : document.problems) {
    if (problem.kind != Problem::Kind::kSyntax) continue;
    context.report(document, problem.span, problem.message);
  }
}

constexpr std::string_view kReferences[] = {"https://yaml.org/spec/1.1/"};

}  // namespace

extern constinit const Rule yaml_syntax = {
    .id = "yaml-syntax",
    .category = "syntax",
    .severity = Severity::kError,
    .summary = "Text is not YAML as kubectl reads it",
    .rationale =
        "kubectl refuses the document, or silently drops the part it does not reach, so what is "
        "written here never arrives at the cluster. Nothing in the document could be checked, "
        "which "
        "is why this also ends the run with exit code 2.",
    .remediation =
        "Correct the text at the mark. Quote values that begin with a special character, indent "
        "with spaces, and put a line of three dashes between documents.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
