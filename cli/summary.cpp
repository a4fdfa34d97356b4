// A run in one line, and its files in a list.

#include "cli/summary.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

#include "cli/formats/escape.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

std::string counted(std::size_t count, std::string_view thing) {
  return concat(count, " ", thing, count == 1 ? "" : "s");
}

std::string colored(const std::string& text, Severity severity, bool color) {
  static constexpr std::array<std::string_view, 3> kColors = {"36", "33", "31"};  // cyan to red
  if (!color) return text;
  return concat("\x1b[1;", kColors[static_cast<std::size_t>(severity)], "m", text, "\x1b[0m");
}

void append(std::string& list, const std::string& part) {
  if (!list.empty()) list += ", ";
  list += part;
}

std::string found(const std::vector<Finding>& findings, bool color) {
  std::string list;
  for (const Severity severity : {Severity::kError, Severity::kWarning, Severity::kNote}) {
    const auto count = std::ranges::count(findings, severity, &Finding::severity);
    if (count == 0) continue;
    append(list, colored(counted(static_cast<std::size_t>(count), severity_name(severity)),
                         severity, color));
  }
  return list.empty() ? "no findings" : list;
}

std::string not_checked(const Ledger& ledger) {
  std::string list;
  for (const Outcome outcome : {Outcome::kUnreadable, Outcome::kExcluded}) {
    const std::uint32_t count = ledger.files(outcome);
    if (count > 0) append(list, concat(count, " ", outcome_name(outcome)));
  }
  return list.empty() ? list : "; " + list;
}

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
  return concat(counted(ledger.files(Outcome::kChecked), "file"), ", ",
                counted(ledger.resources(), "resource"), ": ", found(report.findings, color),
                not_checked(ledger), " (", seconds(time), ")\n");
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
