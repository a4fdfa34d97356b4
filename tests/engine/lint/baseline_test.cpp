#include "engine/lint/baseline.h"

#include <catch2/catch.hpp>

namespace plimsoll {
namespace {

const std::string kIdentity = "0123456789abcdef0123456789abcdef";

Baseline read(const std::string& text) {
  return read_baseline("known.json", "known.json", text);
}

std::string with_finding(const std::string& members) {
  return R"({"version": 1, "findings": [{"path": "a.yaml", "rule": "r", )" + members + "}]}";
}

}  // namespace

TEST_CASE("a baseline says what is known") {
  const Baseline baseline = read(with_finding(
      R"("environment": "prd", "count": 3, "about": "Pod/a", "identity": ")" + kIdentity + "\""));
  REQUIRE(baseline.errors.empty());
  REQUIRE(baseline.entries.size() == 1);
  CHECK(baseline.entries[0].count == 3);
  CHECK(baseline.entries[0].occurrence == Occurrence{"a.yaml", "r", "prd", "Pod/a", kIdentity});
  CHECK(read(R"({"version": 1, "findings": []})").errors.empty());
}

TEST_CASE("what is wrong with a baseline is said, and where") {
  const std::string identity = R"("identity": ")" + kIdentity + "\"";
  const std::pair<std::string, std::string> cases[] = {
      {"", "a baseline is one mapping with version and findings"},
      {"[]", "a baseline is one mapping with version and findings"},
      {"{}", "the key version is missing"},
      {R"({"version": 2, "entries": []})",
       "this is version 2 of the format; this plimsoll reads version 1"},
      {R"({"version": 1})", "the key findings is missing"},
      {R"({"version": 1, "findings": {}})", "findings wants a list of mappings, not a mapping"},
      {with_finding(identity + R"(, "line": 3)"), "unknown key line"},
      {with_finding(R"("count": 1)"), "the key identity is missing"},
      {with_finding(R"("identity": "abc")"), "an identity is 32 hexadecimal digits"},
      {with_finding(identity + R"(, "count": 0)"), "a count is a number from 1 to 2147483647"},
      {with_finding(identity + R"(, "count": -5)"), "a count is a number from 1 to 2147483647"},
      {with_finding(identity + R"(, "count": "2")"), "count wants an integer, not a string"},
  };
  for (const auto& [text, message] : cases) {
    CAPTURE(text);
    const Baseline baseline = read(text);
    REQUIRE_FALSE(baseline.errors.empty());
    CHECK(baseline.errors[0].message == message);
    CHECK(baseline.errors[0].location.source == &baseline.file->source);
  }
}

TEST_CASE("a baseline that was cut off is wrong wherever it ends") {
  const std::string whole = with_finding(R"("identity": ")" + kIdentity + "\"");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(read(whole.substr(0, size)).errors.empty());
  }
  CHECK_FALSE(
      read("<<<<<<< ours\n" + whole + "\n=======\n" + whole + "\n>>>>>>> theirs\n").errors.empty());
}

}  // namespace plimsoll
