// Turning what a rule says about a node into a finding: its place, its subject, and, where the node
// was reached through an alias, the alias as a related place.

#include "engine/lint/context.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "engine/text/concat.h"
#include "engine/text/shorten.h"
#include "engine/yaml/tree.h"

namespace plimsoll {
namespace {

// Says of a value that stands nowhere where it comes from.
std::string with_maker(Node node, std::string_view message) {
  const std::string_view maker = node.is_scalar() ? node.maker() : std::string_view();
  return maker.empty() ? std::string(message) : concat(message, " (", maker, ")");
}

bool is_default(Node node) {
  return node.is_scalar() && node.tree().synthetic() && node.tree().origin(node.index()).is_default;
}

}  // namespace

Context::Report& Context::Report::related(Node node, std::string_view message) {
  if (!node.exists()) return *this;
  if (!default_maker_.empty() && node.is_written()) {
    const std::string_view maker = std::exchange(default_maker_, std::string_view());
    return related(std::exchange(finding_.location, point_at(node)), maker);
  }
  return related(point_at(node), with_maker(node, message));
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
  if (set.lifted) subject.release = set.release_of(resource).name;
  return subject;
}

// A finding about a document is about whatever object it holds there, in every environment that the
// file belongs to; one about values is about their release.
void Context::add_subjects(Finding& finding, Node node) const {
  if (set_ == nullptr && release_ != nullptr) {
    Subject subject;
    subject.path = json_pointer({}, node.origin());
    subject.environment = release_->environment;
    subject.release = release_->name;
    finding.subjects.push_back(std::move(subject));
    return;
  }
  for (const ObjectSet& set : *sets_) {
    if (set_ != nullptr ? &set != set_ : set.lifted) continue;
    const bool known = set_ != nullptr && resource_ != nullptr;
    const Resource* resource = known ? resource_ : set.resources->owner(node);
    if (resource != nullptr) finding.subjects.push_back(subject(set, *resource, node));
  }
}

// Which values of lower layers a reported value took the place of.
void Context::add_shadowed(Finding& finding, Node node) const {
  const Provenance* const provenance = node.is_scalar() ? release_->provenance(node) : nullptr;
  if (provenance == nullptr) return;
  for (const Shadowed& loser : provenance->shadowed) {
    if (!loser.node.is_scalar()) continue;
    finding.related.push_back({point_at(loser.node), "overridden"});
  }
}

Context::Report Context::add(Location location, Node node, std::string_view message) {
  Finding finding;
  finding.rule = rule_;
  finding.severity = rule_->severity;
  finding.message = shortened(message, kLongestMessage);
  finding.location = location;
  add_subjects(finding, node);
  if (release_ != nullptr) add_shadowed(finding, node);
  if (const Node alias = node.through(); alias.exists() && alias.is_alias()) {
    finding.related.push_back({point_at(alias), "used here"});
  }
  findings_->push_back(std::move(finding));
  return Report(findings_->back());
}

bool Context::deploys(const ArgoApplication& application, const Resource& object) const {
  const ObjectSet::Ownership known{application.resource, &object};
  return plimsoll::deploys(application, object) ||
         std::ranges::find(set_->ownerships, known) != set_->ownerships.end();
}

Node Context::option(std::string_view name) const {
  std::string_view environment;
  if (release_ != nullptr) environment = release_->environment;
  if (set_ != nullptr) environment = set_->environment;
  const RuleSetting& setting = policy_->of(*rule_, environment);
  const auto given = setting.options.find(name);
  return given != setting.options.end() ? given->second : defaults_->of(*rule_, name);
}

std::vector<std::string_view> Context::option_texts(std::string_view name) const {
  const Node node = option(name);
  if (node.is_scalar()) return {node.text()};
  std::vector<std::string_view> texts;
  for (const Node item : node) texts.push_back(item.text());
  return texts;
}

Context::Report Context::report(Node node, std::string_view message) {
  assert(node.exists());
  const Report report = add(point_at(node), node, with_maker(node, message));
  return Report(report.finding_, is_default(node) ? node.maker() : std::string_view());
}

Context::Report Context::report_key(Node member, std::string_view message) {
  const Node written = member.is_written() ? member.origin() : Node();
  if (!written.has_key() || written.key() != member.key()) return report(member, message);
  return add({&written.source(), written.key_span()}, member, message);
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

Context::Report Context::report(Location location, std::string_view message) {
  return add(location, Node(), message);
}

}  // namespace plimsoll
