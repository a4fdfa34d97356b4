// A file that is not UTF-8 text.

#include "engine/lint/context.h"
#include "engine/lint/rule.h"

namespace plimsoll::rules {
namespace {

void check(const Document& document, Context& context) {
  for (const Problem& problem : document.problems) {
    if (problem.kind != Problem::Kind::kNotUtf8) continue;
    context.report(document, problem.span, problem.message);
  }
}

constexpr std::string_view kReferences[] = {"https://yaml.org/spec/1.2.2/#52-character-encodings"};

}  // namespace

extern constinit const Rule not_utf8 = {
    .id = "not-utf8",
    .category = "syntax",
    .severity = Severity::kError,
    .summary = "File is not UTF-8 text",
    .rationale =
        "Editors on Windows save UTF-16, and legacy code pages such as EUC-KR produce bytes that "
        "are no UTF-8. Tools disagree about what such a file says, or refuse it; nothing in it was "
        "checked, which is why this also ends the run with exit code 2.",
    .remediation = "Save the file as UTF-8, for example with iconv -f EUC-KR -t UTF-8.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
