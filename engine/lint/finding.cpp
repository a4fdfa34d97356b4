// The order of a report, which depends on nothing but what was found.

#include "engine/lint/finding.h"

#include <tuple>

#include "engine/text/concat.h"

namespace plimsoll {
namespace {

auto key(const Finding& finding) {
  const Subject* subject = finding.subjects.empty() ? nullptr : &finding.subjects.front();
  return std::make_tuple(std::string_view(finding.location.source->reported_path()),
                         finding.location.span, finding.rule->id, std::string_view(finding.message),
                         subject == nullptr ? std::string_view() : std::string_view(subject->path));
}

}  // namespace

std::string Subject::label() const {
  if (resource != nullptr) return resource->label();
  return release.empty() ? std::string() : concat("values of ", release);
}

bool operator<(const Finding& a, const Finding& b) {
  return key(a) < key(b);
}

}  // namespace plimsoll
