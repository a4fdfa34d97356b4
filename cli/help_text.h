#pragma once

#include <string_view>

namespace plimsoll {

// What `plimsoll --help` prints.
inline constexpr std::string_view kHelp =
    R"(plimsoll checks Kubernetes manifests for what breaks in production.

Usage:
  plimsoll                     Check the working folder
  plimsoll lint [PATH...]      Check files, folders or, with -, standard input
  plimsoll lint --chart DIR    Check the values of a Helm chart
  plimsoll values DIR          Print a chart's values, and where each comes from
  plimsoll rules               List the rules
  plimsoll explain RULE        Say what a rule finds, why, and how to fix it
  plimsoll baseline write      Keep what is found now, so that only what is new fails
  plimsoll init                Write a first configuration for what lies here
  plimsoll hook install        Let git ask plimsoll before every push
  plimsoll config              Print the configuration in effect, and who says so
  plimsoll COMMAND --help      List the options of a command
  plimsoll --version           Print the version

Exit codes:
  0  nothing found at or above --fail-on
  1  findings
  2  wrong usage, or input that could not be examined
  3  internal error
)";

}  // namespace plimsoll
