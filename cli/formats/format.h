#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/lint/lint.h"
#include "engine/lint/rule.h"

namespace plimsoll {

// What a formatter is told besides the report. A formatter is a pure function: it reads no clock,
// no environment and no file, so equal reports give equal bytes.
struct Presentation {
  std::span<const Rule* const> rules;  // the enabled ones, sorted by id
  int exit_code = 0;                   // of the whole run
  Severity fail_on = Severity::kWarning;
  // For the formats text, which has it in place of the findings, and json, beside them: the run in
  // numbers.
  bool statistics = false;
  // For the text format only.
  bool show_suppressed = false;
  bool color = false;
  // Of the terminal, in cells: source lines are cut to fit, messages are left to wrap. 0 means that
  // nothing is cut.
  unsigned width = 100;
};

// A way to report. Each is a file of this folder that defines one, and a name in formats.cpp.
struct Format {
  std::string_view name;         // of --format
  std::string_view description;  // completes "the report as ...", for the help
  std::string (*render)(const Report& report, const Presentation& presentation);
  // Whether people read it where it is printed, so that a closing summary beside it helps.
  bool for_people = false;
  // Whether it has a place for the run in numbers (Presentation::statistics).
  bool statistics = false;
  // The format of a second report that goes with it, and the variable of the environment that names
  // the file to append that to. Both empty when there is none.
  std::string_view second = {};
  std::string_view second_variable = {};
};

// All formats, the default first.
std::span<const Format* const> formats();

// The format of that name; null when there is none.
const Format* find_format(std::string_view name);

}  // namespace plimsoll
