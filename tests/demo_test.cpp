// The first thing a newcomer sees: the demo breaks each invariant once, and nothing else.

#include <catch2/catch.hpp>
#include <map>

#include "tests/support/fixtures.h"

namespace plimsoll::test {
namespace {

TEST_CASE("The demo shows each invariant broken once") {
  Texts texts;
  for (const auto& path : files_below(fixtures() / "demo")) texts[path.string()] = read_file(path);
  const Report report = lint_texts(texts, all_rules());

  std::map<std::string_view, int> counts;
  for (const Finding& finding : report.findings) ++counts[finding.rule->id];
  CHECK(counts == std::map<std::string_view, int>{
                      {"gpu-without-anti-affinity", 1},
                      {"gpu-without-node-selector", 1},
                      {"hpa-min-above-max", 1},
                      {"hpa-replicas-not-ignored", 1},
                      {"limit-below-request", 1},
                      {"liveness-before-readiness", 1},
                      {"secret-in-configmap", 1},
                  });
}

}  // namespace
}  // namespace plimsoll::test
