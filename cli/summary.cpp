// A run in one line, and its files in a list.

#include "cli/summary.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

#include "cli/formats/escape.h"
#include "cli/formats/wording.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

std::string seconds(std::chrono::duration<double> time) {
  std::array<char, 32> text{};
  const int size = std::snprintf(text.data(), text.size(), "%.2f s", time.count());
  return {text.data(), static_cast<std::size_t>(std::max(size, 0))};
}

std::string line(Outcome outcome, const std::string& path, const std::string& reason) {
  static constexpr std::size_t kColumn = 12;
  const std::string_view name = outcome_name(outcome);
  return concat(name, std::string(kColumn - name.size(), ' '), visible(path),
                reason.empty() ? "" : ": ", visible(reason), "\n");
}

}  // namespace

bool examined_anything(const Report& report) {
  return std::ranges::any_of(report.ledger.entries, [](const LedgerEntry& entry) {
    return entry.outcome == Outcome::kChecked && entry.reason.empty();
  });
}

std::string summarize(const Report& report, std::chrono::duration<double> time, bool color) {
  const Ledger& ledger = report.ledger;
  const std::string rest = not_checked_label(ledger);
  return concat(counted(ledger.files(Outcome::kChecked), "file"), ", ",
                counted(ledger.resources(), "resource"), ", ", counted(report.runs.size(), "rule"),
                ": ", findings_label(report.findings, color), covered_label(report),
                rest.empty() ? "" : "; ", rest, " (", seconds(time), ")\n");
}

std::string list_files(const Ledger& ledger) {
  std::string text;
  for (const LedgerEntry& entry : ledger.entries) {
    const bool taken = entry.outcome == Outcome::kChecked && !entry.taken_as.empty();
    std::string told = taken ? entry.taken_as : entry.reason;
    if (told.empty() && entry.resources > 0) told = counted(entry.resources, "resource");
    text += line(entry.outcome, entry.path, told);
  }
  return text;
}

}  // namespace plimsoll
