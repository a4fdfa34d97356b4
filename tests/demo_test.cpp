// The first thing a newcomer sees: the demo breaks each invariant once and nothing else, and the
// manifests that are right are not spoken about.

#include <catch2/catch.hpp>
#include <map>

#include "tests/support/markdown.h"
#include "tests/support/shell.h"

namespace plimsoll::testing {
namespace {

// How often each rule speaks in a text report.
std::map<std::string, int> findings_by_rule(const std::string& report) {
  std::map<std::string, int> counts;
  for (const std::string& line : split_lines(report)) {
    const std::size_t open = line.rfind(" [");
    if (open != std::string::npos && line.back() == ']') {
      ++counts[line.substr(open + 2, line.size() - open - 3)];
    }
  }
  return counts;
}

TEST_CASE("The demo shows each invariant broken once") {
  const ShellResult result = run_shell("plimsoll lint fixtures/demo", PLIMSOLL_SOURCE_DIR);
  INFO(result.output);
  CHECK(result.exit_code == 1);
  CHECK(findings_by_rule(result.output) == std::map<std::string, int>{
                                               {"gpu-without-anti-affinity", 1},
                                               {"gpu-without-node-selector", 1},
                                               {"hpa-min-above-max", 1},
                                               {"hpa-replicas-not-ignored", 1},
                                               {"limit-below-request", 1},
                                               {"liveness-before-readiness", 1},
                                               {"secret-in-configmap", 1},
                                           });
}

TEST_CASE("Correct manifests are silent under all rules, each alone and together") {
  for (const auto& entry : std::filesystem::directory_iterator(
           std::filesystem::path(PLIMSOLL_SOURCE_DIR) / "fixtures/clean")) {
    const std::string path = entry.path().string();
    const ShellResult result = run_shell("plimsoll lint --fail-on note '" + path + "'", "/");
    INFO(path << "\n" << result.output);
    CHECK(result.exit_code == 0);
  }
  const ShellResult together =
      run_shell("plimsoll lint --fail-on note fixtures/clean", PLIMSOLL_SOURCE_DIR);
  INFO(together.output);
  CHECK(together.exit_code == 0);
}

}  // namespace
}  // namespace plimsoll::testing
