// What to say when there was nothing to check.
//
// Nobody asks for that on purpose: the path is wrong, a pattern takes too much away, the command in
// front of a pipe failed, or the folder holds what others have to render first. The ledger tells
// which, and for each there is one thing to try.

#include "cli/formats/nothing_to_check.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "cli/formats/wording.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

constexpr std::size_t kReasonsShown = 3;

const std::string& shown(const LedgerEntry& entry, PathShown path) {
  return path == PathShown::kTyped ? entry.path : entry.reported_path;
}

std::string_view name_of(std::string_view path) {
  return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? "." : std::string(path.substr(0, slash));
}

// The chart that a path lies in, seen by its Chart.yaml or, of a template, by its folder.
std::optional<std::string> chart_of(const LedgerEntry& entry, PathShown path) {
  const std::string& whole = shown(entry, path);
  if (name_of(whole) == "Chart.yaml") return folder_of(whole);
  if (!entry.reason.starts_with("unrendered template")) return std::nullopt;
  std::string folder = folder_of(whole);
  while (name_of(folder) != "templates" && folder != ".") folder = folder_of(folder);
  if (name_of(folder) != "templates") return std::nullopt;
  return folder_of(folder);
}

bool is_kustomization(std::string_view path) {
  const std::string_view name = name_of(path);
  return name == "kustomization.yaml" || name == "kustomization.yml" || name == "Kustomization";
}

std::string advice(const Ledger& ledger, PathShown path) {
  const auto chart = [path](const LedgerEntry& entry) { return chart_of(entry, path).has_value(); };
  const auto found = std::ranges::find_if(ledger.entries, chart);
  if (found != ledger.entries.end()) {
    return concat("; did you mean --chart ", *chart_of(*found, path), "?");
  }
  for (const LedgerEntry& entry : ledger.entries) {
    if (!is_kustomization(shown(entry, path))) continue;
    const std::string folder = folder_of(shown(entry, path));
    return concat("; check what is built of it: kustomize build ", folder, " | plimsoll lint -");
  }
  const auto is_values = [path](const LedgerEntry& entry) {
    return entry.outcome == Outcome::kChecked && name_of(shown(entry, path)).starts_with("values");
  };
  if (std::ranges::any_of(ledger.entries, is_values)) {
    return "; values are checked with their chart: --chart DIR";
  }
  const bool ignored = std::ranges::any_of(
      ledger.entries, [](const LedgerEntry& entry) { return entry.reason == "ignored by git"; });
  return ignored ? "; what git ignores is read when it is named itself" : "";
}

// "2 paths left out: ignored by git", or with the number of each reason when there are several.
std::string left_out(const Ledger& ledger, PathShown path) {
  std::vector<std::pair<std::string_view, std::size_t>> reasons;
  const LedgerEntry* first = nullptr;
  for (const LedgerEntry& entry : ledger.entries) {
    if (entry.outcome != Outcome::kExcluded) continue;
    if (first == nullptr) first = &entry;
    auto same = std::ranges::find(reasons, entry.reason, [](const auto& one) { return one.first; });
    if (same == reasons.end()) same = reasons.insert(same, {entry.reason, 0});
    ++same->second;
  }
  if (first == nullptr) return {};
  const std::uint32_t count = ledger.files(Outcome::kExcluded);
  if (count == 1) return concat(" (left out ", shown(*first, path), ": ", first->reason, ")");
  std::string text = concat(" (", count, " paths left out: ");
  for (std::size_t i = 0; i < std::min(reasons.size(), kReasonsShown); ++i) {
    if (i > 0) text += ", ";
    if (reasons.size() > 1) text += concat(reasons[i].second, " ");
    text += reasons[i].first;
  }
  return concat(text, reasons.size() > kReasonsShown ? ", and other reasons)" : ")");
}

}  // namespace

std::string nothing_to_check(const Ledger& ledger, PathShown path) {
  const std::uint32_t files = ledger.files(Outcome::kChecked);
  const auto is_empty_stdin = [](const LedgerEntry& entry) {
    return entry.is_stdin && entry.documents == 0;
  };
  const bool only_stdin = files == 1 && std::ranges::any_of(ledger.entries, is_empty_stdin);
  if (only_stdin) {
    return concat("nothing to check: standard input is empty", left_out(ledger, path),
                  "; did the command before it fail?");
  }
  const std::string what =
      files == 0
          ? "no file to read"
          : concat(counted(files, "file"), files == 1 ? ", not a manifest" : ", none a manifest");
  return concat("nothing to check: ", what, left_out(ledger, path), advice(ledger, path));
}

}  // namespace plimsoll
