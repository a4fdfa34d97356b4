// A value of another type than the API reads there: `replicas: "2"`, an unquoted number in env.

#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/text/concat.h"
#include "engine/yaml/scalar.h"
#include "rules/support/decoding.h"
#include "rules/support/typed_name.h"

namespace plimsoll::rules {
namespace {

std::string_view wanted(ApiTypeKind kind) {
  switch (kind) {
    case ApiTypeKind::kBool:
      return "a boolean";
    case ApiTypeKind::kInt32:
    case ApiTypeKind::kInt64:
      return "an integer";
    case ApiTypeKind::kIntOrString:
      return "an integer or a string";
    case ApiTypeKind::kQuantity:
      return "a quantity";
    case ApiTypeKind::kList:
      return "a list";
    case ApiTypeKind::kMap:
    case ApiTypeKind::kObject:
      return "a mapping";
    default:
      return "a string";
  }
}

// What is written, in the words of a message. To an integer it matters that a number is not whole.
std::string_view written(const TypedNode& value) {
  const bool number = value.node.is_scalar() && resolve(value.node).type == ScalarType::kFloat;
  const bool fraction = number && wanted(value.type->kind).starts_with("an integer");
  return fraction ? "a fractional number" : type_name(value.node);
}

// Never the value itself: it may be a credential.
std::string describe(DecodeFault fault, const TypedNode& value, const Resource& resource) {
  const ApiTypeKind kind = value.type->kind;
  switch (fault) {
    case DecodeFault::kRange:
      return concat(name_of(value), " is out of the range of a ",
                    kind == ApiTypeKind::kInt64 ? "64" : "32", "-bit integer");
    case DecodeFault::kBase64:
      return concat(name_of(value), " of the ", resource.kind, " is not base64");
    case DecodeFault::kTime:
      return concat(name_of(value), " is not an RFC 3339 time",
                    kind == ApiTypeKind::kMicroTime ? " with microseconds" : "");
    default:
      return concat(name_of(value), " wants ", wanted(kind), ", not ", written(value));
  }
}

// Whether a template prints a text so that it is read as an integer or a boolean again.
bool reads_well(std::string_view text) {
  if (text == "true" || text == "false") return true;
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Whether it is known what a chart's template makes of a value. What it copies whole keeps its
// types; what it prints on its own may get quotes or lose them, and a text may be a template.
bool is_certain(const TypedNode& value) {
  const Node node = value.node;
  if (!node.is_written()) return false;
  if (!node.is_scalar()) return true;
  constexpr std::string_view kYaml = "\n{[:";
  const bool wants_text = wanted(value.type->kind) == "a string";
  if (node.quoted() && node.text().find_first_of(kYaml) != std::string_view::npos) return false;
  const TypedNode* holder = value.holder;
  while (holder != nullptr && holder->node.is_sequence()) holder = holder->holder;
  const bool is_copied = holder != nullptr && !holder->node.is_partial();
  const bool is_variable = is_copied && (node.key() == "value" || holder->node.key() == "data");
  if (is_copied) return !(wants_text && is_variable);  // which templates quote
  return !wants_text && !reads_well(node.text());
}

void check(const Resource& resource, Context& context) {
  const bool lifted = resource.root.tree().partial();
  walk_typed(resource, [&](const TypedNode& value) {
    if (lifted && !is_certain(value)) return;
    const DecodeFault fault = decode_fault(value.node, *value.type);
    if (fault != DecodeFault::kNone) context.report(value.node, describe(fault, value, resource));
  });
}

constexpr std::string_view kReferences[] = {"https://kubernetes.io/docs/reference/kubernetes-api/",
                                            "https://yaml.org/type/bool.html"};

}  // namespace

extern constinit const Rule wrong_type = {
    .id = "wrong-type",
    .category = "syntax",
    .severity = Severity::kError,
    .summary = "A value is of another type than the API reads there",
    .rationale =
        "The API server converts nothing: \"2\" is no integer, and an unquoted 8080, 1.10 or yes "
        "is no string. It refuses the whole object, so a rollout stops half way: what was applied "
        "before it has changed, the rest has not.",
    .remediation =
        "Quote numbers and words like yes, on and true where a string is wanted: env values, "
        "labels, annotations, ConfigMap data, args. Take the quotes away where an integer or a "
        "boolean is wanted.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
