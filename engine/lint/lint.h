#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/kubernetes/external_objects.h"
#include "engine/kubernetes/resource_set.h"
#include "engine/lint/finding.h"
#include "engine/lint/input.h"
#include "engine/lint/ledger.h"
#include "engine/lint/object_set.h"
#include "engine/lint/parsed_files.h"
#include "engine/lint/policy.h"
#include "engine/lint/rule.h"
#include "engine/lint/suppression.h"
#include "engine/values/release.h"
#include "engine/yaml/parse.h"

namespace plimsoll {

// Either the bytes, or why there are none.
struct ReadResult {
  std::string bytes;
  std::string error;  // empty on success
};
using Reader = std::function<ReadResult(const Input&)>;

struct LintOptions {
  std::vector<const Rule*> rules;  // those that are on anywhere
  unsigned threads = 1;            // at least 1
  std::vector<EnvironmentRequest> environments = {};
  std::vector<ChartRequest> charts = {};
  std::string default_namespace = {};  // of objects that name none
  SuppressionOptions suppression = {};
  Policy policy = {};
  ExternalObjects externals = {};
  // Attempts, outside of the files, to suppress a locked rule.
  std::vector<Suppression> attempts = {};
  // Told how many of the inputs were read so far, on the thread that read the last one.
  std::function<void(std::size_t read, std::size_t inputs)> progress = {};
  ParsedFiles* parsed = nullptr;  // what need not be parsed again; may be null
  bool timed = false;             // whether to measure what takes how long
};

// What one rule had to do.
struct RuleRun {
  const Rule* rule = nullptr;
  std::size_t calls = 0;             // how often it was asked
  std::chrono::nanoseconds time{0};  // unless it was measured
};

// What one part of a run took.
struct Phase {
  std::string_view name;
  std::chrono::nanoseconds time{0};
};

// What an earlier report takes from a report: see engine/lint/comparison.h.
struct Baselined {
  std::vector<Finding> known;   // sorted; these are not among the findings
  std::string by = "baseline";  // what they are known by, for people
  std::size_t gone = 0;         // how many of the earlier report certainly occur no longer
};

// All that a scan found, and all it was found in: findings and ledger point into the files, so they
// live and die together.
struct Report {
  std::vector<std::unique_ptr<const YamlFile>> files;
  std::vector<const YamlFile*> steering;  // configuration, borrowed: findings may be in it, too
  std::vector<Release> releases;
  std::vector<ObjectSet> sets;
  std::vector<Finding> findings;  // sorted, each place and rule once
  // What somebody wrote that findings may be, and those that it covers: sorted as findings are.
  std::vector<Suppression> suppressions;
  std::vector<Finding> suppressed;
  std::optional<Baselined> baseline = {};  // when it was compared with one
  std::vector<const Rule*> locked = {};    // whose findings no earlier report takes away
  Ledger ledger;
  std::vector<RuleRun> runs;       // of the rules that were enabled, in their order
  std::vector<Phase> phases = {};  // in their order; empty unless it was measured
};

// Reads and checks `inputs`, each environment as one set. The result depends on neither the order
// of the inputs nor the number of threads. `excluded` are the paths that were given and left out,
// for the ledger. What `read` throws, on whichever thread, is thrown on: nothing is half checked.
Report lint(std::vector<Input> inputs, const Reader& read, std::vector<LedgerEntry> excluded,
            const LintOptions& options);

}  // namespace plimsoll
