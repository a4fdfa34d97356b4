#pragma once

#include <span>
#include <string_view>

namespace plimsoll {

// A configuration that the program carries: cli/profiles/NAME.yaml.
struct Profile {
  std::string_view name;
  std::string_view text;
};

// All of them, sorted by name. Generated from the files (cmake/profiles.cmake).
std::span<const Profile> profiles();

// What holds where nothing is extended.
inline constexpr std::string_view kDefaultProfile = "recommended";

}  // namespace plimsoll
