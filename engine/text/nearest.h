#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace plimsoll {

// The candidate that `word` was probably meant to be, for "did you mean": the one with the fewest
// typing errors (a letter wrong, missing, doubled, or two swapped), upper and lower case alike.
// nullopt when every candidate needs more than one error for three letters of the word. Of equally
// near ones the first. Words beyond 64 bytes have no nearest.
std::optional<std::string_view> nearest(std::string_view word,
                                        std::span<const std::string_view> candidates);

}  // namespace plimsoll
