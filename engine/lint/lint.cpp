// The pipeline on one screen: read, parse, collect, check, sort.
//
// Files are read and parsed in parallel, each into its own slot; what follows walks the slots in
// the order of their reported paths. So the report depends on what the files say, and on nothing
// else: neither the order they were given in nor the number of threads.

#include "engine/lint/lint.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>
#include <tuple>
#include <utility>

#include "engine/kubernetes/manifest.h"
#include "engine/lint/merge_findings.h"
#include "engine/lint/runner.h"

namespace plimsoll {
namespace {

// Calls work(i) for every i below count, from several threads. What one of the calls throws (memory
// may end anywhere) stops the others at their next item and is thrown here, once all have stopped.
template <typename Work>
void parallel(std::size_t count, unsigned threads, Work work) {
  std::atomic<std::size_t> next = 0;
  std::once_flag first_failure;
  std::exception_ptr failure;
  const auto run = [&] {
    try {
      for (std::size_t i = next++; i < count; i = next++) work(i);
    } catch (...) {
      std::call_once(first_failure, [&failure] { failure = std::current_exception(); });
      next = count;
    }
  };
  {
    std::vector<std::jthread> others;
    try {
      for (std::size_t i = 1; i < std::min<std::size_t>(threads, count); ++i) {
        others.emplace_back(run);
      }
    } catch (const std::system_error&) {
      // The system gives no more threads; those there are do the work.
    }
    run();
  }
  if (failure) std::rethrow_exception(failure);
}

// What was read of one input.
struct Slot {
  std::unique_ptr<const YamlFile> file;
  std::string error;
};

// The objects of one environment while they are collected.
using Collected = std::map<std::string, std::vector<Resource>>;

std::vector<Slot> read_all(const std::vector<Input>& inputs, const Reader& read, unsigned threads) {
  std::vector<Slot> slots(inputs.size());
  parallel(inputs.size(), threads, [&](std::size_t i) {
    ReadResult result = read(inputs[i]);
    slots[i].error = std::move(result.error);
    if (!slots[i].error.empty()) return;
    auto file = parse_yaml(inputs[i].path, inputs[i].reported_path, std::move(result.bytes));
    for (Document& document : file->documents) document.holds_values = inputs[i].values;
    slots[i].file = std::move(file);
  });
  return slots;
}

void mark_unreadable(LedgerEntry& entry, const Document& document, Span span, std::string reason) {
  if (entry.outcome == Outcome::kUnreadable) return;  // the first reason stands
  entry.outcome = Outcome::kUnreadable;
  entry.reason = std::move(reason);
  entry.span = span;
  entry.source = document.source;
}

void note_problems(const Document& document, LedgerEntry& entry) {
  for (const Problem& problem : document.problems) {
    if (problem.kind == Problem::Kind::kDuplicateKey) continue;
    mark_unreadable(entry, document, problem.span, problem.message);
  }
}

// Takes the objects of one document into the sets of the environments its file belongs to.
void collect(const Document& document, const Input& input, LedgerEntry& entry,
             Collected& collected) {
  std::vector<Resource> resources;
  append_resources(document, resources);
  entry.resources += static_cast<std::uint32_t>(resources.size());
  if (classify(document) == DocumentKind::kNoMapping) {
    const Span span = document.root.value_span();
    mark_unreadable(entry, document, {span.begin, std::min(span.end, span.begin + 1)},
                    "the document is neither a Kubernetes object nor any other mapping");
  }
  const auto add = [&](const std::string& environment) {
    auto& set = collected[environment];
    set.insert(set.end(), resources.begin(), resources.end());
  };
  if (input.environments.empty()) add("");
  for (const std::string& environment : input.environments) add(environment);
}

LedgerEntry account(const Input& input, const Slot& slot, Ledger& ledger, Collected& collected) {
  LedgerEntry entry;
  entry.path = input.path;
  entry.reported_path = input.reported_path;
  if (!slot.file) {
    entry.outcome = Outcome::kUnreadable;
    entry.reason = slot.error;
    return entry;
  }
  bool incomplete = false;
  for (const Document& document : slot.file->documents) {
    if (document.root.exists()) ++entry.documents;
    note_problems(document, entry);
    if (input.values) continue;
    incomplete |= classify(document) == DocumentKind::kIncomplete;
    collect(document, input, entry, collected);
    std::vector<Resource> resources;
    append_resources(document, resources);
    for (const Resource& resource : resources) ++ledger.kinds[std::string(resource.kind)];
  }
  const bool nothing = entry.resources == 0 && !incomplete && !input.values;
  if (entry.outcome == Outcome::kChecked && nothing) {
    entry.reason = entry.documents == 0 ? "empty" : "not a manifest";
  }
  return entry;
}

// The objects that the releases' values become, a set an environment.
void add_lifted_sets(Report& report) {
  std::map<std::string, std::pair<std::vector<Resource>, std::vector<const Release*>>> sets;
  for (const Release& release : report.releases) {
    auto& [resources, owners] = sets[release.environment];
    for (const Node root : release.objects->roots) {
      append_object(root, resources);
      owners.resize(resources.size(), &release);
    }
  }
  for (auto& [environment, set] : sets) {
    report.sets.push_back({environment, true, std::make_unique<ResourceSet>(std::move(set.first)),
                           std::move(set.second)});
  }
}

// Makes the releases, and says in the ledger which file was read for which.
void add_releases(Report& report, const LintOptions& options) {
  Releases made =
      make_releases(options.charts, options.environments, FileIndex(report.files));
  report.releases = std::move(made.releases);
  report.problems = std::move(made.problems);
  std::map<std::string_view, std::vector<const Release*>> readers;
  for (const Release& release : report.releases) {
    for (const std::string& path : release.files) readers[path].push_back(&release);
  }
  for (LedgerEntry& entry : report.ledger.entries) {
    const auto found = readers.find(entry.reported_path);
    if (found == readers.end()) continue;
    entry.taken_as = describe_readers(found->second);
  }
}

bool by_path(const LedgerEntry& a, const LedgerEntry& b) {
  return std::tie(a.reported_path, a.path) < std::tie(b.reported_path, b.path);
}

}  // namespace

Report lint(std::vector<Input> inputs, const Reader& read, std::vector<LedgerEntry> excluded,
            const LintOptions& options) {
  std::sort(inputs.begin(), inputs.end(), [](const Input& a, const Input& b) {
    return std::tie(a.reported_path, a.path) < std::tie(b.reported_path, b.path);
  });
  std::vector<Slot> slots = read_all(inputs, read, options.threads);

  Report report;
  report.ledger.entries = std::move(excluded);
  Collected collected;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    report.ledger.entries.push_back(account(inputs[i], slots[i], report.ledger, collected));
    if (slots[i].file) report.files.push_back(std::move(slots[i].file));
  }
  for (auto& [environment, resources] : collected) {
    report.sets.push_back(
        {environment, false, std::make_unique<ResourceSet>(std::move(resources)), {}});
  }
  if (!options.charts.empty()) {
    add_releases(report, options);
    add_lifted_sets(report);
  }
  report.findings = run_rules(options.rules, report.files, report.releases, report.sets);
  merge_findings(report.findings);
  std::sort(report.ledger.entries.begin(), report.ledger.entries.end(), by_path);
  return report;
}

}  // namespace plimsoll
