#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/yaml/node.h"

namespace plimsoll {

// Why a text is no quantity, as k8s.io/apimachinery/pkg/api/resource tells it apart.
enum class QuantityFault : std::uint8_t {
  kFormat,   // not a number with a suffix at all: "", "1 Gi", "1GB"
  kSuffix,   // a suffix that does not exist: "1K", "512mi"
  kNumeric,  // no digits before a suffix that needs them: "Pi", "e-10"
};

// An amount of a resource: `500m`, `1.5Gi`, `1e3`. An exact decimal of any size, never a floating
// point number. Costs memory for its significant digits only, so 1e1000000000 is as small as 1.
//
// As in Kubernetes, no value is finer than a nano (what is, was rounded away from zero) and one
// written with a binary suffix is at most 2^63-1. Source: kubernetes-semantics.
class Quantity {
 public:
  Quantity() = default;  // zero

  // nullopt when `text` is no quantity; then `fault`, if given, says why. No space is trimmed.
  static std::optional<Quantity> parse(std::string_view text, QuantityFault* fault = nullptr);

  int sign() const { return digits_.empty() ? 0 : negative_ ? -1 : 1; }
  bool is_zero() const { return digits_.empty(); }
  // Whether there is no fraction: 1000m is whole.
  bool is_whole() const;

  // The value in whole milli-units, rounded away from zero, as the API server stores every entry of
  // a resource list.
  Quantity round_up_to_milli() const;

  // The canonical text, as the API server writes it: the family of suffixes that was
  // written, the largest suffix that leaves a whole number. A multiple of 10^21 loses its suffix
  // there, and here: "1000E" is "1".
  std::string text() const;

  // By value, across families: 1Gi equals 1024Mi. Texts of equal quantities may differ.
  friend std::weak_ordering operator<=>(const Quantity& a, const Quantity& b);
  friend bool operator==(const Quantity& a, const Quantity& b) { return (a <=> b) == 0; }

 private:
  enum class Family : std::uint8_t { kDecimal, kExponent, kBinary };
  struct Suffix {
    Family family;
    std::int64_t exponent;  // of 2 for the binary family, else of 10
  };
  static std::optional<Suffix> read_suffix(std::string_view text);

  static std::weak_ordering compare_magnitudes(const Quantity& a, const Quantity& b);
  void trim_zeros();
  void multiply_by_power_of_two(unsigned exponent);
  void round_away_from_zero(std::int64_t decimals);
  std::string binary_text() const;
  std::string decimal_text() const;

  // The value is 0.DIGITS x 10^point_. No zero at either end; empty for zero.
  std::string digits_;
  std::int64_t point_ = 0;
  bool negative_ = false;
  Family family_ = Family::kDecimal;
};

// The quantity a node is to the API server: text, surrounding spaces trimmed, or a number by the
// rules for plain scalars (`010` is 8, `1_000` is 1000, `"010"` is 10). A written null is zero
// . nullopt when the node is missing or is no quantity.
std::optional<Quantity> as_quantity(Node node);

// Why an existing node is no quantity, as the end of a sentence: `suffix "K" is unknown, did you
// mean "k"`. nullopt for a quantity, a null and a missing node.
std::optional<std::string> quantity_problem(Node node);

}  // namespace plimsoll
