#include "tests/support/fixtures.h"

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "cli/scan.h"
#include "engine/text/concat.h"
#include "rules/catalogue.h"
#include "tests/cli/run_on.h"

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

namespace {

// So that what expires does so on no particular day.
constexpr std::string_view kToday = "2026-06-30";

bool ends_with_name(const std::string& path, std::string_view name) {
  return path == name || path.ends_with(concat("/", name));
}

// The configuration and the rules of a run must outlive its report; tests keep all of them.
Report lint_as_program(const Texts& texts, std::vector<const Rule*> rules) {
  MemoryFileSystem files;
  LintRequest request;
  request.files.paths = {"."};
  request.config.none = true;
  for (const auto& [path, text] : texts) {
    files.add("/work/" + path, text);
    if (!ends_with_name(path, ".plimsoll.yaml")) continue;
    request.config = {.file = path};
  }
  std::istringstream in;
  std::ostringstream out;
  const NoGit git;
  const Host host{.in = in,
                  .out = out,
                  .err = out,
                  .files = files,
                  .git = git,
                  .variables = {},
                  .today = std::string(kToday)};
  static std::deque<Scan> scans;
  Scan& scan = scans.emplace_back(prepare_scan(request, host));
  if (!scan.error.empty()) throw std::runtime_error(scan.error);
  if (scan.config && !scan.config->config.errors.empty()) {
    const ConfigError& error = scan.config->config.errors.front();
    const Position at =
        error.location.source->position(error.location.span.begin, ColumnUnit::kCodePoint);
    throw std::runtime_error(
        concat(scan.config->path, ":", at.line, ":", at.column, ": ", error.message));
  }
  return run_scan(scan, std::move(rules), host);
}

}  // namespace

Report lint_texts(const Texts& texts, std::vector<const Rule*> rules, unsigned threads) {
  const bool is_project = std::any_of(texts.begin(), texts.end(), [](const auto& text) {
    return ends_with_name(text.first, ".plimsoll.yaml") || ends_with_name(text.first, "Chart.yaml");
  });
  if (is_project) return lint_as_program(texts, std::move(rules));
  std::vector<Input> inputs;
  for (const auto& [path, text] : texts) inputs.push_back({.path = path, .reported_path = path});
  const auto read = [&texts](const Input& input) { return ReadResult{texts.at(input.path), ""}; };
  LintOptions options{.rules = std::move(rules), .threads = threads};
  options.suppression.today = kToday;
  return lint(std::move(inputs), read, {}, options);
}

std::vector<const Rule*> all_rules() {
  std::vector<const Rule*> rules;
  for (const CatalogueEntry& entry : catalogue()) rules.push_back(entry.rule);
  return rules;
}

}  // namespace plimsoll::test
