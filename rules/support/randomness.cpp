// Tells generated keys from what people type.
//
//   "q8Zr2Lx0VtB7nKd4Yw1P"      random
//   "order-service-v2-backend"  not: words between separators
//
// Two measures must agree. Entropy per character is compared with what truly random text of that
// length and alphabet reaches in 999 of 1000 cases, since entropy is bounded by the logarithm of
// the length and one fixed threshold is wrong for most lengths. And neighbouring characters must
// change between lower case, upper case and digits often enough, which words do not. It does not
// say that a text is secret: hashes and digests are as random.

#include "rules/support/randomness.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace plimsoll {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

enum class CharacterClass { kLower, kUpper, kDigit, kOther };

CharacterClass class_of(char c) {
  if (is_lower(c)) return CharacterClass::kLower;
  if (is_upper(c)) return CharacterClass::kUpper;
  return is_digit(c) ? CharacterClass::kDigit : CharacterClass::kOther;
}

// The share of neighbouring characters of different classes.
double change_rate(std::string_view text) {
  if (text.size() < 2) return 0;
  std::size_t changes = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (class_of(text[i]) != class_of(text[i - 1])) ++changes;
  }
  return static_cast<double>(changes) / static_cast<double>(text.size() - 1);
}

// Shannon entropy in bits per character.
double entropy(std::string_view text) {
  std::array<std::size_t, 256> counts{};
  for (const char c : text) ++counts[static_cast<unsigned char>(c)];
  double bits = 0;
  for (const std::size_t count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(text.size());
    bits -= share * std::log2(share);
  }
  return bits;
}

constexpr std::array<double, 7> kLengths = {16, 20, 24, 32, 40, 64, 96};
using Thresholds = std::array<double, 7>;
// The 0.1 percentile of the entropy of random text of kLengths characters.
constexpr Thresholds kHex = {2.48, 2.74, 2.89, 3.12, 3.29, 3.56, 3.71};
constexpr Thresholds kBase32 = {2.86, 3.15, 3.37, 3.68, 3.92, 4.28, 4.53};
constexpr Thresholds kOneCase = {2.95, 3.21, 3.47, 3.75, 3.99, 4.37, 4.61};
constexpr Thresholds kBase64 = {3.20, 3.48, 3.74, 4.07, 4.33, 4.81, 5.16};
constexpr Thresholds kPrintable = {3.33, 3.65, 3.89, 4.28, 4.53, 5.08, 5.46};

bool all_in(std::string_view text, std::string_view alphabet) {
  return text.find_first_not_of(alphabet) == std::string_view::npos;
}

const Thresholds& thresholds_for(std::string_view text) {
  if (all_in(text, "0123456789abcdef") || all_in(text, "0123456789ABCDEF")) return kHex;
  if (all_in(text, "abcdefghijklmnopqrstuvwxyz234567") ||
      all_in(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")) {
    return kBase32;
  }
  if (all_in(text, "0123456789abcdefghijklmnopqrstuvwxyz") ||
      all_in(text, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
    return kOneCase;
  }
  const bool base64 = std::all_of(text.begin(), text.end(), [](char c) {
    return is_digit(c) || is_lower(c) || is_upper(c) || c == '+' || c == '/' || c == '-' ||
           c == '_' || c == '=';
  });
  return base64 ? kBase64 : kPrintable;
}

double threshold(std::string_view text) {
  const Thresholds& values = thresholds_for(text);
  const double length = static_cast<double>(text.size());
  for (std::size_t i = 1; i < kLengths.size(); ++i) {
    if (length > kLengths[i]) continue;
    const double part = (length - kLengths[i - 1]) / (kLengths[i] - kLengths[i - 1]);
    return values[i - 1] + part * (values[i] - values[i - 1]);
  }
  return values.back();
}

constexpr double kLeastChangeRate = 0.22;

constexpr std::string_view kSeparators = "-_./:,@+=";

std::string_view longest_piece(std::string_view text) {
  std::string_view longest;
  while (true) {
    const std::size_t end = std::min(text.find_first_of(kSeparators), text.size());
    if (end > longest.size()) longest = text.substr(0, end);
    if (end == text.size()) return longest;
    text.remove_prefix(end + 1);
  }
}

// Of text with separators, the longest piece must look random too, else it is words.
bool longest_piece_looks_random(std::string_view text) {
  if (text.find_first_of(kSeparators) == std::string_view::npos) return true;
  const std::string_view longest = longest_piece(text);
  return longest.size() >= 12 && std::any_of(longest.begin(), longest.end(), is_digit) &&
         change_rate(longest) >= kLeastChangeRate;
}

}  // namespace

bool looks_random(std::string_view text) {
  // More says nothing new about the kind of text, and keeps the work bounded.
  text = text.substr(0, 1024);
  if (text.size() < 16 || text.find_first_of(" \t\r\n[](){}<>") != std::string_view::npos) {
    return false;
  }
  if (std::all_of(text.begin(), text.end(), is_digit)) return false;
  const double rate = change_rate(text);
  const bool mixed_letters = text.size() >= 20 && std::any_of(text.begin(), text.end(), is_lower) &&
                             std::any_of(text.begin(), text.end(), is_upper) && rate >= 0.35;
  if (!mixed_letters && std::none_of(text.begin(), text.end(), is_digit)) return false;
  if (rate < kLeastChangeRate) return false;
  const std::string_view unpadded = text.substr(0, text.find_last_not_of('=') + 1);
  if (entropy(unpadded) >= threshold(unpadded)) return longest_piece_looks_random(unpadded);
  // A short prefix, as in `sk-9f8c...`, may hide that the rest is random in a smaller alphabet.
  const std::string_view body = longest_piece(unpadded);
  return body.size() >= 20 && body.size() < unpadded.size() && looks_random(body);
}

}  // namespace plimsoll
