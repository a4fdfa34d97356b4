#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cli/file_system.h"

namespace plimsoll {

// "unknown WHAT 'WORD'; did you mean 'NEAREST'?", or without the question when nothing is near.
std::string unknown(std::string_view what, std::string_view word,
                    std::span<const std::string_view> candidates);

// "; did you mean 'NAME'?" about the first name of a path that does not exist, where something near
// it lies in the same folder; else empty. Names nothing but that name, so it is the same for every
// way to write the path.
std::string misspelt_path(const std::string& path, const FileSystem& files);

}  // namespace plimsoll
