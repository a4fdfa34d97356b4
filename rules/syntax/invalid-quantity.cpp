// Text where the API wants a quantity that is none: `memory: 512mb`.

#include "engine/kubernetes/quantity.h"
#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/text/concat.h"
#include "engine/yaml/scalar.h"
#include "rules/support/decoding.h"
#include "rules/support/typed_name.h"

namespace plimsoll::rules {
namespace {

void check(const Resource& resource, Context& context) {
  walk_typed(resource, [&](const TypedNode& value) {
    if (value.type->kind != ApiTypeKind::kQuantity) return;
    if (decode_fault(value.node, *value.type) != DecodeFault::kNone) return;  // wrong-type
    const bool no_json = value.node.is_scalar() && resolve(value.node).type == ScalarType::kInvalid;
    if (no_json) return;  // yaml-syntax
    const std::optional<std::string> problem = quantity_problem(value.node);
    if (!problem) return;
    context.report(value.node, concat(name_of(value), " is no quantity: ", *problem));
  });
}

constexpr std::string_view kReferences[] = {
    "https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/",
    "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/"};

}  // namespace

extern constinit const Rule invalid_quantity = {
    .id = "invalid-quantity",
    .category = "syntax",
    .severity = Severity::kError,
    .summary = "An amount of a resource is written in a way that Kubernetes does not read",
    .rationale =
        "Kubernetes knows the suffixes n, u, m, k, M, G, T, P, E and Ki, Mi, Gi, Ti, Pi, Ei, in "
        "exactly this case, and exponents; with any other unit the API server refuses the whole "
        "object.",
    .remediation =
        "Write a number and one of the suffixes, with no space between and no B for bytes: 512Mi, "
        "1.5Gi, 250m, 2.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
