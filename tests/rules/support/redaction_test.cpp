#include "rules/support/redaction.h"

#include <catch2/catch.hpp>

#include "engine/text/concat.h"
#include "tests/support/credential_corpus.h"

namespace plimsoll {
namespace {

// Every line of a text as it would be shown; `(hidden)` for those that are not.
std::string shown(const std::string& text) {
  const auto file = parse_yaml("test.yaml", text);
  const Redactor redactor(*file);
  std::string out;
  for (std::uint32_t number = 1; number <= file->source.line_count(); ++number) {
    const auto line = redactor.line(number);
    out += line ? line->text : "(hidden)";
    out += '\n';
  }
  return out;
}

std::string quoted(std::string_view value) {
  std::string out = "\"";
  for (const char c : value) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string indented(std::string_view value, std::string_view indent) {
  std::string out(indent);
  for (const char c : value) {
    out += c;
    if (c == '\n') out += indent;
  }
  return out;
}

// The first five characters in a row of a credential that a text shows; empty when it shows none.
std::string leak(const std::string& text, std::string_view key, std::string_view value,
                 const std::vector<Credential>& credentials) {
  for (const Credential& one : credentials) {
    const std::string_view secret = value.substr(one.begin, one.end - one.begin);
    for (std::size_t i = 0; i + 5 <= secret.size(); ++i) {
      const std::string piece(secret.substr(i, 5));
      const bool elsewhere = key.find(piece) != std::string_view::npos ||
                             value.substr(0, one.begin).find(piece) != std::string_view::npos ||
                             value.substr(one.end).find(piece) != std::string_view::npos;
      if (!elsewhere && piece.find('\n') == std::string::npos &&
          text.find(piece) != std::string::npos) {
        return piece;
      }
    }
  }
  return {};
}

TEST_CASE("no credential of the corpus is shown, however its line is written") {
  for (const test::CredentialRow& row : test::all_credential_rows()) {
    if (row.key.empty() || row.key[0] == '(') continue;
    const auto credentials = find_credentials(row.key, row.value, {});
    if (credentials.empty()) continue;
    const std::string config = "kind: ConfigMap\napiVersion: v1\nmetadata: {name: a}\ndata:\n";
    const std::string key = quoted(row.key);
    const std::string flat = quoted(row.value);
    const std::string texts[] = {
        concat(config, "  ", key, ": ", flat, "\n"),
        concat(config, "  ", key, ": |\n", indented(row.value, "    "), "\n"),
        concat("spec:\n  containers:\n    - env:\n        - name: ", key,
               "\n          value: ", flat, "\n"),
        concat("kind: Secret\nstringData:\n  innocent: ", flat, "\n"),
        concat("kind: Secret\nstringData:\n  innocent: ", flat, "\n  broken: [\n"),
    };
    for (const std::string& text : texts) {
      CAPTURE(text);
      CHECK(leak(shown(text), text.substr(0, text.find(flat)) + row.key, row.value, credentials) ==
            "");
    }
  }
}

TEST_CASE("what is shown") {
  struct Case {
    const char* text;
    const char* expected;
  };
  const Case cases[] = {
      {"password: hunter2x9\n", "password: ***\n"},
      {"password: \"hunter2x9\" # no\n", "password: \"***\" # no\n"},
      {"password: changeme\n", "password: ***\n"},
      {"a: postgres://app:hunter2x9@db\n", "a: postgres://app:***@db\n"},
      {"image: nginx:1.25\nports: [80, 443]\n", "image: nginx:1.25\nports: [80, 443]\n"},
      {"limits: {cpu: 500m, memory: 1Gi}\n", "limits: {cpu: 500m, memory: 1Gi}\n"},
      {"secretName: app-tls\n", "secretName: app-tls\n"},
      {"a: 1 # password: hunter2x9\n", "a: 1 # password: ***\n"},
      {"# the password is asked for: twice\na: 1\n", "# the password is asked for: twice\na: 1\n"},
      {"# - name: DB_PASSWORD\n#   value: hunter2x9\na: 1\n",
       "# - name: DB_PASSWORD\n#   value: ***\na: 1\n"},
      {"a: \"# password: hunter2x9\"\n", "a: \"# password: ***\"\n"},
      {"args: [--password, hunter2x9, --port, \"80\"]\n",
       "args: [--password, ***, --port, \"80\"]\n"},
      {"args: [--password=hunter2x9]\n", "args: [--password=***]\n"},
      {"command:\n  - redis-cli\n  - -a\n  - hunter2x9\n",
       "command:\n  - redis-cli\n  - -a\n  - ***\n"},
      {"kind: Secret\ndata:\n  any: YWJj\n", "kind: Secret\ndata:\n  any: ***\n"},
      {"kind: ConfigMap\nbinaryData:\n  a: cGFzc3dvcmQ9aHVudGVyMng5Cg==\n  b: YWJjZGVmZw==\n",
       "kind: ConfigMap\nbinaryData:\n  a: ***\n  b: YWJjZGVmZw==\n"},
      {"items:\n- kind: Secret\n  stringData: {a: b c}\n- kind: Pod\n",
       "items:\n- kind: Secret\n  stringData: {a: ***}\n- kind: Pod\n"},
      {"a: &pw hunter2x9\npassword: *pw\n", "a: &pw ***\npassword: *pw\n"},
      {"password: hunter2x9\npassword: other5x77\n", "password: ***\npassword: ***\n"},
      {"password: hunter2x9\nnote: it is hunter2x9\n", "password: ***\nnote: it is ***\n"},
      {"password: |\n  hunter2x9\nb: 1\n", "password: |\n  ***\nb: 1\n"},
      {"a: |\n  # password: hunter2x9\n  b=1\n", "a: |\n  # password: ***\n  b=1\n"},
      // Documents that cannot be read.
      {"a: [\npassword: hunter2x9\nreplicas: 3\n", "a: [\npassword: ***\nreplicas: 3\n"},
      {"a: [\npassword:\n  hunter2x9\n", "a: [\npassword:\n(hidden)\n"},
      {"a: [\npassword: \"hun\n  ter: 2x9\"\nb: 1\n", "a: [\n(hidden)\n(hidden)\nb: 1\n"},
      {"kind: Secret\ndata:\n  any: YWJj\nb: [\n", "kind: Secret\ndata:\n  any: ***\n(hidden)\n"},
      {"a: [\nenv:\n- name: DB_PASSWORD\n  value: hunter2x9\n",
       "a: [\nenv:\n- name: DB_PASSWORD\n  value: ***\n"},
      {"a: {\nc: {password: hunter2x9}\n", "a: {\n(hidden)\n"},
      // What is torn does not mean what it seems to.
      {"a: [\nb: amqp://u:x: hunter2x9@db\n", "a: [\nb: ***\n"},
      {"a: [\nb: amqp://u:hunter2x9\n", "a: [\nb: ***\n"},
      {"a: [\nhunter2x9&b=1\n", "a: [\n(hidden)\n"},
      {"a: [\nhunter2x9@//db:15/XE\n", "a: [\n(hidden)\n"},
      {"a: [\nb: cGFzc3dvcmQ9aHVudGVyMng5Cg\n", "a: [\nb: ***\n"},
      {"a: [\nkey: |\n  some words\n  password: hunter2x9\n",
       "a: [\nkey: |\n(hidden)\n  password: ***\n"},
      {"---\na: 1\n---\nb: [\npassword: hunter2x9\n---\npassword: other5x77\n",
       "---\na: 1\n---\nb: [\npassword: ***\n---\npassword: ***\n"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.text);
    CHECK(shown(one.text) == one.expected);
  }
}

TEST_CASE("a replacement tells which bytes it stands for") {
  const auto file = parse_yaml("test.yaml", "\xEF\xBB\xBF비밀번호: \"운영2024!x\" # x\r\n");
  const auto line = Redactor(*file).line(1);
  REQUIRE(line);
  REQUIRE(line->replacements.size() == 1);
  const RedactedLine::Replacement& one = line->replacements[0];
  CHECK(file->source.text(one.source) == "운영2024!x");
  CHECK(line->text.substr(one.text.begin, one.text.size()) == "***");
  CHECK(line->text == "비밀번호: \"***\" # x");
}

}  // namespace
}  // namespace plimsoll
