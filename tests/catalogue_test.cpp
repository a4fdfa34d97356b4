// The catalogue tests itself: whatever a rule says about itself agrees with where it lies.

#include <catch2/catch.hpp>
#include <set>

#include "rules/catalogue.h"

namespace plimsoll {

namespace {

bool is_kebab(std::string_view text) {
  char before = '-';
  for (const char c : text) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!word && (c != '-' || before == '-')) return false;
    before = c;
  }
  return before != '-';
}

}  // namespace

TEST_CASE("a rule's id and category are its file and folder") {
  for (const CatalogueEntry& entry : catalogue()) {
    CHECK(entry.rule->id == entry.stem);
    CHECK(entry.rule->category == entry.folder);
    CHECK(find_rule(entry.stem) == entry.rule);
  }
}

TEST_CASE("a rule's texts are sentences that a page can be made of") {
  for (const CatalogueEntry& entry : catalogue()) {
    const Rule& rule = *entry.rule;
    INFO(rule.id);
    CHECK(is_kebab(rule.id));
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
