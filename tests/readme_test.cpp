// What README.md shows is what happens. A ```console block is a session in a copy of fixtures/demo:
// every line after `$ ` is run, and the lines that follow must be its standard output, in which a
// line of three dots stands for any number of lines. A ```sh block holds only calls of ./dev, which
// no test may make (it would run itself); those verbs must exist.

#include <catch2/catch.hpp>
#include <span>

#include "tests/support/fixtures.h"
#include "tests/support/markdown.h"
#include "tests/support/shell.h"

namespace plimsoll::test {
namespace {

const std::filesystem::path kSource = PLIMSOLL_SOURCE_DIR;

struct Step {
  std::string command;
  std::vector<std::string> shown;
};

std::vector<Step> steps_of(const CodeBlock& block) {
  std::vector<Step> steps;
  for (const std::string& line : block.lines) {
    if (line.rfind("$ ", 0) == 0) {
      steps.push_back({line.substr(2), {}});
    } else {
      REQUIRE_FALSE(steps.empty());
      steps.back().shown.push_back(line);
    }
  }
  return steps;
}

bool matches(std::span<const std::string> shown, std::span<const std::string> actual) {
  if (shown.empty()) return actual.empty();
  if (shown.front() == "...") {
    for (std::size_t skipped = 0; skipped <= actual.size(); ++skipped) {
      if (matches(shown.subspan(1), actual.subspan(skipped))) return true;
    }
    return false;
  }
  return !actual.empty() && shown.front() == actual.front() &&
         matches(shown.subspan(1), actual.subspan(1));
}

void check_session(const CodeBlock& block) {
  const TemporaryFolder folder;
  std::filesystem::copy(fixtures() / "demo", folder.path(),
                        std::filesystem::copy_options::recursive);
  for (const Step& step : steps_of(block)) {
    INFO("$ " << step.command);
    const ShellResult result = run_shell(step.command, folder.path());
    CHECK(result.exit_code != 127);
    if (step.shown.empty()) continue;
    INFO(result.output);
    CHECK(matches(step.shown, split_lines(result.output)));
  }
}

TEST_CASE("Every example of the README and of the page about runs prints what it shows") {
  for (const char* page : {"README.md", "docs/runs.md"}) {
    std::size_t sessions = 0;
    for (const CodeBlock& block : code_blocks(read_file(kSource / page))) {
      if (block.language != "console") continue;
      check_session(block);
      ++sessions;
    }
    CHECK(sessions > 0);
  }
}

TEST_CASE("Every verb of ./dev that the README and CONTRIBUTING name exists") {
  const std::string help = run_shell("./dev help", kSource).output;
  for (const char* page : {"README.md", "CONTRIBUTING.md"}) {
    for (const CodeBlock& block : code_blocks(read_file(kSource / page))) {
      if (block.language != "sh") continue;
      for (const std::string& line : block.lines) {
        INFO(page << ": " << line);
        REQUIRE(line.rfind("./dev ", 0) == 0);
        const std::string verb = line.substr(6, line.find(' ', 6) - 6);
        CHECK(help.find("\n  " + verb + " ") != std::string::npos);
      }
    }
  }
}

TEST_CASE("What a page quotes from a file is in the file") {
  for (const char* page : {"CONTRIBUTING.md", "docs/configuration.md"}) {
    std::size_t quotes = 0;
    for (const CodeBlock& block : code_blocks(read_file(kSource / page))) {
      const std::string path = quoted_file(block);
      if (path.empty()) continue;
      INFO(page << " from " << path << ":\n" << text_of(block));
      const bool found = read_file(kSource / path).find(text_of(block)) != std::string::npos;
      CHECK(found);
      ++quotes;
    }
    CHECK(quotes > 0);
  }
}

}  // namespace
}  // namespace plimsoll::test
