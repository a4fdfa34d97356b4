#include "engine/kubernetes/quantity.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <vector>

#include "engine/yaml/parse.h"
#include "tests/support/tsv.h"

namespace plimsoll {
namespace {

Quantity quantity(const std::string& text) {
  INFO(text);
  const auto parsed = Quantity::parse(text);
  REQUIRE(parsed);
  return *parsed;
}

std::string_view fault_name(QuantityFault fault) {
  if (fault == QuantityFault::kFormat) return "format";
  return fault == QuantityFault::kSuffix ? "suffix" : "numeric";
}

TEST_CASE("quantities agree with the API machinery, row by row") {
  for (const auto& row : test::reference_table("quantities.tsv")) {
    const std::string text = nlohmann::json::parse(row.at(0)).get<std::string>();
    INFO(text);
    QuantityFault fault{};
    const auto parsed = Quantity::parse(text, &fault);
    CHECK((parsed ? "ok" : "error") == row.at(1));
    if (!parsed) {
      CHECK(fault_name(fault) == row.at(5));
      continue;
    }
    CHECK(parsed->text() == row.at(2));
    CHECK(*parsed == quantity(row.at(3)));
    if (row.at(4) != "overflow") CHECK(parsed->round_up_to_milli() == quantity(row.at(4) + "m"));
    const bool has_fraction = row.at(3).find('.') != std::string::npos;
    CHECK(parsed->is_whole() == !has_fraction);
  }
}

TEST_CASE("a quantity keeps its value and takes its canonical text") {
  struct Row {
    std::string text, value, canonical;
  };
  const std::vector<Row> rows = {
      {"0", "0", "0"},
      {"-0", "0", "0"},
      {"m", "0", "0"},
      {".5", "0.5", "500m"},
      {"5.", "5", "5"},
      {"0010m", "0.01", "10m"},
      {"1E", "1000000000000000000", "1E"},
      {"1E3", "1000", "1e3"},
      {"1e4", "10000", "10e3"},
      {"1e4294967299", "1000", "1e3"},
      {"0.1n", "0.000000001", "1n"},
      {"-0.1n", "-0.000000001", "-1n"},
      {"3.1415926535", "3.141592654", "3141592654n"},
      {"0.9999999999", "1", "1"},
      {"99.9999999999", "100", "100"},
      {"1.5Gi", "1610612736", "1536Mi"},
      {"0.1Gi", "107374182.4", "107374182400m"},
      {"0.5Ki", "512", "512"},
      {"1024Ki", "1048576", "1Mi"},
      {"16Ei", "9223372036854775807", "9223372036854775807"},
      {"-16Ei", "-9223372036854775807", "-9223372036854775807"},
      {"9223372036854775808", "9223372036854775808", "9223372036854775808"},
      {"1000E", "1000000000000000000000", "1"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(quantity(row.text) == quantity(row.value));
    CHECK(quantity(row.text).text() == row.canonical);
  }
}

TEST_CASE("quantities are ordered by value, whatever their suffix") {
  const std::vector<std::string> ascending = {"-1e1000000000",
                                              "-1Gi",
                                              "-1",
                                              "-1n",
                                              "0",
                                              "1n",
                                              "100u",
                                              "1m",
                                              "0.999",
                                              "1",
                                              "1001m",
                                              "1k",
                                              "1Ki",
                                              "0.9Gi",
                                              "1G",
                                              "1Gi",
                                              "1e10",
                                              "8Ei",
                                              "9300P",
                                              "1e19",
                                              "1e1000000000",
                                              "2e1000000000",
                                              "1e2000000000"};
  for (std::size_t a = 0; a < ascending.size(); ++a) {
    for (std::size_t b = 0; b < ascending.size(); ++b) {
      INFO(ascending[a] << " and " << ascending[b]);
      CHECK(((quantity(ascending[a]) <=> quantity(ascending[b])) == (a <=> b)));
    }
  }
}

TEST_CASE("rounding to milli goes away from zero") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"100u", "1m"},  {"-100u", "-1m"},   {"1.0001", "1001m"},
      {"0.9999", "1"}, {"1500m", "1500m"}, {"0", "0"}};
  for (const auto& [text, rounded] : rows) {
    INFO(text);
    CHECK(quantity(text).round_up_to_milli() == quantity(rounded));
  }
}

TEST_CASE("what is no quantity says which of Kubernetes' three errors it is") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"", "format"},
      {"1 Gi", "format"},
      {"1,000", "format"},
      {"1GB", "format"},
      {"1e1.5", "format"},
      {"1.5.2", "format"},
      {"1K", "suffix"},
      {"512mi", "suffix"},
      {"1e", "suffix"},
      {"++1", "suffix"},
      {"1e9223372036854775808", "suffix"},
      {"Pi", "numeric"},
      {"e-10", "numeric"},
      {"-.Ei", "numeric"}};
  for (const auto& [text, name] : rows) {
    INFO(text);
    QuantityFault fault{};
    CHECK_FALSE(Quantity::parse(text, &fault));
    CHECK(fault_name(fault) == name);
  }
}

TEST_CASE("a node is the quantity that the API server reads from it") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"1Gi", "1Gi"},   {"'1Gi'", "1Gi"},  {"' 1Gi '", "1Gi"},  {"0.1", "100m"}, {"1_000", "1000"},
      {"010", "8"},     {"'010'", "10"},   {"0x10", "16"},      {"1e3", "1000"}, {"'1e3'", "1000"},
      {"1e20", "100E"}, {".5", "500m"},    {"1.", "1"},         {"-1", "-1"},    {"", "0"},
      {"~", "0"},       {"1e21", "1000E"}, {"!!str 010", "10"}, {"-0.0", "0"}};
  for (const auto& [scalar, value] : rows) {
    INFO(scalar);
    const auto file = parse_yaml("test.yaml", "v: " + scalar + "\n");
    const Node node = file->documents.at(0).root["v"];
    REQUIRE(as_quantity(node));
    CHECK(*as_quantity(node) == quantity(value));
    CHECK_FALSE(quantity_problem(node));
  }
  CHECK_FALSE(as_quantity(Node()));
  CHECK_FALSE(quantity_problem(Node()));
}

TEST_CASE("a node that is no quantity says why, and what was probably meant") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"1K", R"(suffix "K" is unknown, did you mean "k")"},
      {"1KB", R"(suffix "KB" is unknown, did you mean "k")"},
      {"512mb", R"(suffix "mb" is unknown, did you mean "M")"},
      {"512mi", R"(suffix "mi" is unknown, did you mean "Mi")"},
      {"1.5GiB", R"(suffix "GiB" is unknown, did you mean "Gi")"},
      {"2g", R"(suffix "g" is unknown, did you mean "G")"},
      {"1mm", R"(suffix "mm" is unknown)"},
      {"2cores", R"(suffix "cores" is unknown)"},
      {"100B", R"(suffix "B" is unknown)"},
      {"1 Gi", "it contains white space"},
      {"'1,000'", "it is no number with an optional suffix"},
      {"1.5.2", "it is no number with an optional suffix"},
      {"Pi", "it has no digits"},
      {"''", "it is empty"},
      {"' '", "it is empty"},
      {"true", "it is a boolean"},
      {"[1]", "it is a list"},
      {"{a: 1}", "it is a mapping"},
  };
  for (const auto& [scalar, problem] : rows) {
    INFO(scalar);
    const auto file = parse_yaml("test.yaml", "v: " + scalar + "\n");
    const Node node = file->documents.at(0).root["v"];
    CHECK_FALSE(as_quantity(node));
    CHECK(quantity_problem(node) == problem);
  }
}

}  // namespace
}  // namespace plimsoll
