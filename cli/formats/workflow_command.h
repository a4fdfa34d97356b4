#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace plimsoll {

// A line that the log of GitHub Actions obeys, with its line end:
//
//   ::error file=deploy/web.yaml,line=12::Container 'web' is privileged
//
// Values are escaped as the runner takes them back, so none of them ends the command or begins
// another; properties without a value are left out. Source: actions/runner, ActionCommand.
std::string workflow_command(std::string_view command,
                             std::span<const std::pair<std::string_view, std::string>> properties,
                             std::string_view message);

}  // namespace plimsoll
