#include "tests/support/fixtures.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "rules/catalogue.h"

namespace plimsoll::test {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

void write_file(const fs::path& path, std::string_view text) {
  std::ofstream(path, std::ios::binary) << text;
}

fs::path fixtures() {
  return fs::path(PLIMSOLL_SOURCE_DIR) / "fixtures";
}
fs::path shared() {
  return fs::path(PLIMSOLL_SOURCE_DIR).parent_path() / "shared";
}

bool updating() {
  const char* value = std::getenv("PLIMSOLL_UPDATE");
  return value != nullptr && std::string_view(value) == "1";
}

std::vector<fs::path> files_below(const fs::path& root) {
  if (fs::is_regular_file(root)) return {root};
  std::vector<fs::path> files;
  if (!fs::exists(root)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

Report lint_texts(const Texts& texts, std::vector<const Rule*> rules, unsigned threads) {
  std::vector<Input> inputs;
  for (const auto& [path, text] : texts) inputs.push_back({path, path});
  const auto read = [&texts](const Input& input) { return ReadResult{texts.at(input.path), ""}; };
  return lint(std::move(inputs), read, {}, {std::move(rules), threads});
}

std::vector<const Rule*> all_rules() {
  std::vector<const Rule*> rules;
  for (const CatalogueEntry& entry : catalogue()) rules.push_back(entry.rule);
  return rules;
}

}  // namespace plimsoll::test
