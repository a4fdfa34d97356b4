// The names that environments have in practice. Only what nearly everybody calls so counts: a guess
// that is missing costs a line of configuration, a wrong one splits what belongs together.

#include "cli/environment_names.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/text/concat.h"

namespace plimsoll {
namespace {

// With how far a change has come when it is there.
constexpr std::array<std::pair<std::string_view, int>, 19> kWords = {{
    {"sandbox", 0}, {"dev", 1},     {"develop", 1},    {"development", 1}, {"int", 2},
    {"test", 2},    {"tst", 2},     {"qa", 3},         {"uat", 3},         {"stg", 4},
    {"stage", 4},   {"staging", 4}, {"preprod", 5},    {"canary", 5},      {"prd", 6},
    {"prod", 6},    {"live", 6},    {"production", 6}, {"dr", 7},
}};
constexpr int kUnknown = 8;

constexpr std::array<std::string_view, 28> kRegions = {
    "eu",   "us",   "ap",    "asia",  "emea",    "apac",      "africa",    "sa",   "ca", "uk",
    "de",   "fr",   "kr",    "jp",    "sg",      "in",        "au",        "br",   "me", "af",
    "east", "west", "north", "south", "central", "northeast", "southeast", "seoul"};

std::string_view without_number(std::string_view word) {
  const std::size_t end = word.find_last_not_of("0123456789");
  return end == std::string_view::npos ? std::string_view() : word.substr(0, end + 1);
}

constexpr std::array<std::string_view, 8> kUncertain = {"sandbox", "int",    "test", "tst",
                                                        "stage",   "canary", "live", "dr"};

int rank_of(std::string_view word) {
  const auto found =
      std::ranges::find(kWords, without_number(word), &std::pair<std::string_view, int>::first);
  return found == kWords.end() ? kUnknown : found->second;
}

// A single letter or a number tells clusters of one environment apart.
bool is_region(std::string_view word) {
  const std::string_view letters = without_number(word);
  return letters.size() <= 1 || std::ranges::find(kRegions, letters) != kRegions.end();
}

// Before the word: `eu-prod` and `pre-prod` are environments of their own, `shop-prod` is not.
bool narrows(std::string_view word) {
  return is_region(word) || word == "pre" || word == "non";
}

std::vector<std::string_view> words_of(std::string_view name) {
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t end = std::min(name.find_first_of("-_."), name.size());
    words.push_back(name.substr(0, end));
    if (end == name.size()) return words;
    name.remove_prefix(end + 1);
  }
}

}  // namespace

std::optional<EnvironmentName> environment_in(std::string_view name) {
  const std::vector<std::string_view> words = words_of(name);
  const auto last = std::find_if(words.rbegin(), words.rend(),
                                 [](std::string_view word) { return rank_of(word) < kUnknown; });
  if (last == words.rend()) return std::nullopt;
  if (!std::all_of(words.rbegin(), last, is_region)) return std::nullopt;
  const auto first = std::find_if_not(last + 1, words.rend(), narrows) - 1;
  const std::string_view plain = name.substr(static_cast<std::size_t>(first->data() - name.data()));
  const bool certain = std::ranges::find(kUncertain, without_number(*last)) == kUncertain.end();
  return EnvironmentName{std::string(name), std::string(plain), certain};
}

std::string_view without_values(std::string_view stem) {
  constexpr std::string_view kValues = "values";
  if (stem == kValues) return {};
  const auto is_separator = [](char c) { return c == '-' || c == '_' || c == '.'; };
  if (stem.starts_with(kValues) && is_separator(stem[kValues.size()])) {
    return stem.substr(kValues.size() + 1);
  }
  if (stem.ends_with(kValues) && is_separator(stem[stem.size() - kValues.size() - 1])) {
    return stem.substr(0, stem.size() - kValues.size() - 1);
  }
  return stem;
}

bool comes_before(std::string_view a, std::string_view b) {
  const auto key = [](std::string_view name) {
    const auto environment = environment_in(name);
    const std::string_view word =
        environment ? words_of(environment->plain).front() : std::string_view();
    return std::pair(rank_of(word), name);
  };
  return key(a) < key(b);
}

}  // namespace plimsoll
