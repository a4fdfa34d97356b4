// Suppressions, and what they take out of a report. Three carriers, one meaning:
//
//   # plimsoll:ignore limit-below-request -- the pool is sized by hand      comments.h
//   metadata:
//     annotations:
//       plimsoll.dev/ignore: limit-below-request -- sized by hand           suppressed_objects.h
//   suppressions: [{rule: limit-below-request, namespace: legacy}]          .plimsoll.yaml
//
// They are applied when findings were merged, so what hides a value hides what was rendered from
// it as well. A comment is about a place and covers a finding whole; the others are about objects,
// and of a finding with several objects only theirs are taken away.
//
// No exit code 2 is ever suppressed: what could not be read stands in the ledger, which nothing
// here touches. Nor are findings about suppressions, which are made afterwards.

#include "engine/lint/suppression.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "engine/kubernetes/pointing.h"
#include "engine/lint/comments.h"
#include "engine/lint/directive.h"
#include "engine/lint/finding.h"
#include "engine/lint/policy.h"
#include "engine/lint/suppressed_objects.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

void add_comments(const YamlFile& file, std::vector<Suppression>& out) {
  for (const SuppressionComment& comment : suppression_comments(file)) {
    const Directive directive = read_directive(file.source.text(comment.text));
    Suppression one{.carrier = Suppression::Carrier::kComment,
                    .by = {},
                    .rule = {},
                    .location = {&file.source, comment.word},
                    .reason = directive.reason,
                    .expires = directive.expires,
                    .covered = comment.covered,
                    .objects = {},
                    .container = {},
                    .filter = {}};
    if (comment.is_misspelt) {
      out.push_back(std::move(one));
      continue;
    }
    for (const Directive::Name& name : directive.rules) {
      one.rule = name.text;
      one.location.span = {comment.text.begin + name.span.begin,
                           comment.text.begin + name.span.end};
      out.push_back(one);
    }
    if (directive.rules.empty()) out.push_back(std::move(one));
  }
}

std::optional<Glob> glob_of(const std::string& pattern, Glob (*compile)(std::string_view)) {
  if (pattern.empty()) return std::nullopt;
  return compile(pattern);
}

Suppression configured_one(const ConfigSuppression& configured, const std::string& folder) {
  return {.carrier = Suppression::Carrier::kConfiguration,
          .by = {},
          .rule = {},
          .location = {&configured.node.source(), configured.node["rule"].key_span()},
          .reason = configured.reason,
          .expires = configured.expires,
          .covered = {},
          .objects = {},
          .container = configured.container,
          .filter = Suppression::Filter{.kind = configured.kind,
                                        .name_space = configured.name_space,
                                        .name = glob_of(configured.name, Glob::for_names),
                                        .path = glob_of(configured.path, Glob::for_paths),
                                        .folder = folder}};
}

void add_configured(const ConfigSuppression& configured, const std::string& folder,
                    std::vector<Suppression>& out) {
  Suppression one = configured_one(configured, folder);
  for (const Node rule : configured.rules) {
    one.rule = rule.text();
    one.location = point_at(rule);
    out.push_back(one);
  }
  if (configured.rules.empty()) out.push_back(std::move(one));
}

// The files that rules look into: those with objects, and values that a release reads.
std::set<std::string_view> files_asked(const std::vector<ObjectSet>& sets,
                                       const std::vector<Release>& releases) {
  std::set<std::string_view> paths;
  for (const ObjectSet& set : sets) {
    if (set.lifted) continue;
    for (const Resource& one : set.resources->all()) {
      paths.insert(one.root.source().reported_path());
    }
  }
  for (const Release& release : releases) paths.insert(release.files.begin(), release.files.end());
  return paths;
}

// Whether the run looked where a suppression would cover something.
bool is_asked(const Suppression& one, const std::set<std::string_view>& asked,
              const SuppressionOptions& options) {
  if (one.carrier == Suppression::Carrier::kComment) {
    return asked.contains(one.location.source->reported_path());
  }
  return !options.partial || one.carrier == Suppression::Carrier::kAnnotation;
}

bool is_before(const Suppression& a, const Suppression& b) {
  const auto key = [](const Suppression& one) {
    return std::make_tuple(std::string_view(one.location.source->reported_path()),
                           one.location.span, std::string_view(one.rule));
  };
  return key(a) < key(b);
}

// Whether suppressions cover findings. Those of one rule are looked at together.
class Matcher {
 public:
  Matcher(std::vector<Suppression>& suppressions, const std::vector<ObjectSet>& sets) {
    for (Suppression& one : suppressions) {
      if (!one.expired) by_rule_[one.rule].push_back(&one);
    }
    for (const ObjectSet& set : sets) {
      namespaces_.emplace(set.environment, set.resources->default_namespace());
    }
  }

  const std::vector<Suppression*>& of(const Finding& finding) const {
    static const std::vector<Suppression*> kNone;
    const auto found = by_rule_.find(finding.rule->id);
    return found == by_rule_.end() ? kNone : found->second;
  }

  // Whether it covers a finding, whatever that is about.
  static bool covers(const Suppression& one, const Finding& finding) {
    if (one.carrier == Suppression::Carrier::kComment) {
      const std::uint32_t begin = finding.location.span.begin;
      return one.location.source == finding.location.source && one.covered.begin <= begin &&
             begin <= one.covered.end;
    }
    if (!one.filter || !in_files(*one.filter, finding)) return false;
    const Suppression::Filter& filter = *one.filter;
    return filter.kind.empty() && filter.name_space.empty() && !filter.name &&
           one.container.empty();
  }

  // Whether it covers a finding as far as that is about one object.
  bool covers(const Suppression& one, const Finding& finding, const Subject& subject) const {
    if (subject.resource == nullptr) return false;
    if (!one.container.empty() && one.container != subject.container) return false;
    if (one.carrier == Suppression::Carrier::kAnnotation) {
      const Suppression::Object object = object_of(*subject.resource, subject.environment);
      return std::ranges::any_of(
          one.objects, [&](const Suppression::Object& other) { return is_same(other, object); });
    }
    return one.filter && in_files(*one.filter, finding) && fits(*one.filter, subject);
  }

  // Whether it covers a finding, or part of one.
  bool is_about(const Suppression& one, const Finding& finding) const {
    return covers(one, finding) ||
           std::ranges::any_of(finding.subjects, [&](const Subject& subject) {
             return covers(one, finding, subject);
           });
  }

 private:
  // A namespace that is not written may be any: values often leave it to the release.
  static bool is_same(const Suppression::Object& a, Suppression::Object b) {
    if (a.name_space.empty() || b.name_space.empty()) b.name_space = a.name_space;
    return a == b;
  }

  static bool in_files(const Suppression::Filter& filter, const Finding& finding) {
    if (!filter.path) return true;
    std::string_view path = finding.location.source->reported_path();
    if (!filter.folder.empty()) {
      const std::string prefix = concat(filter.folder, "/");
      if (!path.starts_with(prefix)) return false;
      path.remove_prefix(prefix.size());
    }
    return filter.path->matches(path);
  }

  bool fits(const Suppression::Filter& filter, const Subject& subject) const {
    const Resource& resource = *subject.resource;
    std::string_view name_space = resource.name_space;
    if (name_space.empty()) {
      const auto found = namespaces_.find(subject.environment);
      if (found != namespaces_.end()) name_space = found->second;
    }
    return (filter.kind.empty() || filter.kind == resource.kind) &&
           (filter.name_space.empty() || filter.name_space == name_space) &&
           (!filter.name || filter.name->matches(resource.name));
  }

  std::map<std::string_view, std::vector<Suppression*>> by_rule_;
  std::map<std::string_view, std::string_view> namespaces_;  // the default of each environment
};

// Moves the objects of a finding that a suppression covers into a finding of their own, which is
// added to `taken`. Returns whether nothing of the finding is left.
bool take_objects(Finding& finding, const Suppression& one, const Matcher& matcher,
                  std::vector<Finding>& taken) {
  const auto covered = [&](const Subject& subject) {
    return matcher.covers(one, finding, subject);
  };
  if (std::ranges::none_of(finding.subjects, covered)) return false;
  Finding part = finding;
  part.suppression = &one;
  std::erase_if(part.subjects, [&](const Subject& subject) { return !covered(subject); });
  std::erase_if(finding.subjects, covered);
  settle_severity(part);
  settle_severity(finding);
  taken.push_back(std::move(part));
  return finding.subjects.empty();
}

// Of several that cover a finding all are used, and the nearest is named. Those that are not obeyed
// are named on what they would have covered.
bool take(Finding& finding, const Matcher& matcher, std::vector<Finding>& taken) {
  std::vector<Suppression*> about;
  for (Suppression* const one : matcher.of(finding)) {
    if (!matcher.is_about(*one, finding)) continue;
    if (one->passed_over) {
      finding.related.push_back({one->location, "this suppression is not obeyed in this run"});
      continue;
    }
    ++one->used;
    if (!one->refused) {
      about.push_back(one);
    } else {
      finding.related.push_back({one->location, "not suppressed by this: the rule is locked"});
    }
  }
  std::ranges::stable_sort(about, {}, &Suppression::carrier);
  const auto whole = std::ranges::find_if(
      about, [&finding](const Suppression* one) { return Matcher::covers(*one, finding); });
  if (whole != about.end()) {
    finding.suppression = *whole;
    taken.push_back(std::move(finding));
    return true;
  }
  return std::ranges::any_of(
      about, [&](Suppression* const one) { return take_objects(finding, *one, matcher, taken); });
}

}  // namespace

std::vector<Suppression> find_suppressions(
    const std::vector<std::unique_ptr<const YamlFile>>& files, const std::vector<ObjectSet>& sets,
    const std::vector<Release>& releases, std::span<const Rule* const> rules,
    const SuppressionOptions& options) {
  std::vector<Suppression> found = annotated_suppressions(sets, rules);
  for (const auto& file : files) add_comments(*file, found);
  for (const ConfigSuppression& one : options.configured) {
    add_configured(one, options.folder, found);
  }
  const std::set<std::string_view> asked = files_asked(sets, releases);
  for (Suppression& one : found) {
    one.passed_over = !options.obey_inline && one.carrier != Suppression::Carrier::kConfiguration;
    one.ran = is_asked(one, asked, options) && !one.passed_over &&
              std::ranges::find(rules, one.rule, &Rule::id) != rules.end();
    one.expired = !one.expires.empty() && (!is_day(one.expires) || one.expires < options.today);
    one.lacks_reason = options.require_reasons && one.reason.empty() && !one.of_peer;
  }
  std::ranges::stable_sort(found, is_before);
  return found;
}

std::vector<Finding> take_suppressed(std::vector<Finding>& findings,
                                     std::vector<Suppression>& suppressions,
                                     const std::vector<ObjectSet>& sets) {
  std::vector<Finding> taken;
  if (suppressions.empty()) return taken;
  const Matcher matcher(suppressions, sets);
  std::vector<Finding> left;
  for (Finding& finding : findings) {
    if (!take(finding, matcher, taken)) left.push_back(std::move(finding));
  }
  findings = std::move(left);
  std::ranges::stable_sort(taken, std::less<>());
  return taken;
}

}  // namespace plimsoll
