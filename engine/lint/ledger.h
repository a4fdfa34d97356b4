#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/source_file.h"

namespace plimsoll {

// What became of one input path. `kChecked` means that every document of it was examined.
enum class Outcome : std::uint8_t { kChecked, kExcluded, kUnreadable };

std::string_view outcome_name(Outcome outcome);

struct LedgerEntry {
  std::string path;           // as the user typed it
  std::string reported_path;  // as machines are told; see SourceFile
  Outcome outcome = Outcome::kChecked;
  // Excluded: by what ("ignored by git", "--exclude '*.tmp.yaml'", "unrendered template of chart
  // web"). Unreadable: why ("line 3: ..."). Checked: empty, or why there was nothing to check in it
  // ("not a manifest").
  std::string reason;
  // Where in the file the reason lies, when it lies somewhere.
  std::optional<Span> span;
  const SourceFile* source = nullptr;
  // What the file was taken as, beyond manifests: "values of release web (prd)".
  std::string taken_as;
  bool is_stdin = false;
  std::uint32_t documents = 0;  // with content: neither empty nor only comments
  std::uint32_t resources = 0;
};

// The account of a scan: every path given ends in it, and a green answer means that everything was
// looked at.
struct Ledger {
  std::vector<LedgerEntry> entries;                         // sorted by reported path
  std::map<std::string, std::uint32_t, std::less<>> kinds;  // resources by kind
  // What went wrong on the way to the files without keeping any of them from being checked, the
  // same on every machine: "cannot tell what git ignores in ., so nothing is left out".
  std::vector<std::string> warnings;

  std::uint32_t files(Outcome outcome) const;
  std::uint32_t documents() const;
  std::uint32_t resources() const;
};

}  // namespace plimsoll
