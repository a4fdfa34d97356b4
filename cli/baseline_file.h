#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/file_system.h"
#include "cli/scan.h"
#include "engine/lint/baseline.h"

namespace plimsoll {

// Reads the baseline of a scan. nullopt when it cannot be read, with the reason in `error`; what is
// wrong in it is in its errors.
std::optional<Baseline> load_baseline(const Scan& scan, const FileSystem& files,
                                      std::string& error);

// The file of these findings: an entry a line, sorted, the same bytes for the same findings. There
// is nothing of a value in it.
std::string format_baseline(std::vector<KnownFinding> findings);

// What a run can say about the entries of a baseline. Borrows what it is made of.
class BaselineScope {
 public:
  BaselineScope(const Report& report, const Scan& scan, const std::vector<const Rule*>& rules,
                const FileSystem& files);

  // Whether nothing is at that path any more.
  bool is_gone(const std::string& path) const;
  // Whether the run would have found it: it checked the file, or there is none, and asked for the
  // rule and the environment.
  bool looked_at(const Occurrence& one) const;
  Comparison compare_with(const Baseline& baseline) const;

 private:
  const Report& report_;
  const Scan& scan_;
  const std::vector<const Rule*>& rules_;
  const FileSystem& files_;
  std::map<std::string_view, Outcome> outcomes_;  // of the reported paths
};

// Notes what a baseline knows of rules that are locked as attempts to suppress them. The baseline
// must outlive the report of the scan.
void note_attempts(const Baseline& baseline, Scan& scan);

// Moves the findings that a baseline knows from the report's findings to its `baseline`,
// those of locked rules excepted.
void apply_baseline(const Baseline& baseline, Report& report, const BaselineScope& scope);

}  // namespace plimsoll
