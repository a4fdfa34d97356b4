#include "rules/support/decoding.h"

#include <re2/re2.h>

#include <cmath>
#include <string>

#include "engine/text/base64.h"
#include "engine/yaml/scalar.h"

namespace plimsoll {
namespace {

DecodeFault unless(bool fits, DecodeFault fault) {
  return fits ? DecodeFault::kNone : fault;
}

DecodeFault integer_fault(Node node, const ScalarValue& value, bool wide) {
  const std::optional<std::int64_t> read = as_int(node);
  if (read) {
    return unless(wide || as_int32(node), DecodeFault::kRange);
  }
  const bool whole = value.type == ScalarType::kInteger ||
                     (value.type == ScalarType::kFloat && std::trunc(value.real) == value.real);
  return whole ? DecodeFault::kRange : DecodeFault::kType;
}

// `micro` wants six digits of a second's fraction, no more and no fewer.
bool is_time(const std::string& text, bool micro) {
  static const RE2 pattern(
      R"(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]?\d|2[0-3]):[0-5]\d:[0-5]\d)"
      R"(([.,]\d+)?(?:Z|[+-]\d\d:\d\d))");
  std::string fraction;
  return RE2::FullMatch(text, pattern, &fraction) && (!micro || fraction.size() == 7);
}

DecodeFault string_fault(Node node, ApiTypeKind kind) {
  switch (kind) {
    case ApiTypeKind::kBytes:
      return unless(decode_base64(json_text(node)).has_value(), DecodeFault::kBase64);
    case ApiTypeKind::kTime:
      return unless(is_time(json_text(node), false), DecodeFault::kTime);
    case ApiTypeKind::kMicroTime:
      return unless(is_time(json_text(node), true), DecodeFault::kTime);
    default:
      return DecodeFault::kNone;
  }
}

DecodeFault scalar_fault(Node node, ApiTypeKind kind) {
  const ScalarValue value = resolve(node);
  const bool is_string = value.type == ScalarType::kString;
  const bool is_number = value.type == ScalarType::kInteger || value.type == ScalarType::kFloat;
  // What JSON cannot express is a syntax problem of the document.
  if (value.type == ScalarType::kNull || value.type == ScalarType::kInvalid) {
    return DecodeFault::kNone;
  }
  switch (kind) {
    case ApiTypeKind::kBool:
      return unless(value.type == ScalarType::kBoolean, DecodeFault::kType);
    case ApiTypeKind::kInt32:
    case ApiTypeKind::kInt64:
      return integer_fault(node, value, kind == ApiTypeKind::kInt64);
    case ApiTypeKind::kIntOrString:
      return is_string ? DecodeFault::kNone : integer_fault(node, value, false);
    case ApiTypeKind::kQuantity:
      return unless(is_string || is_number, DecodeFault::kType);
    case ApiTypeKind::kList:
    case ApiTypeKind::kMap:
    case ApiTypeKind::kObject:
      return DecodeFault::kType;
    default:
      return is_string ? string_fault(node, kind) : DecodeFault::kType;
  }
}

}  // namespace

DecodeFault decode_fault(Node node, const ApiType& type) {
  if (!node || type.kind == ApiTypeKind::kAny) return DecodeFault::kNone;
  const bool wants_mapping = type.kind == ApiTypeKind::kMap || type.kind == ApiTypeKind::kObject;
  switch (node.kind()) {
    case NodeKind::kMapping:
      return unless(wants_mapping, DecodeFault::kType);
    case NodeKind::kSequence:
      return unless(type.kind == ApiTypeKind::kList, DecodeFault::kType);
    default:
      return scalar_fault(node, type.kind);
  }
}

}  // namespace plimsoll
