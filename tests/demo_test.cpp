// The first thing a newcomer sees: the demo breaks each invariant once, one of them a second time
// in values, and nothing else.

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/fixtures.h"

namespace plimsoll::test {
namespace {

TEST_CASE("The demo shows each invariant broken once") {
  const auto root = fixtures() / "demo";
  Texts texts;
  for (const auto& path : files_below(root)) {
    texts[std::filesystem::relative(path, root).generic_string()] = read_file(path);
  }
  const Report report = lint_texts(texts, all_rules());

  std::vector<std::string> ids;
  for (const Finding& finding : report.findings) ids.emplace_back(finding.rule->id);
  std::sort(ids.begin(), ids.end());
  CHECK(ids == std::vector<std::string>{"gpu-without-anti-affinity", "gpu-without-node-selector",
                                        "hpa-min-above-max", "hpa-replicas-not-ignored",
                                        "limit-below-request", "limit-below-request",
                                        "liveness-before-readiness", "secret-in-configmap"});
}

}  // namespace
}  // namespace plimsoll::test
