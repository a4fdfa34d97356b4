// Which rule is called for what.
//
// The type of a check's first parameter is its grain. Rules are sorted into one list a grain, and
// the files are walked once: each document is shown to the document rules, each release to the
// rules about values, each object to the
// resource rules, its pod to the pod rules, each container of that to the container rules, and at
// the end the set to the set rules. Finding the pod and its containers is done once an object,
// however many rules ask.

#include "engine/lint/runner.h"

#include <algorithm>
#include <tuple>
#include <variant>

#include "engine/lint/context.h"

namespace plimsoll {
namespace {

template <typename Subject>
struct Entry {
  const Rule* rule;
  void (*check)(const Subject&, Context&);
};

template <typename Subject>
using Entries = std::vector<Entry<Subject>>;

bool applies(const Rule& rule, const Resource& resource) {
  return rule.kinds.empty() ||
         std::find(rule.kinds.begin(), rule.kinds.end(), resource.kind) != rule.kinds.end();
}

}  // namespace

class Runner {
 public:
  Runner(const RunnerOptions& options, const std::vector<ObjectSet>& sets,
         std::vector<Finding>& findings)
      : defaults_(options.rules),
        context_(sets, options.policy, defaults_, options.externals, findings) {
    for (const Rule* rule : options.rules) {
      std::visit([&](auto check) { sort_in(*rule, check); }, rule->check);
    }
  }

  void run(const Document& document) { call_all(document); }

  void run(const Suppression& suppression) { call_all(suppression); }

  void run(const Release& release) {
    context_.release_ = &release;
    call_all(release);
    context_.release_ = nullptr;
  }

  void run(const ObjectSet& set) {
    context_.set_ = &set;
    for (const Resource& resource : set.resources->all()) {
      if (set.lifted) context_.release_ = &set.release_of(resource);
      run(resource);
    }
    context_.resource_ = nullptr;
    context_.release_ = nullptr;
    call_all(*set.resources);
    context_.set_ = nullptr;
  }

 private:
  template <typename Subject>
  void sort_in(const Rule& rule, void (*check)(const Subject&, Context&)) {
    std::get<Entries<Subject>>(entries_).push_back({&rule, check});
  }

  void run(const Resource& resource) {
    context_.resource_ = &resource;
    call(resource, resource);
    const auto pod = pod_of(resource);
    if (!pod) return;
    call(resource, *pod);
    for (const Container& container : containers_of(*pod)) {
      context_.container_ = &container;
      for (const auto& [rule, check] : std::get<Entries<Container>>(entries_)) {
        if (!applies(*rule, resource)) continue;
        if (!rule->containers.contains(container.container_class)) continue;
        context_.rule_ = rule;
        check(container, context_);
      }
    }
    context_.container_ = nullptr;
  }

  template <typename Subject>
  void call(const Resource& resource, const Subject& subject) {
    for (const auto& [rule, check] : std::get<Entries<Subject>>(entries_)) {
      if (!applies(*rule, resource)) continue;
      context_.rule_ = rule;
      check(subject, context_);
    }
  }

  template <typename Subject>
  void call_all(const Subject& subject) {
    for (const auto& [rule, check] : std::get<Entries<Subject>>(entries_)) {
      context_.rule_ = rule;
      check(subject, context_);
    }
  }

  OptionDefaults defaults_;
  Context context_;
  std::tuple<Entries<Document>, Entries<Release>, Entries<Resource>, Entries<PodSpec>,
             Entries<Container>, Entries<ResourceSet>, Entries<Suppression>>
      entries_;
};

std::vector<Finding> run_rules(const RunnerOptions& options,
                               const std::vector<std::unique_ptr<const YamlFile>>& files,
                               const std::vector<Release>& releases,
                               const std::vector<ObjectSet>& sets) {
  std::vector<Finding> findings;
  Runner runner(options, sets, findings);
  for (const auto& file : files) {
    for (const Document& document : file->documents) runner.run(document);
  }
  for (const Release& release : releases) runner.run(release);
  for (const ObjectSet& set : sets) runner.run(set);
  return findings;
}

std::vector<Finding> run_suppression_rules(const RunnerOptions& options,
                                           const std::vector<Suppression>& suppressions,
                                           const std::vector<ObjectSet>& sets) {
  std::vector<Finding> findings;
  Runner runner(options, sets, findings);
  for (const Suppression& suppression : suppressions) runner.run(suppression);
  return findings;
}

}  // namespace plimsoll
