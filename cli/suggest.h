#pragma once

#include <span>
#include <string>
#include <string_view>

namespace plimsoll {

// "unknown WHAT 'WORD'; did you mean 'NEAREST'?", or without the question when nothing is near.
std::string unknown(std::string_view what, std::string_view word,
                    std::span<const std::string_view> candidates);

}  // namespace plimsoll
