// What a scalar means to Kubernetes.
//
// kubectl turns YAML into JSON before anything knows a field's type, with the YAML 1.1 rules of
// go.yaml.in/yaml/v2. Those rules look at the first character and at little else:
//
//   yes, On, FALSE       booleans, in these spellings only: `yEs` is a string
//   0777, 0o17, 0x1F     integers, also 0b101; underscores anywhere behind the first digit
//   1e3, .5, 5.          floats; `08` too, since it is no octal number
//   1:30, 2001-01-01     strings: neither base 60 nor dates survive the way to JSON
//   .inf, .nan           numbers that JSON cannot hold, so the document is refused
//
// Numbers are read with std::from_chars, so no locale can change them, and written as Go's
// encoding/json writes them. Nothing here knows what type a field wants.

#include "engine/yaml/scalar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "engine/text/base64.h"
#include "engine/text/utf8.h"
#include "engine/yaml/number_text.h"

namespace plimsoll {
namespace {

constexpr std::string_view kTagPrefix = "tag:yaml.org,2002:";
constexpr std::uint64_t kMinInt64Magnitude = std::uint64_t{1} << 63;

constexpr std::array<std::string_view, 11> kTrueWords = {
    "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"};
constexpr std::array<std::string_view, 11> kFalseWords = {
    "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"};
constexpr std::array<std::string_view, 3> kInfinityWords = {".inf", ".Inf", ".INF"};
constexpr std::array<std::string_view, 3> kNanWords = {".nan", ".NaN", ".NAN"};

template <std::size_t size>
bool is_one_of(std::string_view text, const std::array<std::string_view, size>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

ScalarValue of_type(ScalarType type) {
  return {.type = type};
}

ScalarValue of_real(double value) {
  return {.type = ScalarType::kFloat, .real = value};
}

// A number taken apart: its sign and what follows.
struct Signed {
  char sign = ' ';  // '+', '-' or ' ' for none
  std::string_view rest;
};

Signed split_sign(std::string_view text) {
  if (text.empty() || (text[0] != '+' && text[0] != '-')) return {' ', text};
  return {text[0], text.substr(1)};
}

std::optional<std::uint64_t> read_digits(std::string_view digits, int base) {
  std::uint64_t value = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value, base);
  if (error != std::errc() || stop != end) return std::nullopt;
  return value;
}

// The magnitude of an integer literal as Go reads it: 0x, 0o, 0b, and 0 for octal.
std::optional<std::uint64_t> read_magnitude(std::string_view text) {
  if (text.size() < 2 || text[0] != '0') return read_digits(text, 10);
  const char prefix = static_cast<char>(text[1] | 0x20);
  if (prefix == 'x') return read_digits(text.substr(2), 16);
  if (prefix == 'o') return read_digits(text.substr(2), 8);
  if (prefix == 'b') return read_digits(text.substr(2), 2);
  return read_digits(text.substr(1), 8);
}

std::optional<ScalarValue> signed_integer(char sign, std::optional<std::uint64_t> magnitude) {
  if (!magnitude) return std::nullopt;
  if (sign == '+' && *magnitude >= kMinInt64Magnitude) return std::nullopt;
  if (sign == '-' && *magnitude > kMinInt64Magnitude) return std::nullopt;
  return ScalarValue{.type = ScalarType::kInteger,
                     .magnitude = *magnitude,
                     .negative = sign == '-' && *magnitude != 0};
}

// go-yaml tries `0b` a second time and then takes a sign behind it: `0b-1` is -1.
std::optional<ScalarValue> signed_binary(std::string_view text) {
  if (!text.starts_with("0b")) return std::nullopt;
  const auto [sign, digits] = split_sign(text.substr(2));
  if (sign == ' ') return std::nullopt;
  return signed_integer(sign, read_digits(digits, 2));
}

std::size_t count_digits(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) -
                                  text.begin());
}

// The parts of a decimal literal; `valid` when the text is one and nothing else.
struct Decimal {
  bool valid = false;
  std::string_view whole;
  std::string_view fraction;
  std::string_view exponent;  // with its sign
};

Decimal split_decimal(std::string_view text) {
  Decimal parts;
  parts.whole = text.substr(0, count_digits(text));
  text.remove_prefix(parts.whole.size());
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    parts.fraction = text.substr(0, count_digits(text));
    text.remove_prefix(parts.fraction.size());
  }
  if (parts.whole.empty() && parts.fraction.empty()) return parts;
  if (!text.empty() && (text[0] == 'e' || text[0] == 'E')) {
    parts.exponent = text.substr(1);
    const std::string_view digits = split_sign(parts.exponent).rest;
    if (digits.empty()) return parts;
    text = digits.substr(count_digits(digits));
  }
  parts.valid = text.empty();
  return parts;
}

// Whether a number too large or too small for a double is too large.
bool is_huge(const Decimal& parts) {
  const auto [sign, digits] = split_sign(parts.exponent);
  constexpr std::int64_t kBeyond = std::int64_t{1} << 40;
  std::int64_t exponent = 0;
  for (const char digit : digits) exponent = std::min(exponent * 10 + (digit - '0'), kBeyond);
  if (sign == '-') exponent = -exponent;
  const std::size_t zeros = std::min(parts.whole.find_first_not_of('0'), parts.whole.size());
  if (zeros < parts.whole.size()) {
    return exponent + static_cast<std::int64_t>(parts.whole.size() - zeros) > 0;
  }
  return exponent > static_cast<std::int64_t>(parts.fraction.find_first_not_of('0'));
}

// A float as Go's ParseFloat reads it: too small is 0, too large is no float.
std::optional<double> read_float(std::string_view text) {
  const auto [sign, rest] = split_sign(text);
  const Decimal parts = split_decimal(rest);
  if (!parts.valid) return std::nullopt;
  double value = 0;
  const auto [stop, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
  if (error == std::errc::result_out_of_range) {
    if (is_huge(parts)) return std::nullopt;
    value = 0;
  }
  return sign == '-' ? -value : value;
}

// `.5_5` is 0.55, `._5` a string: behind a leading point Go wants underscores between digits.
bool underscores_between_digits(std::string_view text) {
  for (std::size_t at = text.find('_'); at != text.npos; at = text.find('_', at + 1)) {
    if (at == 0 || at + 1 == text.size()) return false;
    if (!is_digit(text[at - 1]) || !is_digit(text[at + 1])) return false;
  }
  return true;
}

// What a number literal means once its underscores are gone.
ScalarValue resolve_number(std::string_view text) {
  if (text[0] != '.') {
    const auto [sign, rest] = split_sign(text);
    if (const auto integer = signed_integer(sign, read_magnitude(rest))) return *integer;
  }
  if (const auto real = read_float(text)) return of_real(*real);
  if (const auto integer = signed_binary(text)) return *integer;
  return of_type(ScalarType::kString);
}

ScalarValue resolve_numeric(std::string_view text) {
  const std::string_view unsigned_text = split_sign(text).rest;
  if (is_one_of(unsigned_text, kInfinityWords)) {
    const double infinity = std::numeric_limits<double>::infinity();
    return of_real(text[0] == '-' ? -infinity : infinity);
  }
  if (is_one_of(text, kNanWords)) return of_real(std::numeric_limits<double>::quiet_NaN());
  if (text.find('_') == text.npos) return resolve_number(text);
  if (text[0] == '.' && !underscores_between_digits(text)) return of_type(ScalarType::kString);
  std::string digits(text);
  std::erase(digits, '_');
  return resolve_number(digits);
}

// go-yaml's resolve() without a tag, where infinities and NaN are still floats.
ScalarValue resolve_untagged(std::string_view text) {
  if (text.empty()) return of_type(ScalarType::kNull);
  constexpr std::string_view kWordStarts = "yYnNtTfFoO~";
  const char first = text[0];
  if (is_digit(first) || first == '-' || first == '+' || first == '.') return resolve_numeric(text);
  constexpr std::size_t kLongestWord = 5;
  if (text.size() > kLongestWord || kWordStarts.find(first) == kWordStarts.npos) {
    return of_type(ScalarType::kString);
  }
  if (is_null_text(text)) return of_type(ScalarType::kNull);
  if (is_one_of(text, kTrueWords)) return {.type = ScalarType::kBoolean, .boolean = true};
  if (is_one_of(text, kFalseWords)) return of_type(ScalarType::kBoolean);
  return of_type(ScalarType::kString);
}

ScalarValue refuse_unless_finite(ScalarValue value) {
  if (value.type == ScalarType::kFloat && !std::isfinite(value.real)) {
    value.type = ScalarType::kInvalid;
  }
  return value;
}

// Whether text has the shape of a timestamp: a date with one- or two-digit month and day, then
// nothing or a time of day. The time itself is not read, since the value stays text.
bool is_timestamp(std::string_view text) {
  constexpr std::size_t kYearDigits = 4;
  if (count_digits(text) != kYearDigits) return false;
  text.remove_prefix(kYearDigits);
  for (const std::uint64_t highest : {12u, 31u}) {  // month, day
    if (!text.starts_with('-')) return false;
    text.remove_prefix(1);
    const std::size_t digits = count_digits(text);
    const auto number = read_digits(text.substr(0, digits), 10);
    if (digits > 2 || !number || *number < 1 || *number > highest) return false;
    text.remove_prefix(digits);
  }
  return text.empty() || text[0] == 'T' || text[0] == 't' || text[0] == ' ';
}

ScalarValue require(ScalarValue value, ScalarType type) {
  return value.type == type ? value : of_type(ScalarType::kInvalid);
}

ScalarValue resolve_as_float(std::string_view text) {
  const ScalarValue value = resolve_untagged(text);
  const bool is_int64 = value.negative || value.magnitude < kMinInt64Magnitude;
  if (value.type == ScalarType::kInteger && is_int64) {
    const double real = static_cast<double>(value.magnitude);
    return of_real(value.negative ? -real : real);
  }
  return refuse_unless_finite(require(value, ScalarType::kFloat));
}

bool is_binary_tag(std::string_view tag) {
  return tag.starts_with(kTagPrefix) && tag.substr(kTagPrefix.size()) == "binary";
}

// Tags of YAML's own types make the value that type or are refused; every other tag, `!` included,
// makes it a string.
ScalarValue resolve_tagged(std::string_view text, std::string_view tag) {
  if (!tag.starts_with(kTagPrefix)) return of_type(ScalarType::kString);
  const std::string_view name = tag.substr(kTagPrefix.size());
  if (name == "null") return require(resolve_untagged(text), ScalarType::kNull);
  if (name == "bool") return require(resolve_untagged(text), ScalarType::kBoolean);
  if (name == "int") return require(resolve_untagged(text), ScalarType::kInteger);
  if (name == "float") return resolve_as_float(text);
  const bool readable = name == "binary"      ? decode_base64(text).has_value()
                        : name == "timestamp" ? is_timestamp(text)
                                              : true;
  return of_type(readable ? ScalarType::kString : ScalarType::kInvalid);
}

std::string integer_text(const ScalarValue& value) {
  return (value.negative ? "-" : "") + std::to_string(value.magnitude);
}

// Go replaces what is no UTF-8 when it writes JSON.
std::string valid_utf8(std::string_view bytes) {
  std::string out;
  while (!bytes.empty()) {
    const CodePoint point = decode_code_point(bytes);
    append_utf8(out, point.value);
    bytes.remove_prefix(point.size);
  }
  return out;
}

}  // namespace

bool is_null_text(std::string_view text) {
  return text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL";
}

ScalarValue resolve_plain(std::string_view text) {
  return refuse_unless_finite(resolve_untagged(text));
}

ScalarValue resolve(std::string_view text, ScalarStyle style, std::string_view tag) {
  if (!tag.empty()) return resolve_tagged(text, tag);
  if (style != ScalarStyle::kPlain) return of_type(ScalarType::kString);
  return resolve_plain(text);
}

ScalarValue resolve(Node node) {
  if (!node) return of_type(ScalarType::kNull);
  return resolve(node.text(), node.style(), node.tag());
}

std::string json_text(Node node) {
  const ScalarValue value = resolve(node);
  switch (value.type) {
    case ScalarType::kNull:
      return "null";
    case ScalarType::kBoolean:
      return value.boolean ? "true" : "false";
    case ScalarType::kInteger:
      return integer_text(value);
    case ScalarType::kFloat:
      return json_number(value.real);
    case ScalarType::kString:
      if (is_binary_tag(node.tag())) return valid_utf8(decode_base64(node.text()).value_or(""));
      return std::string(node.text());
    case ScalarType::kInvalid:
      break;
  }
  return {};
}

std::optional<bool> as_bool(Node node) {
  if (!node.is_scalar()) return std::nullopt;
  const ScalarValue value = resolve(node);
  if (value.type != ScalarType::kBoolean) return std::nullopt;
  return value.boolean;
}

std::optional<std::int64_t> as_int(Node node) {
  if (!node.is_scalar()) return std::nullopt;
  const ScalarValue value = resolve(node);
  if (value.type == ScalarType::kFloat) {
    constexpr double kLimit = 0x1p63;
    if (std::trunc(value.real) != value.real) return std::nullopt;
    if (value.real < -kLimit || value.real >= kLimit) return std::nullopt;
    return static_cast<std::int64_t>(value.real);
  }
  if (value.type != ScalarType::kInteger) return std::nullopt;
  if (value.negative) return static_cast<std::int64_t>(0 - value.magnitude);
  if (value.magnitude >= kMinInt64Magnitude) return std::nullopt;
  return static_cast<std::int64_t>(value.magnitude);
}

std::optional<std::int32_t> as_int32(Node node) {
  const auto wide = as_int(node);
  if (!wide || *wide != static_cast<std::int32_t>(*wide)) return std::nullopt;
  return static_cast<std::int32_t>(*wide);
}

std::optional<std::string_view> as_string(Node node) {
  if (!node.is_scalar() || resolve(node).type != ScalarType::kString) return std::nullopt;
  if (is_binary_tag(node.tag())) return std::nullopt;
  return node.text();
}

std::string_view type_name(Node node) {
  if (node.is_mapping()) return "a mapping";
  if (node.is_sequence()) return "a list";
  switch (resolve(node).type) {
    case ScalarType::kNull:
      return "null";
    case ScalarType::kBoolean:
      return "a boolean";
    case ScalarType::kInteger:
      return "an integer";
    case ScalarType::kFloat:
      return "a number";
    case ScalarType::kString:
      return "a string";
    case ScalarType::kInvalid:
      break;
  }
  return "a value that JSON cannot hold";
}

std::optional<std::string> canonical_key(std::string_view text) {
  const ScalarValue value = resolve_untagged(text);
  std::string key;
  if (value.type == ScalarType::kBoolean) {
    key = value.boolean ? "true" : "false";
  } else if (value.type == ScalarType::kInteger) {
    key = integer_text(value);
  } else if (value.type == ScalarType::kFloat) {
    key = key_number(value.real);
  } else {
    return std::nullopt;
  }
  if (key == text) return std::nullopt;
  return key;
}

}  // namespace plimsoll
