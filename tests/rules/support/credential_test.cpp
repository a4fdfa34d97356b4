#include "rules/support/credential.h"

#include <catch2/catch.hpp>

#include "tests/support/credential_corpus.h"

namespace plimsoll {
namespace {

Grade grade_of(const std::vector<Credential>& found) {
  Grade grade = Grade::kNone;
  for (const Credential& one : found) grade = std::max(grade, one.grade);
  return grade;
}

std::string_view leaf(const test::CredentialRow& row) {
  const std::string_view key = row.key;
  if (row.where == "arg") return {};
  return row.where == "values" ? key.substr(key.rfind('.') + 1) : key;
}

TEST_CASE("the labelled corpus is judged as labelled") {
  std::ifstream in(PLIMSOLL_SOURCE_DIR "/../shared/reference/secret-detection.md");
  if (!in) in.open(PLIMSOLL_SOURCE_DIR "/../../shared/reference/secret-detection.md");
  std::size_t judged = 0;
  for (const test::CredentialRow& row : test::parse_credential_rows(in)) {
    if (row.where != "cm" && row.where != "values" && row.where != "env" && row.where != "arg") {
      continue;
    }
    ++judged;
    CAPTURE(row.where, row.key, row.value);
    CHECK(static_cast<int>(grade_of(find_credentials(leaf(row), row.value, {}))) ==
          static_cast<int>(row.grade));
  }
  WARN("rows judged: " << judged);
}

}  // namespace
}  // namespace plimsoll
