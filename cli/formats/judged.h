#pragma once

#include <string>
#include <vector>

#include "engine/lint/lint.h"

namespace plimsoll {

// A finding as machines are told it. Borrows from its report.
struct JudgedFinding {
  const Finding* finding = nullptr;
  bool known = false;       // to the baseline
  std::string fingerprint;  // the same with and without a baseline
};

// All findings of a report in their order, those that the baseline knows included.
std::vector<JudgedFinding> judged_findings(const Report& report);

}  // namespace plimsoll
