#pragma once

#include <span>
#include <string>

#include "engine/lint/lint.h"
#include "engine/lint/rule.h"

namespace plimsoll {

// What a formatter is told besides the report. A formatter is a pure function: it reads no clock,
// no environment and no file, so equal reports give equal bytes.
struct Presentation {
  std::span<const Rule* const> rules;  // the enabled ones, sorted by id
  int exit_code = 0;                   // of the whole run
  // For the text format only.
  bool color = false;
  // Of the terminal, in cells: source lines are cut to fit, messages are left to wrap. 0 means that
  // nothing is cut.
  unsigned width = 100;
};

// The report as people read it: like a compiler at its best. Goes to stdout; the closing summary
// with its time is not part of it.
std::string format_text(const Report& report, const Presentation& presentation);

// Our own JSON, docs/report.schema.json.
std::string format_json(const Report& report, const Presentation& presentation);

// SARIF 2.1.0.
std::string format_sarif(const Report& report, const Presentation& presentation);

}  // namespace plimsoll
