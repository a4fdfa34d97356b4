// What type the API wants where.
//
// The tables are data: schema/types.inc is generated from the Go types of Kubernetes, schema/
// custom.inc written by hand for the custom kinds that rules read. Both are constants, so a program
// that asks nothing of them pays nothing. For `spec: {replicas: "2"}` of an apps/v1 Deployment the
// walk visits
//
//   the root        object      (apiVersion, kind, metadata, spec, status)
//   spec            object      (minReadySeconds, paused, ..., replicas, ...)
//   spec.replicas   int32
//
// and leaves the judgement to the visitor. It does not know which fields are required, which values
// an enumeration has, or what validation asks beyond the type; and of a field it does not know, it
// says nothing.

#include "engine/kubernetes/schema.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace plimsoll {
namespace {

constexpr ApiType kAny = {.kind = ApiTypeKind::kAny};
constexpr ApiType kString = {.kind = ApiTypeKind::kString};
constexpr ApiType kBool = {.kind = ApiTypeKind::kBool};
constexpr ApiType kInt32 = {.kind = ApiTypeKind::kInt32};
constexpr ApiType kInt64 = {.kind = ApiTypeKind::kInt64};
constexpr ApiType kQuantity = {.kind = ApiTypeKind::kQuantity};
constexpr ApiType kIntOrString = {.kind = ApiTypeKind::kIntOrString};
constexpr ApiType kBytes = {.kind = ApiTypeKind::kBytes};
constexpr ApiType kTime = {.kind = ApiTypeKind::kTime};
constexpr ApiType kMicroTime = {.kind = ApiTypeKind::kMicroTime};

constexpr ApiType list_of(const ApiType& element) {
  return {.kind = ApiTypeKind::kList, .element = &element};
}
constexpr ApiType map_of(const ApiType& element) {
  return {.kind = ApiTypeKind::kMap, .element = &element};
}
// Refuses to compile a table that binary search would not find its way in.
consteval ApiType object_of(std::span<const ApiField> fields, bool open = false) {
  if (!std::ranges::is_sorted(fields, {}, &ApiField::name)) throw "fields are not sorted by name";
  return {.kind = ApiTypeKind::kObject, .open = open, .fields = fields};
}
consteval ApiType open_object_of(std::span<const ApiField> fields) {
  return object_of(fields, true);
}

#include "engine/kubernetes/schema/types.inc"

#include "engine/kubernetes/schema/custom.inc"

constexpr ApiField kAnyObjectFields[] = {
    {"apiVersion", &kString},
    {"kind", &kString},
    {"metadata", &kMetaV1ObjectMeta},
};
constexpr ApiType kAnyObject = open_object_of(kAnyObjectFields);

const ApiType* find_root(std::span<const ApiRoot> roots, std::string_view group,
                         std::string_view version, std::string_view kind) {
  const auto wanted = std::tie(group, version, kind);
  const auto found = std::lower_bound(roots.begin(), roots.end(), wanted,
                                      [](const ApiRoot& root, const auto& key) {
                                        return std::tie(root.group, root.version, root.kind) < key;
                                      });
  const bool equal =
      found != roots.end() && std::tie(found->group, found->version, found->kind) == wanted;
  return equal ? found->type : nullptr;
}

class Walk {
 public:
  Walk(const TypedVisitor& visit, bool is_template) : visit_(visit), is_template_(is_template) {}

  void go(const TypedNode& value) {
    if (is_template_ && value.node.text().find("{{") != std::string_view::npos) return;
    if (value.node.through().exists() && !is_new(value)) return;
    visit_(value);
    switch (value.type->kind) {
      case ApiTypeKind::kObject:
        return go_into_object(value);
      case ApiTypeKind::kMap:
        if (value.node.is_mapping()) go_into_elements(value);
        return;
      case ApiTypeKind::kList:
        if (value.node.is_sequence()) go_into_elements(value);
        return;
      default:
        return;
    }
  }

 private:
  void go_into_object(const TypedNode& object) {
    if (!object.node.is_mapping()) return;
    for (const Node member : object.node) {
      const ApiField* field = find_field(*object.type, member.key());
      if (field != nullptr) go({.node = member, .type = field->type, .holder = &object});
    }
  }

  void go_into_elements(const TypedNode& container) {
    std::size_t index = 0;
    for (const Node element : container.node) {
      go({.node = element,
          .type = container.type->element,
          .holder = &container,
          .index = index++});
    }
  }

  // What is written is told apart by where: only places that aliases lead to can come up again.
  bool is_new(const TypedNode& value) {
    return seen_.emplace(value.node.key_span().begin, value.node.value_span().begin, value.type)
        .second;
  }

  const TypedVisitor& visit_;
  const bool is_template_;
  std::set<std::tuple<std::uint32_t, std::uint32_t, const ApiType*>> seen_;
};

}  // namespace

std::span<const ApiRoot> built_in_kinds() {
  return kBuiltInRoots;
}

const ApiType* find_api_type(std::string_view group, std::string_view version,
                             std::string_view kind) {
  const ApiType* built_in = find_root(kBuiltInRoots, group, version, kind);
  return built_in != nullptr ? built_in : find_root(kCustomRoots, group, version, kind);
}

const ApiField* find_field(const ApiType& type, std::string_view name) {
  const auto found = std::ranges::lower_bound(type.fields, name, {}, &ApiField::name);
  return found != type.fields.end() && found->name == name ? &*found : nullptr;
}

const ApiType& any_object_type() {
  return kAnyObject;
}

void walk_typed(const Resource& resource, const TypedVisitor& visit) {
  const ApiType* known = find_api_type(resource.group, resource.version, resource.kind);
  Walk walk(visit, is_kind(resource, "argoproj.io", "ApplicationSet"));
  walk.go({.node = resource.root, .type = known != nullptr ? known : &kAnyObject});
}

}  // namespace plimsoll
