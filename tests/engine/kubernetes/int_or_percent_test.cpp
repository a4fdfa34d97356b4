#include "engine/kubernetes/int_or_percent.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "engine/yaml/parse.h"

namespace plimsoll {
namespace {

std::optional<IntOrPercent> read(const std::string& scalar) {
  const auto file = parse_yaml("test.yaml", "v: " + scalar + "\n");
  return as_int_or_percent(file->documents.at(0).root["v"]);
}

TEST_CASE("a number is kept and a percentage rounded as its field says") {
  struct Row {
    std::string scalar;
    std::int64_t total, up, down;
  };
  const std::vector<Row> rows = {{"25%", 1, 1, 0},
                                 {"25%", 2, 1, 0},
                                 {"25%", 3, 1, 0},
                                 {"25%", 4, 1, 1},
                                 {"25%", 5, 2, 1},
                                 {"25%", 8, 2, 2},
                                 {"25%", 10, 3, 2},
                                 {"1%", 4, 1, 0},
                                 {"30%", 3, 1, 0},
                                 {"34%", 3, 2, 1},
                                 {"50%", 7, 4, 3},
                                 {"150%", 10, 15, 15},
                                 {"67%", 3, 3, 2},
                                 {"66%", 3, 2, 1},
                                 {"91%", 10, 10, 9},
                                 {"0%", 7, 0, 0},
                                 {"100%", 7, 7, 7},
                                 {"'50%'", 5, 3, 2},
                                 {"1", 10, 1, 1},
                                 {"12", 10, 12, 12},
                                 {"-1", 10, -1, -1},
                                 {"2.0", 10, 2, 2},
                                 {"0x10", 1, 16, 16},
                                 {"50%", 0, 0, 0},
                                 {"4294967295%", 2147483647, 92233720304123249, 92233720304123248}};
  for (const Row& row : rows) {
    INFO(row.scalar << " of " << row.total);
    const auto value = read(row.scalar);
    REQUIRE(value);
    CHECK(value->resolve(row.total, Rounding::kUp) == row.up);
    CHECK(value->resolve(row.total, Rounding::kDown) == row.down);
  }
}

TEST_CASE("what these fields refuse is not read") {
  for (const std::string scalar : {"", "'1'", "'0x1'", "1.5", "1.5%", "-1%", "+1%", "'% '", "'%'",
                                   "' 1%'", "true", "[1]", "2147483648", "99999999999%"}) {
    INFO(scalar);
    CHECK_FALSE(read(scalar));
  }
  CHECK_FALSE(as_int_or_percent(Node()));
}

}  // namespace
}  // namespace plimsoll
