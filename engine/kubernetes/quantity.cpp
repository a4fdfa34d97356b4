// Resource quantities, exactly.
//
// A quantity is a decimal number and a suffix: `500m`, `1.5Gi`, `1e3`. It is kept as the digits of
// the number and the place of its point, 0.DIGITS x 10^point, with no zero at either end:
//
//   1.5Gi -> 1610612736  -> digits "1610612736", point 10
//   500m  -> 0.5         -> digits "5",          point 0
//   1e9   -> 1000000000  -> digits "1",          point 10
//
// So two numbers compare by their points and then as text, and a gigantic exponent is one number
// in `point` instead of a gigabyte of zeros. There is no other arithmetic than multiplying by a
// power of two (a binary suffix) and rounding, each one pass over the digits. The grammar is that
// of ParseQuantity, including what its documentation does not say: `5.`, `.5` and even `m` are
// accepted, and an exponent is cut to 32 bits. Adding quantities is not here; nothing needs
// it yet.

#include "engine/kubernetes/quantity.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace plimsoll {
namespace {

constexpr std::int64_t kNanoDecimals = 9;
constexpr std::int64_t kMilliDecimals = 3;
// Every third power of ten from nano to exa, and every tenth power of two from kibi to exbi.
constexpr std::array<std::string_view, 10> kDecimalSuffixes = {"n", "u", "m", "",  "k",
                                                               "M", "G", "T", "P", "E"};
constexpr std::array<std::string_view, 6> kBinarySuffixes = {"Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};
constexpr std::string_view kLargestBinary = "9223372036854775807";

// A quantity taken apart, before anything is computed.
struct Literal {
  bool negative = false;
  bool has_digits = false;
  std::string_view whole;  // without leading zeros
  std::string_view fraction;
  std::string_view suffix;
};

std::string_view take_while(std::string_view& text, std::string_view characters) {
  const std::string_view taken =
      text.substr(0, std::min(text.find_first_not_of(characters), text.size()));
  text.remove_prefix(taken.size());
  return taken;
}

bool take_sign(std::string_view& text) {
  if (text.empty() || (text[0] != '+' && text[0] != '-')) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Literal> scan(std::string_view text) {
  if (text.empty()) return std::nullopt;
  constexpr std::string_view kDigits = "0123456789";
  Literal literal;
  literal.negative = text[0] == '-';
  take_sign(text);
  const bool has_zeros = !take_while(text, "0").empty();
  literal.whole = take_while(text, kDigits);
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    literal.fraction = take_while(text, kDigits);
  }
  literal.has_digits = has_zeros || !literal.whole.empty() || !literal.fraction.empty();
  literal.suffix = text;
  take_while(text, "eEinumkKMGTP");
  take_sign(text);
  take_while(text, kDigits);
  if (!text.empty()) return std::nullopt;
  return literal;
}

// The exponent of `e3`, `E-3` and `e+3`, cut to 32 bits as Kubernetes cuts it.
std::optional<std::int64_t> read_exponent(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  std::int64_t exponent = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, exponent);
  if (error != std::errc() || stop != end) return std::nullopt;
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(exponent));
}

}  // namespace

std::optional<Quantity::Suffix> Quantity::read_suffix(std::string_view text) {
  const auto decimal = std::find(kDecimalSuffixes.begin(), kDecimalSuffixes.end(), text);
  if (decimal != kDecimalSuffixes.end()) {
    const std::int64_t index = decimal - kDecimalSuffixes.begin();
    return Suffix{Family::kDecimal, 3 * index - kNanoDecimals};
  }
  const auto binary = std::find(kBinarySuffixes.begin(), kBinarySuffixes.end(), text);
  if (binary != kBinarySuffixes.end()) {
    return Suffix{Family::kBinary, 10 * (binary - kBinarySuffixes.begin() + 1)};
  }
  if (text[0] != 'e' && text[0] != 'E') return std::nullopt;
  const auto exponent = read_exponent(text.substr(1));
  if (!exponent) return std::nullopt;
  return Suffix{Family::kExponent, *exponent};
}

std::optional<Quantity> Quantity::parse(std::string_view text, QuantityFault* fault) {
  const auto fail = [fault](QuantityFault why) -> std::optional<Quantity> {
    if (fault != nullptr) *fault = why;
    return std::nullopt;
  };
  const auto literal = scan(text);
  if (!literal) return fail(QuantityFault::kFormat);
  const auto suffix = read_suffix(literal->suffix);
  if (!suffix) return fail(QuantityFault::kSuffix);

  const bool is_binary = suffix->family == Family::kBinary;
  if (!literal->has_digits) {
    // Kubernetes has two number parsers; the one for large and for tiny scales wants a digit.
    const bool wants_digit = is_binary ? suffix->exponent >= 50 : suffix->exponent < -kNanoDecimals;
    if (wants_digit) return fail(QuantityFault::kNumeric);
  }

  Quantity quantity;
  quantity.family_ = suffix->family;
  quantity.negative_ = literal->negative;
  quantity.digits_.append(literal->whole).append(literal->fraction);
  quantity.point_ = static_cast<std::int64_t>(literal->whole.size());
  quantity.trim_zeros();
  if (is_binary) {
    quantity.multiply_by_power_of_two(static_cast<unsigned>(suffix->exponent));
  } else if (!quantity.is_zero()) {
    quantity.point_ += suffix->exponent;
  }
  quantity.round_away_from_zero(kNanoDecimals);
  if (!is_binary || quantity.is_zero()) return quantity;

  Quantity largest;
  largest.digits_ = kLargestBinary;
  largest.point_ = static_cast<std::int64_t>(kLargestBinary.size());
  if (compare_magnitudes(quantity, largest) > 0) {
    quantity.digits_ = largest.digits_;
    quantity.point_ = largest.point_;
  }
  if (quantity.point_ <= 0) quantity.family_ = Family::kDecimal;  // below one
  return quantity;
}

bool Quantity::is_whole() const {
  return point_ >= static_cast<std::int64_t>(digits_.size());
}

Quantity Quantity::round_up_to_milli() const {
  Quantity rounded = *this;
  rounded.round_away_from_zero(kMilliDecimals);
  return rounded;
}

std::string Quantity::text() const {
  if (is_zero()) return "0";
  return (negative_ ? "-" : "") + (family_ == Family::kBinary ? binary_text() : decimal_text());
}

// REQUIRES: not zero. A binary value is at most 2^63-1, so its whole part fits 64 bits.
std::string Quantity::binary_text() const {
  if (!is_whole()) return decimal_text();
  std::string whole = digits_;
  whole.resize(static_cast<std::size_t>(point_), '0');
  std::uint64_t value = 0;
  std::from_chars(whole.data(), whole.data() + whole.size(), value);
  if (value < 1024) return whole;
  std::size_t steps = 0;
  for (; value % 1024 == 0; value /= 1024) ++steps;
  return std::to_string(value).append(steps == 0 ? "" : kBinarySuffixes[steps - 1]);
}

// REQUIRES: not zero.
std::string Quantity::decimal_text() const {
  std::string out = digits_;
  std::int64_t exponent = point_ - static_cast<std::int64_t>(digits_.size());
  for (; exponent % 3 != 0; --exponent) out += '0';
  if (family_ == Family::kExponent) {
    return exponent == 0 ? out : out.append("e").append(std::to_string(exponent));
  }
  const std::size_t index = static_cast<std::size_t>((exponent + kNanoDecimals) / 3);
  return index < kDecimalSuffixes.size() ? out.append(kDecimalSuffixes[index]) : out;
}

void Quantity::trim_zeros() {
  digits_.erase(digits_.find_last_not_of('0') + 1);
  const std::size_t leading = std::min(digits_.find_first_not_of('0'), digits_.size());
  digits_.erase(0, leading);
  point_ = digits_.empty() ? 0 : point_ - static_cast<std::int64_t>(leading);
}

// Schoolbook multiplication from the right. REQUIRES: exponent <= 60, so that a digit times the
// factor plus the carry stays below 10 * 2^60 and fits 64 bits.
void Quantity::multiply_by_power_of_two(unsigned exponent) {
  const std::uint64_t factor = std::uint64_t{1} << exponent;
  std::uint64_t carry = 0;
  for (auto digit = digits_.rbegin(); digit != digits_.rend(); ++digit) {
    const std::uint64_t product = static_cast<std::uint64_t>(*digit - '0') * factor + carry;
    *digit = static_cast<char>('0' + product % 10);
    carry = product / 10;
  }
  if (carry == 0) return;  // only for zero, which has no digits
  const std::string front = std::to_string(carry);
  digits_.insert(0, front);
  point_ += static_cast<std::int64_t>(front.size());
  trim_zeros();
}

// Leaves at most `decimals` digits behind the point.
void Quantity::round_away_from_zero(std::int64_t decimals) {
  const std::int64_t kept = point_ + decimals;
  if (is_zero() || kept >= static_cast<std::int64_t>(digits_.size())) return;
  if (kept <= 0) {
    digits_ = "1";
    point_ = 1 - decimals;
    return;
  }
  // What is cut off is not zero, since the last digit never is: add one to the last digit kept.
  digits_.erase(static_cast<std::size_t>(kept));
  while (!digits_.empty() && digits_.back() == '9') digits_.pop_back();
  if (digits_.empty()) {
    digits_ = "1";
    ++point_;
  } else {
    ++digits_.back();
  }
}

std::weak_ordering Quantity::compare_magnitudes(const Quantity& a, const Quantity& b) {
  if (a.is_zero() || b.is_zero()) return b.is_zero() <=> a.is_zero();
  if (a.point_ != b.point_) return a.point_ <=> b.point_;
  return a.digits_ <=> b.digits_;  // a prefix is less, since no digits end in zero
}

std::weak_ordering operator<=>(const Quantity& a, const Quantity& b) {
  if (a.sign() != b.sign()) return a.sign() <=> b.sign();
  return a.sign() < 0 ? Quantity::compare_magnitudes(b, a) : Quantity::compare_magnitudes(a, b);
}

}  // namespace plimsoll
