#pragma once

#include <cstdint>
#include <optional>

#include "engine/yaml/node.h"

namespace plimsoll {

// A share of a total turned into a number of pods. Kubernetes rounds maxSurge up and a Deployment's
// maxUnavailable down (W-8), and both fields of a PodDisruptionBudget up (B-2).
enum class Rounding : std::uint8_t { kUp, kDown };

// A whole number, or a percentage such as "25%", as maxSurge, maxUnavailable and minAvailable hold.
struct IntOrPercent {
  std::int64_t value = 0;
  bool is_percent = false;

  // The number itself, or the percentage of `total` rounded to a whole number. A number is returned
  // as it is, above the total or below zero. REQUIRES: 0 <= total < 2^31, as replicas are.
  std::int64_t resolve(std::int64_t total, Rounding rounding) const;
};

// Reads an integer of 32 bits, or a string of digits and `%`. nullopt for everything else: a
// missing or null node, a fraction, and "1", which these fields refuse although it is a string
// (G-11, G-15).
std::optional<IntOrPercent> as_int_or_percent(Node node);

}  // namespace plimsoll
