#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

#include "engine/kubernetes/resource.h"

namespace plimsoll {

struct ApiType;

// What the API server decodes a value into. Source: the Go types of k8s.io/api and
// k8s.io/apimachinery (schema/generate.go); what each takes is kubernetes-semantics 2.8. Null is
// never of the wrong type: it stands for the zero value, or for absence.
enum class ApiTypeKind : std::uint8_t {
  kAny,  // not judged: free-form (RawExtension, FieldsV1)
  kString,
  kBool,
  kInt32,
  kInt64,
  kQuantity,     // "500m", 2, 1.5
  kIntOrString,  // 8080 or "http"; the integer has 32 bits
  kBytes,        // a string of base64
  kTime,         // a string: RFC 3339
  kMicroTime,    // a string: RFC 3339 with exactly six digits of a second's fraction
  kList,
  kMap,     // keys are free, values of one type
  kObject,  // named fields
};

struct ApiField {
  std::string_view name;
  const ApiType* type;
};

// A type of the API. All types have static storage and are compared by address or by kind.
struct ApiType {
  ApiTypeKind kind = ApiTypeKind::kAny;
  // Of an object: fields other than those listed exist too (a custom resource whose definition is
  // known in part).
  bool open = false;
  // Of a list or map: the type of its items or values.
  const ApiType* element = nullptr;
  // Of an object: sorted by name.
  std::span<const ApiField> fields = {};
};

// A kind that a manifest can hold.
struct ApiRoot {
  std::string_view group;  // "" for the core group
  std::string_view version;
  std::string_view kind;
  const ApiType* type;
};

// The built-in kinds, sorted: those of Kubernetes 1.36 in all versions it still has types for, and
// autoscaling/v2beta1 and v2beta2.
std::span<const ApiRoot> built_in_kinds();

// The type of a built-in kind, or of a custom one in schema/custom.inc; nullptr when it is not
// known. Matching is exact: `Apps/v1` is not `apps/v1` (D-10).
const ApiType* find_api_type(std::string_view group, std::string_view version,
                             std::string_view kind);

// The field of an object type, nullptr when it has none of this name. Names are case-sensitive
// (Y-15).
const ApiField* find_field(const ApiType& type, std::string_view name);

// What holds for an object of any kind: apiVersion, kind and metadata. Open.
const ApiType& any_object_type();

// A written value with the type it is read as. `holder` is the list, map or object that it was
// reached from, which an alias or `<<` makes another than node.parent(). Valid during a visit.
struct TypedNode {
  Node node;
  const ApiType* type = nullptr;
  const TypedNode* holder = nullptr;  // null for the root
  std::size_t index = 0;              // among the items, when the holder is a list
};

using TypedVisitor = std::function<void(const TypedNode&)>;

// Visits everything written in the resource whose type is known, nulls included: outer before
// inner, in written order. A place that aliases lead to again is visited once more for each type it
// is read as, no oftener, so the walk is linear in what is written. Left out are members of no
// known field; what is inside kAny, or inside a value of another shape than its type; and scalars
// of an ApplicationSet that hold a template placeholder, since they are not known yet. Of a
// kind that is not known, metadata is visited.
void walk_typed(const Resource& resource, const TypedVisitor& visit);

}  // namespace plimsoll
