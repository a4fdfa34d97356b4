#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plimsoll {

// Text from an input made fit for a message: unchanged up to `most` bytes, else its first whole
// code points and "...", together no more than that. REQUIRES: most >= 3.
std::string shortened(std::string_view text, std::size_t most);

}  // namespace plimsoll
