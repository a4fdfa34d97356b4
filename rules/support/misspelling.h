#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace plimsoll {

// The known key that `key` is a slip of: one letter wrong, missing or too many, two swapped, or the
// same letters in another case or with other separators (`node-selector`). Much stricter than
// nearest(), for where an unknown key may well be right: `minReplicas` is no slip of `maxReplicas`,
// nor `server1` of `server2`. nullopt when there is none, and for keys below four letters.
std::optional<std::string_view> misspelled(std::string_view key,
                                           std::span<const std::string_view> known);

}  // namespace plimsoll
