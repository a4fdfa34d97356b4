#include "rules/support/typed_name.h"

#include "engine/text/concat.h"
#include "rules/support/wording.h"

namespace plimsoll {
namespace {

constexpr std::size_t kMostName = 53;

}  // namespace

std::string name_of(const TypedNode& value) {
  const TypedNode* holder = value.holder;
  if (holder == nullptr) return {};
  switch (holder->type->kind) {
    case ApiTypeKind::kList:
      return concat(name_of(*holder), "[", value.index, "]");
    case ApiTypeKind::kMap:
      return concat(name_of(*holder), " key ", quoted_name(value.node.key(), kMostName));
    default:
      break;
  }
  const std::string_view field = value.node.key();
  const std::string_view name = holder->node["name"].text();
  // Each of many `value` fields is told apart by the name beside it only.
  if (field == "value" && !name.empty()) return concat("value of ", quoted_name(name, kMostName));
  return std::string(field);
}

}  // namespace plimsoll
