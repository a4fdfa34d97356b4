#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace plimsoll {

// SARIF's levels, ordered: a higher value is worse.
enum class Severity : std::uint8_t { kNote, kWarning, kError };

// "note", "warning", "error".
std::string_view severity_name(Severity severity);
std::optional<Severity> parse_severity(std::string_view name);

}  // namespace plimsoll
