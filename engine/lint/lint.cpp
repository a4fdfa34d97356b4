// The pipeline on one screen: read, parse, collect, check, sort, suppress.
//
// Files are read and parsed in parallel, each into its own slot; what follows walks the slots in
// the order of their reported paths. So the report depends on what the files say, and on nothing
// else: neither the order they were given in nor the number of threads.

#include "engine/lint/lint.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <iterator>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>
#include <tuple>
#include <utility>

#include "engine/kubernetes/manifest.h"
#include "engine/lint/merge_findings.h"
#include "engine/lint/ownership.h"
#include "engine/lint/runner.h"
#include "engine/text/concat.h"
#include "engine/values/chart.h"
#include "engine/values/deployed_chart.h"

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
  std::unique_ptr<YamlFile> file;
  std::string error;
};

// The objects of each environment while they are collected.
using Collected = std::map<std::string, std::vector<Resource>>;

std::vector<Slot> read_all(const std::vector<Input>& inputs, const Reader& read, unsigned threads) {
  std::vector<Slot> slots(inputs.size());
  parallel(inputs.size(), threads, [&](std::size_t i) {
    ReadResult result = read(inputs[i]);
    slots[i].error = std::move(result.error);
    if (!slots[i].error.empty()) return;
    slots[i].file = parse_yaml(inputs[i].path, inputs[i].reported_path, std::move(result.bytes));
    for (Document& document : slots[i].file->documents) document.holds_values = inputs[i].values;
  });
  return slots;
}

void mark_unreadable(LedgerEntry& entry, const SourceFile* source, Span span, std::string reason) {
  if (entry.outcome == Outcome::kUnreadable) return;  // the first reason stands
  entry.outcome = Outcome::kUnreadable;
  entry.reason = std::move(reason);
  if (source == nullptr) return;
  entry.span = span;
  entry.source = source;
}

void note_problems(const Document& document, LedgerEntry& entry) {
  for (const Problem& problem : document.problems) {
    if (problem.kind == Problem::Kind::kDuplicateKey) continue;
    mark_unreadable(entry, document.source, problem.span, problem.message);
  }
}

// Takes the objects of one document into the sets of the environments its file belongs to.
void collect(const Document& document, const Input& input, LedgerEntry& entry, Ledger& ledger,
             Collected& collected) {
  std::vector<Resource> resources;
  append_resources(document, resources);
  entry.resources += static_cast<std::uint32_t>(resources.size());
  for (const Resource& resource : resources) ++ledger.kinds[std::string(resource.kind)];
  if (classify(document) == DocumentKind::kNoMapping) {
    const Span span = document.root.value_span();
    mark_unreadable(entry, document.source, {span.begin, std::min(span.end, span.begin + 1)},
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
    mark_unreadable(entry, nullptr, {}, slot.error);
    return entry;
  }
  bool incomplete = false;
  for (const Document& document : slot.file->documents) {
    if (document.root.exists()) ++entry.documents;
    note_problems(document, entry);
    incomplete |= classify(document) == DocumentKind::kIncomplete;
    if (!input.values) collect(document, input, entry, ledger, collected);
  }
  if (entry.outcome == Outcome::kChecked && entry.resources == 0 && !incomplete) {
    entry.reason = entry.documents == 0 ? "empty" : "not a manifest";
    if (input.values && entry.documents > 0) entry.reason = "values that no release reads";
  }
  return entry;
}

// The releases of the charts, those that Applications of the scan make of them included, and whose
// the objects of the scan are.
Releases find_releases(Report& report, const FileIndex& files, const LintOptions& options) {
  if (options.charts.empty()) return {};
  std::vector<DeployedChart> deployed;
  for (const ObjectSet& set : report.sets) {
    auto here = deployed_charts(*set.resources, set.environment, files);
    std::ranges::move(here, std::back_inserter(deployed));
  }
  const auto objects = deployed_objects(options.charts, options.environments, deployed, files);
  for (ObjectSet& set : report.sets) note_ownerships(objects, set);
  return make_releases(options.charts, options.environments, deployed, files);
}

// The namespace of objects of an environment that name none.
const std::string& default_namespace(const LintOptions& options, const std::string& environment) {
  const auto found =
      std::ranges::find(options.environments, environment, &EnvironmentRequest::name);
  const bool own = found != options.environments.end() && !found->default_namespace.empty();
  return own ? found->default_namespace : options.default_namespace;
}

// The objects that the releases' values become, a set an environment.
void add_lifted_sets(Report& report, const LintOptions& options) {
  std::map<std::string, std::pair<std::vector<Resource>, std::vector<const Release*>>> sets;
  for (const Release& release : report.releases) {
    auto& [resources, owners] = sets[release.environment];
    for (const Node root : release.objects->roots) {
      append_object(root, resources);
      owners.resize(resources.size(), &release);
    }
  }
  for (auto& [environment, set] : sets) {
    auto resources = std::make_unique<ResourceSet>(std::move(set.first),
                                                   default_namespace(options, environment));
    report.sets.push_back({environment, true, std::move(resources), std::move(set.second)});
  }
}

// Says in the ledger which file was read for which releases. One without objects holds values.
void account_for_values(const std::vector<Release>& releases, std::vector<LedgerEntry>& entries,
                        const std::map<std::string_view, YamlFile*>& parsed) {
  std::map<std::string_view, std::vector<const Release*>> readers;
  for (const Release& release : releases) {
    for (const std::string& path : release.files) readers[path].push_back(&release);
  }
  for (LedgerEntry& entry : entries) {
    const auto found = readers.find(entry.reported_path);
    if (found == readers.end()) continue;
    entry.taken_as = describe_readers(found->second);
    const auto file = parsed.find(entry.reported_path);
    if (entry.resources > 0 || file == parsed.end()) continue;
    for (Document& document : file->second->documents) document.holds_values = true;
    if (entry.outcome == Outcome::kChecked) entry.reason.clear();
  }
}

// Charts are no manifests either.
void account_for_charts(const std::vector<ChartRequest>& charts, const FileIndex& files,
                        std::vector<LedgerEntry>& entries) {
  for (const ChartRequest& chart : charts) {
    const std::string path = path_below(chart.path, "Chart.yaml");
    const auto entry = std::ranges::find(entries, path, &LedgerEntry::reported_path);
    if (entry == entries.end() || entry->outcome != Outcome::kChecked) continue;
    entry->taken_as = concat("chart ", chart_name(chart.path, files));
  }
}

// What kept values from being read as asked is said at their file, and fails the run.
void account_for_problems(const std::vector<ReleaseProblem>& problems,
                          std::vector<LedgerEntry>& entries) {
  for (const ReleaseProblem& problem : problems) {
    const SourceFile* const source = problem.location.source;
    const std::string& path = source != nullptr ? source->reported_path() : problem.path;
    auto entry = std::ranges::find(entries, path, &LedgerEntry::reported_path);
    if (entry == entries.end()) {
      entries.emplace_back();
      entry = std::prev(entries.end());
      entry->path = source != nullptr ? source->path() : path;
      entry->reported_path = path;
    }
    mark_unreadable(*entry, source, problem.location.span, problem.message);
  }
}

// Which environments a file belongs to: its own, and those of the releases that read it.
FileEnvironments environments_of(const std::vector<Input>& inputs,
                                 const std::vector<Release>& releases) {
  FileEnvironments environments;
  for (const Input& input : inputs) {
    auto& names = environments[input.reported_path];
    names.insert(names.end(), input.environments.begin(), input.environments.end());
  }
  for (const Release& release : releases) {
    for (const std::string& path : release.files) {
      environments[path].push_back(release.environment);
    }
  }
  return environments;
}

// Sets apart what is meant to be, and reports what is wrong with saying so.
void apply_suppressions(Report& report, const LintOptions& options,
                        const FileEnvironments& environments) {
  report.suppressions = find_suppressions(report.files, report.sets, report.releases, options.rules,
                                          options.suppression);
  for (Suppression& one : report.suppressions) {
    const auto is_it = [&one](const Rule* rule) { return rule->id == one.rule; };
    one.refused = std::ranges::any_of(options.policy.locked, is_it);
    one.ran = one.ran && !one.refused;
  }
  report.suppressed = take_suppressed(report.findings, report.suppressions, report.sets);
  std::vector<Suppression> asked = report.suppressions;
  asked.insert(asked.end(), options.attempts.begin(), options.attempts.end());
  std::vector<Finding> more =
      run_suppression_rules({options.rules, options.policy, options.externals}, asked, report.sets);
  apply_policy(options.policy, environments, more);
  merge_findings(more);
  std::ranges::move(more, std::back_inserter(report.findings));
  std::sort(report.findings.begin(), report.findings.end());
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
  std::map<std::string_view, YamlFile*> parsed;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    report.ledger.entries.push_back(account(inputs[i], slots[i], report.ledger, collected));
    if (!slots[i].file) continue;
    parsed[inputs[i].reported_path] = slots[i].file.get();
    report.files.push_back(std::move(slots[i].file));
  }
  for (auto& [environment, resources] : collected) {
    auto set = std::make_unique<ResourceSet>(std::move(resources),
                                             default_namespace(options, environment));
    report.sets.push_back({environment, false, std::move(set), {}});
  }
  const FileIndex files(report.files);
  Releases made = find_releases(report, files, options);
  report.releases = std::move(made.releases);
  account_for_values(report.releases, report.ledger.entries, parsed);
  account_for_charts(options.charts, files, report.ledger.entries);
  account_for_problems(made.problems, report.ledger.entries);
  add_lifted_sets(report, options);
  report.findings = run_rules({options.rules, options.policy, options.externals}, report.files,
                              report.releases, report.sets);
  const FileEnvironments environments = environments_of(inputs, report.releases);
  apply_policy(options.policy, environments, report.findings);
  merge_findings(report.findings);
  apply_suppressions(report, options, environments);
  report.locked = options.policy.locked;
  std::sort(report.ledger.entries.begin(), report.ledger.entries.end(), by_path);
  return report;
}

}  // namespace plimsoll
