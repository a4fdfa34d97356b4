#pragma once

#include <concepts>
#include <string>
#include <string_view>

namespace plimsoll {

// Joins texts and whole numbers into one string: concat("starts at ", 30, "s").
template <typename... Parts>
std::string concat(const Parts&... parts) {
  std::string out;
  const auto append = [&out](const auto& part) {
    using Part = std::decay_t<decltype(part)>;
    static_assert(!std::same_as<Part, char> && !std::same_as<Part, bool>, "pass a text instead");
    if constexpr (std::integral<Part>) {
      out += std::to_string(part);
    } else {
      out += std::string_view(part);
    }
  };
  (append(parts), ...);
  return out;
}

}  // namespace plimsoll
