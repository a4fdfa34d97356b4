// "Did you mean": the nearest of the known words.
//
// Nearness is the number of single edits that turn one word into the other: replace, insert or
// delete a letter, or swap two neighbours (Damerau-Levenshtein, each place edited once). "lnit" is
// one edit from "lint", "fial-on" one from "fail-on". The classic table is filled row by row, three
// rows at a time, in fixed arrays, so a call costs the same few kilobytes whatever it is given.
// Bytes are compared, not characters: the words of this program are ASCII.

#include "engine/text/nearest.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace plimsoll {
namespace {

constexpr std::size_t kLongestWord = 64;

using Row = std::array<std::size_t, kLongestWord + 1>;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

bool same(char a, char b) {
  return lower(a) == lower(b);
}

// REQUIRES: neither is longer than kLongestWord.
std::size_t distance(std::string_view a, std::string_view b) {
  Row before{}, above{}, row{};  // for the first i-2, i-1 and i letters of a
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before = above;
    above = row;
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = above[j - 1] + (same(a[i - 1], b[j - 1]) ? 0 : 1);
      row[j] = std::min({replaced, above[j] + 1, row[j - 1] + 1});
      const bool is_swap = i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]);
      if (is_swap) row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return row[b.size()];
}

}  // namespace

std::optional<std::string_view> nearest(std::string_view word,
                                        std::span<const std::string_view> candidates) {
  if (word.empty() || word.size() > kLongestWord) return std::nullopt;
  std::size_t limit = (word.size() + 2) / 3;  // the most edits still worth a suggestion
  std::optional<std::string_view> best;
  for (const std::string_view candidate : candidates) {
    const std::size_t longer = std::max(word.size(), candidate.size());
    const std::size_t shorter = std::min(word.size(), candidate.size());
    if (longer > kLongestWord || longer - shorter > limit) continue;
    const std::size_t edits = distance(word, candidate);
    if (edits > limit || (best && edits == limit)) continue;
    if (edits >= longer) continue;  // not a letter in common
    best = candidate;
    limit = edits;
  }
  return best;
}

}  // namespace plimsoll
