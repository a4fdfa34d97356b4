// Which unknown keys are slips of known ones, and which are keys of their own.

#include "rules/support/misspelling.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace plimsoll {

TEST_CASE("a slip of the pen is found, a key of its own is not") {
  struct Row {
    std::string_view key;
    std::string_view known;
    bool slip;
  };
  const std::vector<Row> rows = {
      {"minReplica", "minReplicas", true},
      {"replicass", "replicas", true},
      {"autoscalnig", "autoscaling", true},
      {"autoscaleng", "autoscaling", true},
      {"NodeSelector", "nodeSelector", true},
      {"node-selector", "nodeSelector", true},
      {"image_tag", "imageTag", true},
      {"maxReplicas", "minReplicas", false},
      {"readinessProbe", "livenessProbe", false},
      {"server2", "server1", false},
      {"server12", "server1", false},
      {"replicaCount", "replicas", false},
      {"tag", "tags", false},
      {"hosts", "host", true},
      {"replicas", "replicas", false},
  };
  for (const Row& row : rows) {
    INFO(row.key << " for " << row.known);
    const std::vector<std::string_view> known = {"somethingElse", row.known};
    const auto meant = misspelled(row.key, known);
    CHECK(meant.has_value() == row.slip);
    if (meant) CHECK(*meant == row.known);
  }
}

TEST_CASE("slips go both ways") {
  const std::vector<std::string_view> words = {"host",     "hosts",    "resources", "resource",
                                               "replicas", "repilcas", "cpu-limit", "cpuLimit"};
  for (const std::string_view a : words) {
    for (const std::string_view b : words) {
      INFO(a << " and " << b);
      CHECK(misspelled(a, std::vector{b}).has_value() == misspelled(b, std::vector{a}).has_value());
    }
  }
}

}  // namespace plimsoll
