#include "engine/text/nearest.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace plimsoll {
namespace {

TEST_CASE("nearest finds what was probably meant, and otherwise nothing") {
  const std::vector<std::string_view> words = {
      "lint", "rules", "explain", "sarif", "json", "limit-below-request", "hpa-min-above-max"};
  struct Row {
    std::string_view word, meant;  // empty for nothing
  };
  const std::vector<Row> rows = {
      {"lint", "lint"},
      {"LINT", "lint"},
      {"lnit", "lint"},
      {"lit", "lint"},
      {"linnt", "lint"},
      {"rule", "rules"},
      {"explian", "explain"},
      {"safir", "sarif"},
      {"limit-below-requests", "limit-below-request"},
      {"limits-bellow-request", "limit-below-request"},
      {"hpa-max-above-min", "hpa-min-above-max"},
      {"", ""},
      {"x", ""},
      {"deploy", ""},
      {"yaml", ""},
  };
  for (const Row& row : rows) {
    INFO(row.word);
    CHECK(nearest(row.word, words).value_or("") == row.meant);
  }
}

TEST_CASE("of equally near words the first is taken") {
  const std::vector<std::string_view> words = {"cat", "car"};
  CHECK(nearest("cab", words) == "cat");
}

TEST_CASE("nearest costs nothing on hostile words") {
  const std::string word(1'000'000, 'a');
  const std::vector<std::string_view> words = {"lint", word};
  CHECK_FALSE(nearest(word, words));
  CHECK(nearest("lint", words) == "lint");
}

}  // namespace
}  // namespace plimsoll
