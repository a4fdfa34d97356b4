// One cause, one finding.
//
// The same mistake can show in many places: a line of values.yaml in seven services and two
// environments, and then again in everything that was rendered from it. A human edits one of them.
// So findings at the same bytes become one that names all objects, and a finding in a manifest
// gives way to the one about the same field of the same object as lifted from its values:
//
//   values/web.yaml     limits: {memory: 1Gi}      reported here
//   rendered/web.yaml   memory: 1Gi                related: rendered here

#include "engine/lint/merge_findings.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "engine/text/concat.h"

namespace plimsoll {
namespace {

// Enough to find the others by.
constexpr std::size_t kRenderedShown = 4;

bool same_place(const Location& a, const Location& b) {
  return a.source == b.source && a.span == b.span;
}

void add_related(Finding& finding, RelatedLocation related) {
  const bool known = std::any_of(
      finding.related.begin(), finding.related.end(),
      [&](const RelatedLocation& other) { return same_place(other.location, related.location); });
  if (!known) finding.related.push_back(std::move(related));
}

void fold_equal_places(std::vector<Finding>& findings) {
  std::sort(findings.begin(), findings.end());
  std::vector<Finding> kept;
  for (Finding& finding : findings) {
    const bool same = !kept.empty() && kept.back().rule == finding.rule &&
                      same_place(kept.back().location, finding.location);
    if (!same) {
      kept.push_back(std::move(finding));
      continue;
    }
    Finding& first = kept.back();
    first.severity = std::max(first.severity, finding.severity);
    std::move(finding.subjects.begin(), finding.subjects.end(), std::back_inserter(first.subjects));
    for (RelatedLocation& related : finding.related) add_related(first, std::move(related));
  }
  findings = std::move(kept);
}

bool by_environment(const Subject& a, const Subject& b) {
  return std::tie(a.environment, a.release) < std::tie(b.environment, b.release);
}

// What a finding in a manifest and one in the values behind it have in common.
std::string cause_of(const Finding& finding, const Subject& subject) {
  const Resource& resource = *subject.resource;
  return concat(finding.rule->id, "\n", subject.environment, "\n", resource.group, "/",
                resource.kind, "/", resource.name, "\n", subject.container, "\n", subject.path);
}

void join_rendered(std::vector<Finding>& findings) {
  std::unordered_map<std::string, Finding*> lifted;
  for (Finding& finding : findings) {
    for (const Subject& subject : finding.subjects) {
      // A finding about values themselves is about no object.
      if (subject.resource == nullptr || subject.release.empty()) continue;
      lifted.emplace(cause_of(finding, subject), &finding);
    }
  }
  if (lifted.empty()) return;
  std::unordered_map<const Finding*, std::size_t> shown;
  const auto is_rendered = [&](Finding& finding) {
    if (finding.subjects.empty()) return false;
    std::vector<Finding*> causes;
    for (const Subject& subject : finding.subjects) {
      if (!subject.release.empty()) return false;
      const auto found = lifted.find(cause_of(finding, subject));
      if (found == lifted.end()) return false;
      causes.push_back(found->second);
    }
    for (Finding* cause : causes) {
      if (shown[cause]++ < kRenderedShown) add_related(*cause, {finding.location, "rendered here"});
    }
    return true;
  };
  std::vector<bool> gone;
  for (Finding& finding : findings) gone.push_back(is_rendered(finding));
  std::size_t index = 0;
  std::erase_if(findings, [&](const Finding&) { return gone[index++]; });
}

}  // namespace

void merge_findings(std::vector<Finding>& findings) {
  fold_equal_places(findings);
  for (Finding& finding : findings) std::ranges::stable_sort(finding.subjects, by_environment);
  join_rendered(findings);
}

}  // namespace plimsoll
