#pragma once

#include <catch2/catch.hpp>
#include <span>
#include <string>
#include <vector>

#include "tests/support/fixtures.h"
#include "tests/support/markdown.h"
#include "tests/support/shell.h"

namespace plimsoll::test {

// A line of a ```console block that begins with `$ `, and the output that the page shows of it.
struct Step {
  std::string command;
  std::vector<std::string> shown;
};

inline std::vector<Step> steps_of(const CodeBlock& block) {
  std::vector<Step> steps;
  for (const std::string& line : block.lines) {
    if (line.rfind("$ ", 0) == 0) {
      steps.push_back({line.substr(2), {}});
    } else {
      REQUIRE_FALSE(steps.empty());
      steps.back().shown.push_back(line);
    }
  }
  return steps;
}

// Whether the lines are those shown; `...` stands for any number of them.
inline bool matches(std::span<const std::string> shown, std::span<const std::string> actual) {
  if (shown.empty()) return actual.empty();
  if (shown.front() == "...") {
    for (std::size_t skipped = 0; skipped <= actual.size(); ++skipped) {
      if (matches(shown.subspan(1), actual.subspan(skipped))) return true;
    }
    return false;
  }
  return !actual.empty() && shown.front() == actual.front() &&
         matches(shown.subspan(1), actual.subspan(1));
}

// Runs a session in a copy of fixtures/demo: one that sets plimsoll up in a Git repository without
// a configuration, any other as it lies there.
inline void check_session(const CodeBlock& block) {
  const TemporaryFolder folder;
  std::filesystem::copy(fixtures() / "demo", folder.path(),
                        std::filesystem::copy_options::recursive);
  const std::vector<Step> steps = steps_of(block);
  const bool sets_up = steps.front().command.rfind("plimsoll init", 0) == 0 ||
                       steps.front().command.rfind("plimsoll hook", 0) == 0;
  if (sets_up) {
    REQUIRE(run_shell("rm .plimsoll.yaml; git init -q .", folder.path()).exit_code == 0);
  }
  for (const Step& step : steps) {
    INFO("$ " << step.command);
    const ShellResult result = run_shell(step.command, folder.path());
    CHECK(result.exit_code != 127);
    if (sets_up) CHECK(result.exit_code == 0);
    if (step.shown.empty()) continue;
    INFO(result.output);
    CHECK(matches(step.shown, split_lines(result.output)));
  }
}

}  // namespace plimsoll::test
