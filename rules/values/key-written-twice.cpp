// A value for a key that the template writes itself.

#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "rules/support/wording.h"

namespace plimsoll::rules {
namespace {

void check(const Release& release, Context& context) {
  for (const LiftNote& note : release.objects->notes) {
    if (note.kind != LiftNote::Kind::kWrittenTwice) continue;
    context.report_key(note.node,
                       sentence("", note.node.key(), " is set here, and by the template as well"));
  }
}

constexpr std::string_view kReferences[] = {"https://yaml.org/spec/1.2.2/#3213-node-comparison"};

}  // namespace

extern constinit const Rule key_written_twice = {
    .id = "key-written-twice",
    .category = "values",
    .severity = Severity::kWarning,
    .summary = "The values have a key that the template writes itself",
    .rationale =
        "The rendered mapping has the key twice. Which of the two counts depends on who reads it: "
        "kubectl and Helm keep the last, others refuse the file, so the value here may or may not "
        "have an effect and the next version of a tool decides.",
    .remediation = "Remove the key here and set the value that the template takes it from.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
