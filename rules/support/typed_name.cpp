#include "rules/support/typed_name.h"

#include "engine/text/concat.h"

namespace plimsoll {
namespace {

constexpr std::size_t kMaxNameBytes = 50;

// A key or name fit for a message: whole code points, at most kMaxNameBytes.
std::string shortened(std::string_view text) {
  if (text.size() <= kMaxNameBytes) return std::string(text);
  const auto continues = [&text](std::size_t at) {
    return (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
  };
  std::size_t end = kMaxNameBytes;
  while (end > 0 && continues(end)) --end;
  return concat(text.substr(0, end), "...");
}

}  // namespace

std::string name_of(const TypedNode& value) {
  const TypedNode* holder = value.holder;
  if (holder == nullptr) return {};
  switch (holder->type->kind) {
    case ApiTypeKind::kList:
      return concat(name_of(*holder), "[", value.index, "]");
    case ApiTypeKind::kMap:
      return concat(name_of(*holder), " key ", shortened(value.node.key()));
    default:
      break;
  }
  const std::string_view field = value.node.key();
  const std::string_view name = holder->node["name"].text();
  // Each of many `value` fields is told apart by the name beside it only.
  if (field == "value" && !name.empty()) return concat("value of ", shortened(name));
  return std::string(field);
}

}  // namespace plimsoll
