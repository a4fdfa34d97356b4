// Numbers as Go writes them.
//
// Go's ways start from the same shortest decimal that reads back as the number, and differ
// in when they turn to scientific notation and how wide its exponent is:
//
//   value        encoding/json   key (format 'g', 32 bits)
//   1e20         100000000000000000000   1e+20
//   0.0000001    1e-7                    1e-07
//   0.1          0.1                     0.1
//
// A template prints as keys are written, but with all 64 bits.
//
// std::to_chars finds the digits. Its own layout is not used, since it prints large numbers to
// their last binary digit (18446744073709551616 where Go has 18446744073709552000).

#include "engine/yaml/number_text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>

namespace plimsoll {
namespace {

// The shortest decimal that reads back as the same number: digits d1 d2 d3… for
// d1.d2d3… x 10^exponent.
struct Shortest {
  bool negative = false;
  std::string digits = {};
  int exponent = 0;
};

template <typename Float>
Shortest shortest(Float value) {
  std::array<char, 64> buffer;
  const char* const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                        std::abs(value), std::chars_format::scientific)
                              .ptr;
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const std::size_t e = text.find('e');
  Shortest out{.negative = std::signbit(value)};
  for (const char c : text.substr(0, e)) {
    if (c != '.') out.digits += c;
  }
  const std::size_t unsigned_at = e + (text[e + 1] == '+' ? 2 : 1);  // from_chars takes no plus
  std::from_chars(text.data() + unsigned_at, end, out.exponent);
  return out;
}

std::string scientific(const Shortest& number, std::size_t least_exponent_digits) {
  std::string out = number.digits.substr(0, 1);
  if (number.digits.size() > 1) out.append(".").append(number.digits, 1);
  std::string exponent = std::to_string(std::abs(number.exponent));
  if (exponent.size() < least_exponent_digits) exponent.insert(exponent.begin(), '0');
  return out.append(number.exponent < 0 ? "e-" : "e+").append(exponent);
}

std::string positional(const Shortest& number) {
  if (number.exponent < 0) {
    return "0." + std::string(static_cast<std::size_t>(-number.exponent - 1), '0') + number.digits;
  }
  const std::size_t whole = static_cast<std::size_t>(number.exponent) + 1;
  std::string out = number.digits;
  if (out.size() <= whole) return out.append(whole - out.size(), '0');
  return out.insert(whole, ".");
}

// Go's format 'g'.
std::string general(const Shortest& number) {
  const bool plain = number.digits == "0" || (number.exponent >= -4 && number.exponent < 6);
  return (number.negative ? "-" : "") + (plain ? positional(number) : scientific(number, 2));
}

}  // namespace

std::string json_number(double value) {
  const Shortest number = shortest(value);
  const bool plain = value == 0 || (number.exponent >= -6 && number.exponent < 21);
  return (number.negative ? "-" : "") + (plain ? positional(number) : scientific(number, 1));
}

std::string key_number(double value) {
  if (std::isnan(value)) return ".nan";
  constexpr double kLargest = std::numeric_limits<float>::max();
  constexpr double kHalfStep = 0x1p103;  // beyond kLargest, where rounding goes to infinity
  if (std::abs(value) >= kLargest + kHalfStep) return value < 0 ? "-.inf" : ".inf";
  const float narrow = static_cast<float>(value);
  return general(shortest(narrow));
}

std::string template_number(double value) {
  return general(shortest(value));
}

}  // namespace plimsoll
