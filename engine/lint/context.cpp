// Turning what a rule says about a node into a finding: its place, its subject, and, where the node
// was reached through an alias, the alias as a related place.

#include "engine/lint/context.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "engine/text/shorten.h"

namespace plimsoll {

Context::Report& Context::Report::related(Node node, std::string_view message) {
  return node.exists() ? related(point_at(node), message) : *this;
}

Context::Report& Context::Report::related(Location location, std::string_view message) {
  finding_.related.push_back({location, shortened(message, kLongestMessage)});
  return *this;
}

Context::Report& Context::Report::severity(Severity severity) {
  finding_.severity = std::min(finding_.severity, severity);
  return *this;
}

Subject Context::subject(const ObjectSet& set, const Resource& resource, Node node) const {
  Subject subject{&resource, {}, json_pointer(resource.root, node), set.environment, {}};
  if (container_ != nullptr) subject.container = container_->name();
  if (set.lifted) {
    subject.release =
        set.releases[static_cast<std::size_t>(&resource - set.resources->all().data())];
  }
  return subject;
}

// A finding about a document is about whatever object it holds there, in every environment that the
// file belongs to.
void Context::add_subjects(Finding& finding, Node node) const {
  for (const ObjectSet& set : *sets_) {
    if (set_ != nullptr ? &set != set_ : set.lifted) continue;
    const bool known = set_ != nullptr && resource_ != nullptr;
    const Resource* resource = known ? resource_ : set.resources->owner(node);
    if (resource != nullptr) finding.subjects.push_back(subject(set, *resource, node));
  }
}

Context::Report Context::add(Location location, Node node, std::string_view message) {
  Finding finding;
  finding.rule = rule_;
  finding.severity = rule_->severity;
  finding.message = shortened(message, kLongestMessage);
  finding.location = location;
  add_subjects(finding, node);
  if (const Node alias = node.through(); alias.exists() && alias.is_alias()) {
    finding.related.push_back({point_at(alias), "used here"});
  }
  findings_->push_back(std::move(finding));
  return Report(findings_->back());
}

Context::Report Context::report(Node node, std::string_view message) {
  assert(node.exists());
  return add(point_at(node), node, message);
}

Context::Report Context::report(Node scalar, std::size_t begin, std::size_t end,
                                std::string_view message) {
  const Location location = scalar.is_alias()
                                ? point_at(scalar)
                                : Location{&scalar.source(), scalar.text_span(begin, end)};
  return add(location, scalar, message);
}

Context::Report Context::report(const Document& document, Span span, std::string_view message) {
  return add({document.source, span}, document.root, message);
}

}  // namespace plimsoll
