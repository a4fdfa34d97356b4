#pragma once

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
#include "engine/lint/ledger.h"
#include "engine/lint/object_set.h"
#include "engine/lint/policy.h"
#include "engine/lint/rule.h"
#include "engine/lint/suppression.h"
#include "engine/values/release.h"
#include "engine/yaml/parse.h"

namespace plimsoll {

// A file to read. Bytes come from `read`, which runs on a worker thread.
//
// A file may belong to environments, each of which is a set of its own; one that belongs to none is
// in the set of all such files. Values files are read for releases and hold no objects.
struct Input {
  std::string path;           // as the user typed it
  std::string reported_path;  // relative to the repository, forward slashes
  bool values = false;        // a values file or a project file, known before it is read
  std::vector<std::string> environments = {};
  bool is_stdin = false;  // the bytes are those of standard input, whatever lies at `path`
};

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
};

// What an earlier report takes from a report: see engine/lint/comparison.h.
struct Baselined {
  std::vector<Finding> known;  // sorted; these are not among the findings
  std::size_t gone = 0;        // how many of the earlier report certainly occur no longer
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
};

// Reads and checks `inputs`, each environment as one set. The result depends on neither the order
// of the inputs nor the number of threads. `excluded` are the paths that were given and left out,
// for the ledger. What `read` throws, on whichever thread, is thrown on: nothing is half checked.
Report lint(std::vector<Input> inputs, const Reader& read, std::vector<LedgerEntry> excluded,
            const LintOptions& options);

}  // namespace plimsoll
