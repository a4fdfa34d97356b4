// The pipeline on one screen: read, parse, collect, check, sort.
//
// Files are read and parsed in parallel, each into its own slot; what follows walks the slots in
// the order of their reported paths. So the report depends on what the files say, and on nothing
// else: neither the order they were given in nor the number of threads.

#include "engine/lint/lint.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <tuple>
#include <utility>

#include "engine/kubernetes/manifest.h"
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

std::vector<Slot> read_all(const std::vector<Input>& inputs, const Reader& read, unsigned threads) {
  std::vector<Slot> slots(inputs.size());
  parallel(inputs.size(), threads, [&](std::size_t i) {
    ReadResult result = read(inputs[i]);
    slots[i].error = std::move(result.error);
    if (!slots[i].error.empty()) return;
    slots[i].file = parse_yaml(inputs[i].path, inputs[i].reported_path, std::move(result.bytes));
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

// Accounts for one document and takes the objects in it.
void collect(const Document& document, LedgerEntry& entry, std::vector<Resource>& resources) {
  for (const Problem& problem : document.problems) {
    if (problem.kind == Problem::Kind::kDuplicateKey) continue;
    mark_unreadable(entry, document, problem.span, problem.message);
  }
  const std::size_t before = resources.size();
  append_resources(document, resources);
  entry.resources += static_cast<std::uint32_t>(resources.size() - before);
  if (classify(document) == DocumentKind::kNoMapping) {
    const Span span = document.root.value_span();
    mark_unreadable(entry, document, {span.begin, std::min(span.end, span.begin + 1)},
                    "the document is neither a Kubernetes object nor any other mapping");
  }
}

LedgerEntry account(const Input& input, const Slot& slot, std::vector<Resource>& resources) {
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
    incomplete |= classify(document) == DocumentKind::kIncomplete;
    collect(document, entry, resources);
  }
  if (entry.outcome == Outcome::kChecked && entry.resources == 0 && !incomplete) {
    entry.reason = entry.documents == 0 ? "empty" : "not a manifest";
  }
  return entry;
}

// One finding for equal bytes and rule: a place that several objects share is named once, with all
// of them.
void fold_duplicates(std::vector<Finding>& findings) {
  std::sort(findings.begin(), findings.end());
  std::vector<Finding> kept;
  for (Finding& finding : findings) {
    const bool same = !kept.empty() && kept.back().rule == finding.rule &&
                      kept.back().location.source == finding.location.source &&
                      kept.back().location.span == finding.location.span;
    if (!same) {
      kept.push_back(std::move(finding));
      continue;
    }
    Finding& first = kept.back();
    first.severity = std::max(first.severity, finding.severity);
    std::move(finding.subjects.begin(), finding.subjects.end(), std::back_inserter(first.subjects));
    for (RelatedLocation& related : finding.related) {
      const auto known = [&](const RelatedLocation& other) {
        return other.location.source == related.location.source &&
               other.location.span == related.location.span;
      };
      if (std::none_of(first.related.begin(), first.related.end(), known)) {
        first.related.push_back(std::move(related));
      }
    }
  }
  findings = std::move(kept);
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
  std::vector<Resource> resources;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    report.ledger.entries.push_back(account(inputs[i], slots[i], resources));
    if (slots[i].file) report.files.push_back(std::move(slots[i].file));
  }
  for (const Resource& resource : resources) ++report.ledger.kinds[std::string(resource.kind)];
  report.resources = std::make_unique<ResourceSet>(std::move(resources));

  report.findings = run_rules(options.rules, report.files, *report.resources);
  fold_duplicates(report.findings);
  std::sort(report.ledger.entries.begin(), report.ledger.entries.end(), by_path);
  return report;
}

}  // namespace plimsoll
