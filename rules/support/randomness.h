#pragma once

#include <string_view>

namespace plimsoll {

// Whether a text looks drawn at random, as generated keys are, rather than made of words. Needs 16
// characters at least; about one in twenty random texts of that length is missed, and ordinary
// identifiers, paths and sentences are not taken for random.
bool looks_random(std::string_view text);

}  // namespace plimsoll
