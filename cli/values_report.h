#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/values/release.h"

namespace plimsoll {

// How the values of releases are shown.
struct ValuesPresentation {
  // Dotted paths (`resources.limits`, `a.b\.c`) of what to show; none: everything.
  std::vector<std::string> paths = {};
  // For the YAML only.
  bool color = false;
  // Of the terminal, in cells: comments are wrapped to fit, values never. 0: nothing is wrapped.
  unsigned width = 100;
};

// The values of each release as its templates see them, as one YAML document a release. It can be
// piped: where a value came from, what it took the place of and what was lost stand in comments.
// Whatever looks like a credential, old values included, is `***`. Pure: equal input gives equal
// text.
std::string format_values(const std::vector<const Release*>& releases,
                          const ValuesPresentation& presentation);

// The same for programs; values_json.cpp shows its form.
std::string format_values_json(const std::vector<const Release*>& releases,
                               const ValuesPresentation& presentation);

// What is wrong with the paths asked for: "unknown value 'resorces'; did you mean 'resources'?" for
// the first that none of the releases has. nullopt when each has its place somewhere.
std::optional<std::string> unknown_values(const std::vector<const Release*>& releases,
                                          const std::vector<std::string>& paths);

}  // namespace plimsoll
