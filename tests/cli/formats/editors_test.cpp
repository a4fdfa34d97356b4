// The patterns that docs/formats.md gives to editors, held against what the format prints.

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>

#include "cli/formats/format.h"
#include "engine/text/concat.h"
#include "rules/catalogue.h"
#include "tests/cli/formats/sample.h"
#include "tests/support/markdown.h"
#include "tests/support/shell.h"

namespace plimsoll::test {
namespace {

struct Place {
  std::string path;
  std::string line, column;  // empty: unknown
  std::string severity;
  std::string rest;
  std::string rule;
};

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

CodeBlock block_of(const std::string& language) {
  const std::string page = read_file(PLIMSOLL_SOURCE_DIR "/docs/formats.md");
  for (const CodeBlock& block : code_blocks(page)) {
    if (block.language == language) return block;
  }
  FAIL("no block of " << language);
  return {};
}

Report sample() {
  Report report = lint_texts({{"배포/웹 1.yaml",
                               "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n"
                               "  containers: [{name: a, image: \"한글🚢/웹:latest\"}]\n"},
                              {"a: error: b.yaml",
                               "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n"
                               "data: {greeting: \"x:1:2: error: y [z]\", PASSWORD: x}\n"}},
                             {&kGreeting, &kLatest, &kPassword});
  LedgerEntry missing;
  missing.path = missing.reported_path = "gone.yaml";
  missing.outcome = Outcome::kUnreadable;
  missing.reason = "no such file";
  report.ledger.entries.push_back(missing);
  return report;
}

std::string printed() {
  return find_format("one-line")->render(sample(), {.rules = {}, .exit_code = 2});
}

std::vector<Place> expected() {
  return {
      {"a: error: b.yaml", "4", "18", "note", "greeting {{ .x }} is 'x:1:2: error: y [z]'",
       "rude-greeting"},
      {"a: error: b.yaml", "4", "51", "error", "PASSWORD is a credential", "password-in-clear"},
      {"배포/웹 1.yaml", "5", "40", "warning", "image has the tag latest", "latest-tag"},
      {"gone.yaml", "", "", "error", "no such file", ""},
  };
}

}  // namespace

TEST_CASE("VS Code reads one-line reports by the pattern of the page") {
  std::string json;
  for (const std::string& line : block_of("json").lines) json += line;
  const auto pattern = nlohmann::json::parse(json)["pattern"];
  const std::regex regex(pattern["regexp"].get<std::string>());
  const std::vector<std::string> lines = split_lines(printed());
  REQUIRE(lines.size() == expected().size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Place place = expected()[i];
    std::smatch match;
    INFO(lines[i]);
    REQUIRE(std::regex_match(lines[i], match, regex) == !place.line.empty());
    if (place.line.empty()) continue;
    const auto part = [&](const char* name) {
      return match[pattern[name].get<std::size_t>()].str();
    };
    CHECK(part("file") == place.path);
    CHECK(part("line") == place.line);
    CHECK(part("column") == place.column);
    CHECK(part("severity") == place.severity);
    CHECK(part("message") == place.rest);
    CHECK(part("code") == place.rule);
  }
}

TEST_CASE("Vim reads one-line reports by the errorformat of the page") {
  const TemporaryFolder folder;
  if (run_shell("vim --version | grep -q '+quickfix'", folder.path()).exit_code != 0) {
    WARN("SKIPPED: no vim");
    return;
  }
  std::ofstream(folder.path() / "report") << printed();
  std::ofstream script(folder.path() / "check.vim");
  script << "set encoding=utf-8\n";
  for (const std::string& line : block_of("vim").lines) script << line << '\n';
  script << "cgetfile report\n"
            "call writefile(map(getqflist(), {_, e -> join([bufname(e.bufnr), e.lnum, e.col, "
            "tolower(e.type), e.text], '|')}), 'out')\n"
            "qall!\n";
  script.close();
  std::string wanted;
  for (const Place& place : expected()) {
    const auto number = [](const std::string& text) { return text.empty() ? "0" : text; };
    wanted += concat(place.path, "|", number(place.line), "|", number(place.column), "|",
                     place.severity.substr(0, 1), "|", place.rest,
                     place.rule.empty() ? "" : concat(" [", place.rule, "]"), "\n");
  }
  const ShellResult result = run_shell(
      "timeout 20 vim -u NONE -i NONE -n -N -es -S check.vim </dev/null; cat out", folder.path());
  CHECK(result.output == wanted);
}

}  // namespace plimsoll::test
