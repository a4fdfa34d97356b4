// A key such as `on` or `N`, which YAML reads as a boolean.

#include "engine/kubernetes/free_keys.h"
#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/text/concat.h"
#include "rules/support/values.h"
#include "rules/support/wording.h"

namespace plimsoll::rules {
namespace {

bool is_read_as_boolean(Node member) {
  if (member.key() != "true" && member.key() != "false") return false;
  const std::string_view written = member.source().text(member.key_span());
  return !written.starts_with('"') && !written.starts_with('\'') && written != member.key();
}

void check(const Document& document, Context& context) {
  for_each_value(document.root, [&](Node value) {
    if (value.through().exists()) return;  // found where it is written
    const Node mapping = value.parent();
    if (!mapping.is_mapping() || !is_read_as_boolean(value)) return;
    if (!document.holds_values && !has_free_keys(mapping)) return;
    const std::string_view written = value.source().text(value.key_span());
    context.report(
        document, value.key_span(),
        concat("the key ", quoted_name(written, 12), " is read as the boolean ", value.key()));
  });
}

constexpr std::string_view kReferences[] = {
    "https://yaml.org/type/bool.html",
    "https://helm.sh/docs/chart_template_guide/yaml_techniques/"};

}  // namespace

extern constinit const Rule key_read_as_boolean = {
    .id = "key-read-as-boolean",
    .category = "values",
    .severity = Severity::kError,
    .summary = "YAML reads a key as a boolean",
    .rationale =
        "Kubernetes and Helm read YAML 1.1, in which y, n, yes, no, on and off are booleans, as "
        "keys too. A variable called N arrives as one called false, and the program does not find "
        "the one it was written for.",
    .remediation = "Put the key in quotes, which makes it a text: \"N\", \"on\".",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
