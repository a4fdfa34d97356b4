// An object that lacks its apiVersion or its kind.

#include "engine/kubernetes/manifest.h"
#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/text/concat.h"

namespace plimsoll::rules {
namespace {

void check(const Document& document, Context& context) {
  if (classify(document) != DocumentKind::kIncomplete) return;
  const Node version = document.root["apiVersion"];
  const Node kind = document.root["kind"];
  const bool no_version = version.text().empty();
  const Node blamed = no_version && version.exists() ? version : kind;
  context.report(blamed.exists() ? blamed : document.root,
                 concat("the object has no ", no_version ? "apiVersion" : "kind"));
}

constexpr std::string_view kReferences[] = {
    "https://kubernetes.io/docs/concepts/overview/working-with-objects/#required-fields"};

}  // namespace

extern constinit const Rule incomplete_manifest = {
    .id = "incomplete-manifest",
    .category = "syntax",
    .severity = Severity::kError,
    .summary = "Object lacks its apiVersion or its kind",
    .rationale =
        "Without both, no tool knows what the object is: kubectl stops the whole apply at it, and "
        "no rule can look inside.",
    .remediation = "Write both apiVersion and kind at the top of the object.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
