// What is known and what is new, in one list. Fingerprints number equal findings in the order of
// the file, so they are made before the known ones are set apart.

#include "cli/formats/judged.h"

#include <algorithm>

#include "engine/lint/identity.h"

namespace plimsoll {

std::vector<JudgedFinding> judged_findings(const Report& report) {
  std::vector<JudgedFinding> all;
  for (const Finding& finding : report.findings) all.push_back({&finding, false, {}});
  if (report.baseline) {
    for (const Finding& finding : report.baseline->known) all.push_back({&finding, true, {}});
    std::ranges::stable_sort(all, [](const JudgedFinding& a, const JudgedFinding& b) {
      return *a.finding < *b.finding;
    });
  }
  std::vector<const Finding*> findings;
  for (const JudgedFinding& one : all) findings.push_back(one.finding);
  std::vector<std::string> fingerprints = identities(findings);
  for (std::size_t i = 0; i < all.size(); ++i) all[i].fingerprint = std::move(fingerprints[i]);
  return all;
}

}  // namespace plimsoll
