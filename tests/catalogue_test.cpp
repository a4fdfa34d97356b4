// The catalogue tests itself: whatever a rule says about itself agrees with where it lies.

#include <catch2/catch.hpp>
#include <regex>
#include <set>

#include "rules/catalogue.h"

namespace plimsoll {

TEST_CASE("a rule's id and category are its file and folder") {
  for (const CatalogueEntry& entry : catalogue()) {
    CHECK(entry.rule->id == entry.stem);
    CHECK(entry.rule->category == entry.folder);
    CHECK(find_rule(entry.stem) == entry.rule);
  }
}

TEST_CASE("a rule's texts are sentences that a page can be made of") {
  const std::regex kebab("[a-z0-9]+(-[a-z0-9]+)*");
  for (const CatalogueEntry& entry : catalogue()) {
    const Rule& rule = *entry.rule;
    INFO(rule.id);
    CHECK(std::regex_match(std::string(rule.id), kebab));
    CHECK(rule.summary.size() >= 10);
    CHECK(rule.summary.size() <= 100);
    CHECK(rule.summary.back() != '.');
    CHECK(rule.rationale.size() >= 60);
    CHECK(rule.rationale.back() == '.');
    CHECK(rule.remediation.size() >= 30);
    CHECK(rule.remediation.back() == '.');
    CHECK(!rule.references.empty());
    for (const std::string_view page : rule.references) CHECK(page.starts_with("https://"));
  }
}

}  // namespace plimsoll
