#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/text/span.h"

namespace plimsoll {

// What is written in a suppression, whoever carries it: "rule, rule, until=2026-12-31 -- reason".
struct Directive {
  struct Name {
    std::string text;
    Span span;  // within the text that was read
  };
  std::vector<Name> rules;
  std::string expires;  // what follows `until=`, as written
  std::string reason;
};

// Commas and white space both separate, so no spelling of a list is another list.
Directive read_directive(std::string_view text);

// Whether a text is a day of the calendar as 2026-12-31, which compare as texts do.
bool is_day(std::string_view text);

}  // namespace plimsoll
