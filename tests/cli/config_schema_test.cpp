// docs/plimsoll.schema.json is what editors check a configuration with while it is written. It must
// be current, accept what the program accepts, and reject what its table of keys rejects.

#include "cli/config_schema.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <functional>
#include <optional>

#include "engine/config/config.h"
#include "engine/text/concat.h"
#include "engine/yaml/parse.h"
#include "tests/support/fixtures.h"
#include "tests/support/json.h"
#include "tests/support/markdown.h"
#include "tests/support/shell.h"

namespace plimsoll::test {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = PLIMSOLL_SOURCE_DIR;
const fs::path kSchema = kSource / "docs/plimsoll.schema.json";

// What ajv says of each of some documents, given as YAML. nullopt where ajv is not installed.
std::optional<std::vector<std::string>> judged(const std::vector<std::string>& documents) {
  const fs::path tools = kSource / "build/tools";
  if (!fs::exists(tools / "node_modules/ajv")) {
    WARN("SKIPPED: ajv is not installed; ./dev test installs it");
    CHECK(std::getenv("CI") == nullptr);
    return std::nullopt;
  }
  auto list = nlohmann::json::array();
  for (const std::string& document : documents) {
    const auto file = parse_yaml("x.yaml", document);
    list.push_back(to_json(file->documents.at(0).root));
  }
  const TemporaryFolder folder;
  write_file(folder.path() / "documents.json", list.dump());
  const ShellResult result =
      run_shell(concat("node '", (kSource / "tests/tools/judge.mjs").string(), "' '",
                       tools.string(), "' '", kSchema.string(), "' documents.json"),
                folder.path());
  REQUIRE(result.exit_code == 0);
  return split_lines(result.output);
}

TEST_CASE("The published schema of the configuration is the program's") {
  if (updating()) write_file(kSchema, config_schema());
  INFO("run the tests with PLIMSOLL_UPDATE=1, and look at the difference");
  const bool current = read_file(kSchema) == config_schema();
  CHECK(current);
}

// Every configuration that somebody might copy: of fixtures, and from the pages.
std::vector<std::string> examples() {
  std::vector<std::string> texts;
  for (const fs::path& path : files_below(fixtures())) {
    if (path.filename() == ".plimsoll.yaml") texts.push_back(read_file(path));
  }
  for (const fs::path& page : files_below(kSource / "docs")) {
    if (page.extension() != ".md") continue;
    for (const CodeBlock& block : code_blocks(read_file(page))) {
      if (block.language != "yaml") continue;
      const std::string text = text_of(block);
      if (read_config("x", "x", text).errors.empty()) texts.push_back(text);
    }
  }
  return texts;
}

TEST_CASE("The schema accepts every configuration there is to copy") {
  const std::vector<std::string> texts = examples();
  const auto verdicts = judged(texts);
  if (!verdicts) return;
  REQUIRE(verdicts->size() == texts.size());
  CHECK(texts.size() > 40);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    INFO(texts[i]);
    CHECK((*verdicts)[i] == "accepted");
  }
}

constexpr const char* kSamples[] = {"null",
                                    "true",
                                    "1",
                                    "1.5",
                                    R"("x")",
                                    R"("error")",
                                    "[]",
                                    R"(["x"])",
                                    "[1]",
                                    "[{}]",
                                    "[null]",
                                    "{}",
                                    R"({"x": 1})",
                                    R"({"x": ["y"]})",
                                    R"({"x": {}})",
                                    R"({"x": null})",
                                    "false",
                                    R"("off")",
                                    R"({"x": "note"})"};

constexpr std::string_view kRuleName = R"("duplicate-key")";

std::string sound_value(const ConfigKey& key) {
  return key.type == ConfigType::kMappings ? "[]" : R"("x")";
}

// `{...}` with one key and whatever its siblings are required to be.
std::string mapping_with(std::span<const ConfigKey> keys, const ConfigKey& key,
                         std::string_view value) {
  std::string text = concat("{\"", key.name, "\": ", value);
  for (const ConfigKey& other : keys) {
    if (other.required && other.name != key.name) {
      text += concat(", \"", other.name, "\": ", sound_value(other));
    }
  }
  return text + "}";
}

// Documents with each sample at each key. `wrap` makes a document of the mapping that has the keys.
template <typename Wrap>
void add_documents(std::span<const ConfigKey> keys, const Wrap& wrap,
                   std::vector<std::string>& documents) {
  for (const ConfigKey& key : keys) {
    for (std::string sample : kSamples) {
      // The names of rules are in the schema; the table leaves them to those who know the rules.
      const std::size_t name = key.type == ConfigType::kRules ? sample.find("\"x\":") : sample.npos;
      if (name != sample.npos) sample.replace(name, 3, kRuleName);
      documents.push_back(wrap(mapping_with(keys, key, sample)));
    }
    const auto below = [&](const std::string& mapping) {
      const std::string value = key.type == ConfigType::kObjects ? concat("[", mapping, "]")
                                : key.type == ConfigType::kNamed ? concat("{\"x\": ", mapping, "}")
                                : key.type == ConfigType::kRules
                                    ? concat("{", kRuleName, ": ", mapping, "}")
                                    : mapping;
      return wrap(mapping_with(keys, key, value));
    };
    if (!key.members.empty()) {
      add_documents(key.members, std::function<std::string(const std::string&)>(below), documents);
    }
  }
}

TEST_CASE("The schema agrees with the table of keys about every type of value at every key") {
  std::vector<std::string> documents = {R"({"selct": "x"})", "{}"};
  add_documents(
      config_keys(), [](const std::string& mapping) { return mapping; }, documents);
  const auto verdicts = judged(documents);
  if (!verdicts) return;
  REQUIRE(verdicts->size() == documents.size());
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const auto file = parse_yaml("x.yaml", documents[i]);
    const auto errors = check_keys(file->documents.at(0).root, config_keys());
    INFO(documents[i] << "\nschema: " << (*verdicts)[i]
                      << "\ntable: " << (errors.empty() ? "accepted" : errors.front().message));
    const bool agree = errors.empty() == ((*verdicts)[i] == "accepted");
    CHECK(agree);
  }
}

}  // namespace
}  // namespace plimsoll::test
