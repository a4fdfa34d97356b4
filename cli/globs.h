#pragma once

#include <string>
#include <string_view>

namespace plimsoll {

// A path as a pattern that matches nothing else.
std::string escape_glob(std::string_view path);

// A pattern of a configuration file as one from the root of the reported paths, where the file lies
// in `folder` ("." is the root).
std::string rebase_glob(std::string_view pattern, std::string_view folder);

}  // namespace plimsoll
