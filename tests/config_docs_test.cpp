// docs/configuration.md is what people copy from. Every configuration on it is read as they would
// have it read, and its table of keys is the program's own.

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "cli/selection.h"
#include "engine/config/config.h"
#include "engine/text/concat.h"
#include "engine/values/lift.h"
#include "tests/support/fixtures.h"
#include "tests/support/markdown.h"

namespace plimsoll::test {
namespace {

constexpr std::string_view kBegin = "<!-- keys: written by the tests with PLIMSOLL_UPDATE=1 -->\n";
constexpr std::string_view kEnd = "<!-- end of keys -->\n";

std::filesystem::path page_path() {
  return std::filesystem::path(PLIMSOLL_SOURCE_DIR) / "docs/configuration.md";
}

std::string type_of(const ConfigKey& key) {
  switch (key.type) {
    case ConfigType::kString:
      return "text";
    case ConfigType::kBoolean:
      return "true or false";
    case ConfigType::kInteger:
      return "integer";
    case ConfigType::kStrings:
      return "list of texts";
    case ConfigType::kChoice: {
      std::string choices;
      for (const std::string_view choice : key.choices) {
        choices += concat(choices.empty() ? "`" : ", `", choice, "`");
      }
      return choices;
    }
    case ConfigType::kScalar:
      return "text or number";
    case ConfigType::kLevel:
      return "`off`, `on`, `note`, `warning`, `error`";
    case ConfigType::kRules:
      return "mapping of rules and categories";
    case ConfigType::kObject:
      return "mapping";
    case ConfigType::kObjects:
    case ConfigType::kMappings:
      return "list of mappings";
    case ConfigType::kNamed:
      return "mapping of mappings";
    case ConfigType::kMap:
      return "mapping of texts";
    case ConfigType::kAnything:
      return "value";
  }
  return {};
}

void add_rows(std::span<const ConfigKey> keys, const std::string& above, std::string& table) {
  for (const ConfigKey& key : keys) {
    const std::string path = concat(above, key.name);
    table += concat("| `", path, "` | ", type_of(key), " | ", key.doc,
                    key.required ? " (required)" : "", " |\n");
    const std::string_view step = key.type == ConfigType::kObjects ? "[]."
                                  : key.type == ConfigType::kNamed ? ".NAME."
                                  : key.type == ConfigType::kRules ? ".NAME."
                                                                   : ".";
    add_rows(key.members, concat(path, step), table);
  }
}

std::string table_of_keys() {
  std::string table = "| key | type | what it does |\n| --- | --- | --- |\n";
  add_rows(config_keys(), "", table);
  return table;
}

std::string table_of_options() {
  std::string table =
      "| rule | option | type | default | what it does |\n"
      "| --- | --- | --- | --- | --- |\n";
  for (const Rule* rule : rule_book().rules) {
    for (const ConfigKey& option : rule->options) {
      table += concat("| `", rule->id, "` | `", option.name, "` | ", type_of(option), " | `",
                      option.fallback, "` | ", option.doc, " |\n");
    }
  }
  return table;
}

// Holds a table of the page against the program's, or writes it there.
void check_table(std::string_view begin_mark, std::string_view end_mark, const std::string& rows) {
  const std::string page = read_file(page_path());
  const std::size_t begin = page.find(begin_mark);
  const std::size_t end = page.find(end_mark);
  REQUIRE(begin != std::string::npos);
  REQUIRE(end != std::string::npos);
  const std::size_t from = begin + begin_mark.size();
  const std::string table = concat("\n", rows, "\n");
  if (updating()) write_file(page_path(), concat(page.substr(0, from), table, page.substr(end)));
  INFO("run the tests with PLIMSOLL_UPDATE=1, and look at the difference");
  const bool current = updating() || page.substr(from, end - from) == table;
  CHECK(current);
}

// A block that shows another file begins with its name.
bool is_configuration(const CodeBlock& block) {
  return block.language == "yaml" && quoted_file(block).empty() && !block.lines.empty() &&
         !block.lines.front().starts_with("# ");
}

TEST_CASE("The table of configuration keys is the program's") {
  check_table(kBegin, kEnd, table_of_keys());
}

TEST_CASE("The table of the rules' options is the program's") {
  check_table("<!-- options: written by the tests with PLIMSOLL_UPDATE=1 -->\n",
              "<!-- end of options -->\n", table_of_options());
}

TEST_CASE("Every configuration that the page shows is without mistakes") {
  std::size_t shown = 0;
  for (const CodeBlock& block : code_blocks(read_file(page_path()))) {
    if (!is_configuration(block)) continue;
    ++shown;
    const Config config = read_config(".plimsoll.yaml", ".plimsoll.yaml", text_of(block));
    INFO(text_of(block));
    for (const ConfigError& error : config.errors) FAIL_CHECK(error.message);
    const Selection selection = select_rules(&config, {}, {});
    for (const ConfigError& error : selection.errors) FAIL_CHECK(error.message);
    for (const ConfigMapping& mapping : config.mappings) {
      const auto values = merge_values({}, {});
      const TemplateValues templates(*values, Node(), {});
      std::vector<LiftProblem> problems;
      lift(mapping.objects, templates, problems);
      for (const LiftProblem& problem : problems) FAIL_CHECK(problem.message);
    }
  }
  CHECK(shown > 0);
}

}  // namespace
}  // namespace plimsoll::test
