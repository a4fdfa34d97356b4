// The text of a suppression.
//
//   limit-below-request, zero-means-default until=2026-12-31 -- the pool is sized by hand
//   ^^^^^^^^^^^^^^^^^^^  ^^^^^^^^^^^^^^^^^^       ^^^^^^^^^^     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//   rule                 rule                     last day      reason
//
// Comments and annotations both hold such a text. Whether a name is a rule's is for others to say:
// here it is only a word, with its place.

#include "engine/lint/directive.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace plimsoll {
namespace {

constexpr std::string_view kSeparators = " \t,\r\n";
constexpr std::string_view kSpace = " \t\r\n";
constexpr std::string_view kUntil = "until=";
constexpr std::string_view kDash = "--";

// Where the "--" before the reason stands: a word of its own.
std::size_t find_dash(std::string_view text) {
  for (std::size_t at = text.find(kDash); at != std::string_view::npos;
       at = text.find(kDash, at + 1)) {
    const std::size_t after = at + kDash.size();
    const bool opens = at == 0 || kSeparators.find(text[at - 1]) != std::string_view::npos;
    const bool closes = after == text.size() || kSpace.find(text[after]) != std::string_view::npos;
    if (opens && closes) return at;
  }
  return text.size();
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

int number(std::string_view digits) {
  int value = -1;
  const char* const end = digits.data() + digits.size();
  if (digits.empty() || digits.front() == '-') return -1;
  return std::from_chars(digits.data(), end, value).ptr == end ? value : -1;
}

int days_of(int year, int month) {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

}  // namespace

Directive read_directive(std::string_view text) {
  Directive directive;
  const std::size_t dash = find_dash(text);
  if (dash < text.size()) directive.reason = trimmed(text.substr(dash + kDash.size()));
  const std::string_view list = text.substr(0, dash);
  std::size_t begin = list.find_first_not_of(kSeparators);
  while (begin != std::string_view::npos) {
    const std::size_t end = std::min(list.find_first_of(kSeparators, begin), list.size());
    const std::string_view word = list.substr(begin, end - begin);
    if (word.starts_with(kUntil)) {
      directive.expires = word.substr(kUntil.size());
      if (directive.expires.empty()) directive.expires = "nothing";
    } else {
      directive.rules.push_back(
          {std::string(word),
           {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}});
    }
    begin = list.find_first_not_of(kSeparators, end);
  }
  return directive;
}

bool is_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const int year = number(text.substr(0, 4));
  const int month = number(text.substr(5, 2));
  const int day = number(text.substr(8, 2));
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= days_of(year, month);
}

}  // namespace plimsoll
