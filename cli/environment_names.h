#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace plimsoll {

// How a name of a file or folder speaks of an environment.
struct EnvironmentName {
  std::string name;     // as written: "prd", "prod-eu", "shop-prd"
  std::string plain;    // the environment in it: "prd", "prod-eu", "prd"
  bool certain = true;  // false for words that mean other things, too: test, live, stage
};

// Whether people call environments so: `dev`, `prd` and their like, with a region or number
// (`prod-eu`, `staging2`), or something else before it (`shop-prd`). nullopt for any other name.
std::optional<EnvironmentName> environment_in(std::string_view name);

// The part of the name of a values file that is not about its being one: "prd" of values-prd,
// values.prd and prd-values; the name itself when it does not say `values`; empty for `values`.
std::string_view without_values(std::string_view stem);

// Orders environments as a change passes through them: dev, test, staging, prod; others by name.
bool comes_before(std::string_view a, std::string_view b);

}  // namespace plimsoll
