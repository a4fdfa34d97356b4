#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/kubernetes/argocd.h"
#include "engine/kubernetes/external_objects.h"
#include "engine/kubernetes/pointing.h"
#include "engine/lint/finding.h"
#include "engine/lint/object_set.h"
#include "engine/lint/policy.h"
#include "engine/lint/rule.h"

namespace plimsoll {

// What a check is given besides its subject: the set around it, and where to put what it finds.
// One context serves one rule on one subject at a time.
class Context {
 public:
  // Adds to a finding that was just reported. Valid until the next call of report().
  class Report {
   public:
    // A second place that explains the finding; missing nodes are skipped. Where the finding is at
    // a template's default, which stands nowhere, and this place is written, the two change places:
    // the value that somebody chose is the one to edit.
    Report& related(Node node, std::string_view message);
    Report& related(Location location, std::string_view message);
    // Lowers the severity below the rule's own.
    Report& severity(Severity severity);

   private:
    friend class Context;
    explicit Report(Finding& finding, std::string_view default_maker = {})
        : finding_(finding), default_maker_(default_maker) {}
    Finding& finding_;
    std::string_view default_maker_;  // of the reported value, if it is a template's default
  };

  // Reports at a node; the place follows from the node (engine/kubernetes/pointing.h).
  Report report(Node node, std::string_view message);
  // Reports at the key of a member, where it is written under that name; else at the node.
  Report report_key(Node member, std::string_view message);
  // Reports at the bytes [begin, end) of a scalar's decoded text.
  Report report(Node scalar, std::size_t begin, std::size_t end, std::string_view message);
  // Reports at a place of a document that has no node.
  Report report(const Document& document, Span span, std::string_view message);
  // Reports at a place that is part of no object.
  Report report(Location location, std::string_view message);

  // The set that the subject is part of. REQUIRES: the rule is about none of documents and
  // releases.
  const ResourceSet& resources() const { return *set_->resources; }
  // Whether an Application of that set deploys one of its objects: by the signs that
  // plimsoll::deploys() knows, or by what the Application's values become.
  bool deploys(const ArgoApplication& application, const Resource& object) const;

  // What the configuration says to the rule in this environment, else the default: a node of the
  // option's type. REQUIRES: the rule has that option.
  Node option(std::string_view name) const;
  // The same of an option that is a list of strings, or one string.
  std::vector<std::string_view> option_texts(std::string_view name) const;

  // The objects that exist although no manifest makes them.
  const ExternalObjects& external() const { return *externals_; }

 private:
  friend class Runner;
  Context(const std::vector<ObjectSet>& sets, const Policy& policy, const OptionDefaults& defaults,
          const ExternalObjects& externals, std::vector<Finding>& findings)
      : sets_(&sets),
        policy_(&policy),
        defaults_(&defaults),
        externals_(&externals),
        findings_(&findings) {}
  Report add(Location location, Node node, std::string_view message);
  void add_subjects(Finding& finding, Node node) const;
  Subject subject(const ObjectSet& set, const Resource& resource, Node node) const;
  void add_shadowed(Finding& finding, Node node) const;

  const std::vector<ObjectSet>* sets_;
  const Policy* policy_;
  const OptionDefaults* defaults_;
  const ExternalObjects* externals_;
  const ObjectSet* set_ = nullptr;  // null while documents are looked at
  std::vector<Finding>* findings_;
  const Rule* rule_ = nullptr;
  const Release* release_ = nullptr;
  const Resource* resource_ = nullptr;
  const Container* container_ = nullptr;
};

}  // namespace plimsoll
