#include "rules/support/misspelling.h"

#include <algorithm>
#include <string>

namespace plimsoll {
namespace {

constexpr std::size_t kShortest = 4;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string letters_of(std::string_view key) {
  std::string letters;
  for (const char c : key) {
    if (c == '-' || c == '_') continue;
    letters += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  }
  return letters;
}

// Whether `a` and `b` differ, and by one edit.
bool is_slip(std::string_view a, std::string_view b) {
  const auto [left, right] = std::ranges::mismatch(a, b);
  a.remove_prefix(static_cast<std::size_t>(left - a.begin()));
  b.remove_prefix(static_cast<std::size_t>(right - b.begin()));
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  if (std::ranges::any_of(a, is_digit) || std::ranges::any_of(b, is_digit)) return false;
  if (a.size() == 2 && b.size() == 2) return a[0] == b[1] && a[1] == b[0];
  return a.size() <= 1 && b.size() <= 1 && a.size() + b.size() > 0;
}

}  // namespace

std::optional<std::string_view> misspelled(std::string_view key,
                                           std::span<const std::string_view> known) {
  if (key.size() < kShortest) return std::nullopt;
  const std::string letters = letters_of(key);
  for (const std::string_view one : known) {
    if (one.size() < kShortest || one == key) continue;
    if (letters_of(one) == letters || is_slip(key, one)) return one;
  }
  return std::nullopt;
}

}  // namespace plimsoll
