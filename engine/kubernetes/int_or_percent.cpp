// Numbers that may be percentages: maxSurge, maxUnavailable, minAvailable.
//
//   maxSurge: 1         the number 1
//   maxSurge: 25%       a quarter of the replicas, rounded up: 1 of 3
//   maxSurge: "1"       refused, since a string must be a percentage
//
// The type that was written decides, as everywhere in Kubernetes. What happens when both fields
// resolve to zero, and that a result is capped at the replicas, differs by field and is the
// caller's.

#include "engine/kubernetes/int_or_percent.h"

#include <charconv>
#include <limits>
#include <string_view>

#include "engine/yaml/scalar.h"

namespace plimsoll {
namespace {

using Limits32 = std::numeric_limits<std::int32_t>;

std::optional<IntOrPercent> read_percent(std::string_view text) {
  if (!text.ends_with('%')) return std::nullopt;
  text.remove_suffix(1);
  std::uint32_t value = 0;  // takes no sign
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end) return std::nullopt;
  return IntOrPercent{.value = value, .is_percent = true};
}

}  // namespace

std::int64_t IntOrPercent::resolve(std::int64_t total, Rounding rounding) const {
  if (!is_percent) return value;
  const std::int64_t hundredths = value * total;
  return hundredths / 100 + (rounding == Rounding::kUp && hundredths % 100 > 0 ? 1 : 0);
}

std::optional<IntOrPercent> as_int_or_percent(Node node) {
  if (const auto text = as_string(node)) return read_percent(*text);
  const auto number = as_int(node);
  if (!number || *number < Limits32::min() || *number > Limits32::max()) return std::nullopt;
  return IntOrPercent{.value = *number, .is_percent = false};
}

}  // namespace plimsoll
