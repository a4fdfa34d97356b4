#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <vector>

#include "engine/lint/rule.h"
#include "engine/lint/severity.h"
#include "engine/text/location.h"
#include "engine/yaml/node.h"

namespace plimsoll {

// The most bytes of a message; what is longer is cut when it is reported, so rules cut the names
// they quote themselves (rules/support/wording.h).
inline constexpr std::size_t kLongestMessage = 160;

// A second place that explains a finding.
struct RelatedLocation {
  Location location;
  std::string message;
};

// The object a finding is about, in Kubernetes' terms rather than the file's.
struct Subject {
  const Resource* resource = nullptr;  // null for findings about text and about values
  std::string container;               // name of the container concerned, if one is
  // JSON Pointer below the object's root: /spec/replicas. Of a finding about values, from the root
  // of its file.
  std::string path;
  std::string environment;              // whose object; empty when there are no environments
  std::string release;                  // of whose values the object is made; empty for a manifest
  Severity severity = Severity::kNote;  // of the finding in that environment; engine/lint/policy.h

  // "Deployment/web", "values of web"; empty for a finding about text.
  std::string label() const;
};

struct Finding {
  const Rule* rule = nullptr;
  Severity severity = Severity::kWarning;
  std::string message;
  Location location;
  std::vector<RelatedLocation> related;
  // Usually one. Several when the same bytes are wrong for several objects (YAML aliases, one
  // values key behind many services).
  std::vector<Subject> subjects;
  // Why it is among the suppressed findings; null for all others.
  const Suppression* suppression = nullptr;
};

// The total order of a report: reported path, offset, end, rule id, message, subject.
bool operator<(const Finding& a, const Finding& b);

}  // namespace plimsoll
