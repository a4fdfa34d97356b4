#pragma once

#include <string>

#include "engine/lint/rule.h"

namespace plimsoll {

// A rule as a page for the terminal: what, why, how to fix, bad and good example.
std::string explain_page(const Rule& rule, unsigned width, bool color);

// All rules, one a line.
std::string rules_table(bool color);

// All rules as the page rules/README.md, with an anchor per rule: the target of SARIF's helpUri.
std::string rules_markdown();

// What a rule is called for, in words: "every kind", "Deployment and StatefulSet; app and init
// containers".
std::string applies_to(const Rule& rule);

// The lines of an example, made fit to be shown, each indented. Empty when there is no example.
std::string example_text(std::string_view bytes, unsigned indent);

}  // namespace plimsoll
