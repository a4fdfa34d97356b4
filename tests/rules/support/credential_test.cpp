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

std::string_view grade_name(Grade grade) {
  constexpr std::string_view kNames[] = {"none", "low", "medium", "high"};
  return kNames[static_cast<std::size_t>(grade)];
}

std::string_view leaf(const test::CredentialRow& row) {
  const std::string_view key = row.key;
  if (row.where == "arg") return {};
  return row.where == "values" ? key.substr(key.rfind('.') + 1) : key;
}

// Rows that a container, a ConfigMap, values or a command line hold. Keys of which only the tokens
// of a provider decide are left to the catalogue of providers.
bool is_judged(const test::CredentialRow& row) {
  return (row.where == "cm" || row.where == "values" || row.where == "env" || row.where == "arg") &&
         row.key != "STRIPE_KEY";
}

void check_rows(const std::vector<test::CredentialRow>& rows) {
  for (const test::CredentialRow& row : rows) {
    if (!is_judged(row)) continue;
    CAPTURE(row.where, row.key, row.value);
    CHECK(grade_name(grade_of(find_credentials(leaf(row), row.value, {}))) ==
          grade_name(row.grade));
  }
}

TEST_CASE("the reference's labelled values are judged as labelled") {
  check_rows(test::reference_rows());
}

TEST_CASE("our labelled values are judged as labelled") {
  const auto rows = test::own_rows();
  CHECK(rows.size() >= 80);
  check_rows(rows);
}

TEST_CASE("what is found is the credential and nothing around it") {
  struct Case {
    const char* key;
    const char* value;
    const char* found;  // joined by spaces
  };
  const Case cases[] = {
      {"DB_PASSWORD", "  Kx82msLq0 \n", "Kx82msLq0"},
      {"DB_PASSWORD", "'Kx82msLq0'", "Kx82msLq0"},
      {"DB_PASSWORD", "{noop}Kx82msLq0", "Kx82msLq0"},
      {"DB_PASSWORD", "${DB_PASSWORD:Kx82msLq0}", "Kx82msLq0"},
      {"X", "http://u:Kx82msLq0@a/x http://v:Jq61ndWk8@b", "Kx82msLq0 Jq61ndWk8"},
      {"X", "http://u:Kx82ms/Lq0@a/x", "Kx82ms/Lq0"},
      {"X", "http://a:8080/Kx82msLq0@b", ""},
      {"X", "http://a:${PORT}/Kx82msLq0@b", ""},
      {"a.yml", "a: {password: \"Kx\\t82msLq0\"}", "Kx\\t82msLq0"},
      {"a.yml", "a: {{ .Values.x }}\npassword: Kx82msLq0\n", "Kx82msLq0"},
      {"a.json", "[{\"name\": \"DB_PASSWORD\", \"value\": \"Kx82msLq0\"}]", "Kx82msLq0"},
      {"a.env", "A_TOKEN='Kx82msLq0Rt'\nB=1", "Kx82msLq0Rt"},
      {"a.py", "password = get()\ntoken = 'Kx82msLq0Rt'\n", "Kx82msLq0Rt"},
      {"a.sh", "set -e\npassword=$1\nTOKEN=$@\n", ""},
      {"a.sh", "set -e\nexport SECRET_KEY=\"${SECRET_KEY:?missing}\"\n", ""},
      {"a.sh", "set -e\nPGPASSWORD=Kx82msLq0 psql -h db\n", "Kx82msLq0"},
      {"a.sh", "set -e\nDB_PASSWORD='Kx82 msLq0'; run\n", "Kx82 msLq0"},
      {"a.yml", "{spring: {password: Kx82msLq0}}", "Kx82msLq0"},
      {"a.sql", "CREATE USER a IDENTIFIED BY \"Kx82msLq0\";\n", "Kx82msLq0"},
      {"a.sql", "  -- CREATE USER a PASSWORD 'Kx82msLq0';\nSELECT 1;\n", ""},
      {"a.ini", "[security]\nadmin_password = Kx82msLq0 ; note\n", "Kx82msLq0"},
      {"a.toml", "[db]\npassword = \"\"\"Kx82msLq0\"\"\"\n", "Kx82msLq0"},
      {"X", "AccountName=a;AccountKey=Kx82msLq0Jq61ndWk8==;EndpointSuffix=b",
       "Kx82msLq0Jq61ndWk8=="},
      {"X", "Endpoint=sb://a/;SharedAccessKey=Kx82msLq0Jq61ndWk8=", "Kx82msLq0Jq61ndWk8="},
      {"a.ini", "[db]\nuser = shop\npassword = shop\n", "shop"},
      {"a.xml", "<a><password>Kx82msLq0</password></a>", "Kx82msLq0"},
      {"a.xml", "<e key=\"db.password\">Kx82msLq0</e>", "Kx82msLq0"},
      {"userlist.txt", "\"app\" \"Kx82msLq0\"\n\"b\" \"Jq61ndWk8\"", "Kx82msLq0 Jq61ndWk8"},
  };
  for (const Case& one : cases) {
    const std::string_view value = one.value;
    std::string found;
    for (const Credential& credential : find_credentials(one.key, value, {})) {
      if (!found.empty()) found += ' ';
      found += value.substr(credential.begin, credential.end - credential.begin);
    }
    CAPTURE(one.key, one.value);
    CHECK(found == one.found);
  }
}

TEST_CASE("a private key is found whole, and an empty armour is none") {
  const std::string dashes = "-----";
  const std::string label = "PRIVATE KEY";
  const std::string begin = dashes + "BEGIN " + label + dashes + "\n";
  const std::string end = dashes + "END " + label + dashes;
  const std::string key = begin + std::string(70, 'M') + "\n" + end;
  const auto found = find_credentials("id_rsa", "x\n" + key + "\n", {});
  REQUIRE(found.size() == 1);
  CHECK(found[0] == Credential{2, 2 + key.size(), Grade::kHigh});
  CHECK(find_credentials("id_rsa", begin + end, {}).empty());
}

TEST_CASE("free text keeps all but its credentials") {
  CHECK(redact_text("livenessProbe starts at 30s, before readinessProbe at 60s") ==
        "livenessProbe starts at 30s, before readinessProbe at 60s");
  CHECK(redact_text("cannot read postgres://app:Kx82msLq0@db/x") ==
        "cannot read postgres://app:***@db/x");
  CHECK(mentions_credential("run with --password=Kx82msLq0"));
  CHECK(!mentions_credential("secret app-db is missing"));
}

TEST_CASE("a hostile value costs no more than its size") {
  for (const char* piece :
       {"a://", "a:b@", "password=", "user x >", "--token ", "<a>", "\"", "${a:"}) {
    std::string text;
    while (text.size() < 200000) text += piece;
    find_credentials("a", text, {});
    find_credentials("a.xml", "<" + text + "</", {});
    find_credentials("a.conf", "x\n" + text, {});
  }
}

}  // namespace
}  // namespace plimsoll
