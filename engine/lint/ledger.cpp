// Sums over the account of a scan.

#include "engine/lint/ledger.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace plimsoll {

std::string_view outcome_name(Outcome outcome) {
  constexpr std::array<std::string_view, 3> kNames = {"checked", "excluded", "unreadable"};
  return kNames[static_cast<std::size_t>(outcome)];
}

std::uint32_t Ledger::files(Outcome outcome) const {
  return static_cast<std::uint32_t>(
      std::count_if(entries.begin(), entries.end(),
                    [outcome](const LedgerEntry& entry) { return entry.outcome == outcome; }));
}

std::uint32_t Ledger::documents() const {
  return std::accumulate(
      entries.begin(), entries.end(), std::uint32_t{0},
      [](std::uint32_t sum, const LedgerEntry& entry) { return sum + entry.documents; });
}

std::uint32_t Ledger::resources() const {
  return std::accumulate(
      entries.begin(), entries.end(), std::uint32_t{0},
      [](std::uint32_t sum, const LedgerEntry& entry) { return sum + entry.resources; });
}

}  // namespace plimsoll
