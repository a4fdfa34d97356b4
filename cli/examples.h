#pragma once

#include <span>
#include <string_view>

namespace plimsoll {

// A bad and a good fixture of a rule, carried inside the program so that `explain` needs no files:
// bad.yaml and good.yaml, else the first whose name begins so. Bytes as they are; empty where there
// is no such fixture.
struct RuleExample {
  std::string_view rule;
  std::string_view bad;
  std::string_view good;
};

// Generated from fixtures/rules (cmake/examples.cmake).
std::span<const RuleExample> rule_examples();

}  // namespace plimsoll
