#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "engine/lint/finding.h"

namespace plimsoll {

// What a finding says about one object in one environment, fit to be kept in a file: there is no
// value, no message and no line in it. The unit in which two reports are compared, so that one
// mended in dev does not pay for a new one in prd.
struct Occurrence {
  std::string path;         // as reported
  std::string rule;         // its id
  std::string environment;  // empty when there are no environments
  // For people, not compared: "Deployment/web at /spec/replicas".
  std::string about;
  std::string identity;  // engine/lint/identity.h

  friend auto operator<=>(const Occurrence&, const Occurrence&) = default;
};

// An occurrence and how often it is there: a file can hold two objects of one name.
struct KnownFinding {
  Occurrence occurrence;
  std::uint32_t count = 1;
};

// One for each object and environment of the finding, each once. The releases that share a values
// file are not told apart where the finding is about the values themselves.
std::vector<Occurrence> occurrences(const Finding& finding);

// Those of all findings, counted and sorted.
std::vector<KnownFinding> known_findings(std::span<const Finding> findings);
// The same list with equal occurrences added up, sorted.
std::vector<KnownFinding> added_up(std::vector<KnownFinding> list);

struct Comparison {
  std::vector<bool> known;           // of each newer finding, whether all of it was there before
  std::vector<KnownFinding> still;   // what was there before and is there now, where it is now
  std::vector<KnownFinding> absent;  // what was there before and was not found now
};

// Whether the file at a path of the older report does not exist any more.
using IsGone = std::function<bool(const std::string& path)>;

// Compares by path, environment and identity; what is left over then by environment and identity
// alone, where the older file is gone. Each older occurrence pays for one newer one, in the order
// of the reports.
Comparison compare(std::span<const KnownFinding> older, std::span<const Finding> newer,
                   const IsGone& is_gone);

}  // namespace plimsoll
