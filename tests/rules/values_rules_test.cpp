// Rules about values, where a table says more than fixtures would.

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "engine/text/concat.h"
#include "rules/catalogue.h"
#include "tests/support/fixtures.h"

namespace plimsoll::test {
namespace {

std::vector<Finding> findings_of(std::string_view rule, const Texts& texts) {
  return lint_texts(texts, {find_rule(rule)}).findings;
}

Texts chart(std::string values) {
  return {{"Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n"},
          {"values.yaml", std::move(values)}};
}

}  // namespace

TEST_CASE("values of variables are told from what Helm makes of them") {
  struct Row {
    std::string value;
    std::string printed;  // empty: as it is written
  };
  const std::vector<Row> rows = {
      {"999999", ""},
      {"1000000", "1e+06"},
      {"\"1000000\"", ""},
      {"-1234567", "-1.234567e+06"},
      {"010", "8"},
      {"0o10", "8"},
      {"0b11", "3"},
      {"1_000", "1000"},
      {"1.10", "1.1"},
      {"1.5", ""},
      {"1.5.0", ""},
      {"1e3", "1000"},
      {"0.00001", "1e-05"},
      {"true", ""},
      {"True", "true"},
      {"off", "false"},
      {"", ""},
      {"~", ""},
      {"10:30", ""},
      {"|-\n    1000000", ""},
      {"!!str 1000000", ""},
      {"+5", "5"},
  };
  for (const Row& row : rows) {
    INFO(row.value);
    const auto found =
        findings_of("number-rewritten-by-helm", chart(concat("env:\n  VALUE: ", row.value, "\n")));
    CHECK(found.size() == (row.printed.empty() ? 0 : 1));
    if (found.size() != 1) continue;
    CHECK(found[0].message.ends_with(concat(" is printed by Helm as ", row.printed)));
  }
}

TEST_CASE("a number that may be a credential is not shown") {
  for (const Finding& finding :
       findings_of("number-rewritten-by-helm", chart("env:\n  DB_PASSWORD: 73918264\n"))) {
    CHECK(finding.message.find("739") == std::string::npos);
    CHECK(finding.message.find("7.39") == std::string::npos);
  }
}

TEST_CASE("texts that mean false are found whatever their spelling, others are not") {
  const auto finds = [](std::string_view value) {
    return !findings_of("text-instead-of-boolean",
                        chart(concat("ingress:\n  enabled: ", value, "\n")))
                .empty();
  };
  for (const char* value : {"\"false\"", "'False'", "\"NO\"", "\"off\"", "'n'", "\"0\"", "fALSE"}) {
    INFO(value);
    CHECK(finds(value));
  }
  for (const char* value : {"false", "no", "off", "0", "\"true\"", "\"\"", "null", "auto"}) {
    INFO(value);
    CHECK_FALSE(finds(value));
  }
}

}  // namespace plimsoll::test
