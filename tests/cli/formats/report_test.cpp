// Whole reports, held against fixtures/formats: PLIMSOLL_UPDATE=1 writes them anew, and the diff is
// then for people to judge.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/formats/format.h"
#include "cli/formats/sarif_driver.h"
#include "rules/catalogue.h"
#include "tests/cli/formats/sample.h"

using plimsoll::Presentation;
using plimsoll::Report;
using plimsoll::Rule;

namespace {

namespace fs = std::filesystem;
const fs::path kFixtures = fs::path(PLIMSOLL_SOURCE_DIR) / "fixtures/formats";
constexpr std::string_view kCredential = "correct-Horse7!battery";

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<const Rule*> sample_rules() {
  return {plimsoll::find_rule("duplicate-key"),
          &plimsoll::kGreeting,
          &plimsoll::kLatest,
          &plimsoll::kPassword,
          &plimsoll::kReplicas,
          plimsoll::find_rule("yaml-syntax")};
}

std::map<std::string, std::string> sample_texts() {
  std::map<std::string, std::string> texts;
  for (const auto& entry : fs::directory_iterator(kFixtures / "input")) {
    texts["배포/" + entry.path().filename().string()] = read_file(entry.path());
  }
  return texts;
}

// The report of all the input, with the other things a ledger can hold.
Report sample_report() {
  Report report = plimsoll::lint_texts(sample_texts(), sample_rules());
  plimsoll::LedgerEntry missing;
  missing.path = missing.reported_path = "gone\x1b[2J.yaml";
  missing.outcome = plimsoll::Outcome::kUnreadable;
  missing.reason = "no such file";
  plimsoll::LedgerEntry excluded;
  excluded.path = excluded.reported_path = "web/templates/web.yaml";
  excluded.outcome = plimsoll::Outcome::kExcluded;
  excluded.reason = "unrendered template of chart web";
  report.ledger.entries.push_back(missing);
  report.ledger.entries.push_back(excluded);
  report.ledger.warnings = {"cannot tell what git ignores in ., so nothing is left out"};
  return report;
}

std::string with_line_ends(const std::string& text, std::string_view end) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += end;
    } else {
      out += c;
    }
  }
  return out;
}

void check_golden(const std::string& name, const std::string& text) {
  const fs::path path = kFixtures / name;
  if (std::getenv("PLIMSOLL_UPDATE") != nullptr) {
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  CAPTURE(name);
  CHECK(text == read_file(path));
}

std::string render(std::string_view format, const Report& report, const Presentation& how) {
  return plimsoll::find_format(format)->render(report, how);
}

// The reports of formats whose text depends on nothing else, by the end of their golden file.
constexpr std::pair<std::string_view, std::string_view> kGolden[] = {
    {"text", "txt"},          {"json", "json"},
    {"sarif", "sarif"},       {"one-line", "one-line.txt"},
    {"github", "github.txt"}, {"gitlab", "gitlab.json"},
    {"junit", "xml"},         {"markdown", "md"}};

void check_goldens(const std::string& name, const Report& report, const Presentation& how) {
  for (const auto& [format, end] : kGolden) {
    check_golden(name + "." + std::string(end), render(format, report, how));
  }
}

Presentation presentation(const std::vector<const Rule*>& rules) {
  return {.rules = rules, .exit_code = 2};
}

}  // namespace

TEST_CASE("reports are as agreed") {
  const Report report = sample_report();
  const std::vector<const Rule*> rules = sample_rules();
  Presentation how = presentation(rules);
  check_goldens("report", report, how);
  how.width = 20;
  check_golden("report-narrow.txt", render("text", report, how));
  how.width = 10000;
  how.color = true;
  check_golden("report-color.txt", render("text", report, how));
}

TEST_CASE("reports of nothing") {
  const std::vector<const Rule*> rules = sample_rules();
  const Report clean = plimsoll::lint_texts(
      {{"pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {}\n"}}, rules);
  const Report empty =
      plimsoll::lint_texts({{"a.yaml", "# nothing\n"}, {"b.yaml", "x: 1\n"}}, rules);
  Presentation how = presentation(rules);
  how.exit_code = 0;
  check_goldens("clean", clean, how);
  how.exit_code = 2;
  check_goldens("nothing-to-check", empty, how);
}

TEST_CASE("line ends and byte order marks change no place and no text") {
  const std::vector<const Rule*> rules = sample_rules();
  const Presentation how = presentation(rules);
  const std::string text = sample_texts().at("배포/shop.yaml");
  const Report plain = plimsoll::lint_texts({{"shop.yaml", text}}, rules);
  for (const std::string& other : {with_line_ends(text, "\r\n"), "\xEF\xBB\xBF" + text,
                                   "\xEF\xBB\xBF" + with_line_ends(text, "\r\n")}) {
    const Report report = plimsoll::lint_texts({{"shop.yaml", other}}, rules);
    CHECK(render("text", report, how) == render("text", plain, how));
    CHECK(render("sarif", report, how) == render("sarif", plain, how));
  }
}

TEST_CASE("no report holds a credential or a character a terminal obeys") {
  const Report report = sample_report();
  const std::vector<const Rule*> rules = sample_rules();
  Presentation how = presentation(rules);
  for (const unsigned width : {0u, 1u, 20u, 80u, 10000u}) {
    how.width = width;
    for (const plimsoll::Format* format : plimsoll::formats()) {
      const std::string text = format->render(report, how);
      CHECK(text.find(kCredential) == std::string::npos);
      CHECK(text.find("correct") == std::string::npos);
      CHECK(text.find('\x1b') == std::string::npos);
      CHECK(text.find("\u202e") == std::string::npos);
      CHECK(text.find("\u200b") == std::string::npos);
    }
  }
}

TEST_CASE("SARIF messages hold no placeholder, no link, and no more than viewers take") {
  CHECK(plimsoll::sarif_text("'{{ .Values.x }}' in {0}") == "'❴❴ .Values.x ❵❵' in ❴0❵");
  CHECK(plimsoll::sarif_text("containers[0](web)") == "containers[0] (web)");
  CHECK(plimsoll::sarif_text(std::string(1000, 'a')) == std::string(1000, 'a'));
  std::string korean;
  for (int i = 0; i < 1001; ++i) korean += "웹";
  CHECK(plimsoll::sarif_text(korean) == korean.substr(0, 999 * 3) + "…");
}

TEST_CASE("reports of a run with a baseline are what they were") {
  const std::vector<const Rule*> rules = sample_rules();
  Report report = sample_report();
  plimsoll::Baselined baseline{.known = {}, .gone = 2};
  const auto middle = report.findings.begin() + 2;
  baseline.known.assign(report.findings.begin(), middle);
  report.findings.erase(report.findings.begin(), middle);
  report.baseline = std::move(baseline);
  for (const std::string format : {"json", "sarif"}) {
    check_golden("baseline." + format, render(format, report, presentation(rules)));
  }
}

TEST_CASE("a log that would be too long keeps what is worst, and says so") {
  const std::vector<const Rule*> rules = sample_rules();
  Report report = sample_report();
  const auto first_error = std::find_if(
      report.findings.begin(), report.findings.end(),
      [](const auto& finding) { return finding.severity == plimsoll::Severity::kError; });
  const plimsoll::Finding error = *first_error;
  plimsoll::Finding note = error;
  note.severity = plimsoll::Severity::kNote;
  report.findings.assign(25100, note);
  report.findings.back() = error;
  const auto run = nlohmann::json::parse(render("sarif", report, presentation(rules)))["runs"][0];
  CHECK(run["results"].size() == 25000);
  CHECK(run["results"].back()["level"] == "error");
  const auto last = run["invocations"][0]["toolExecutionNotifications"].back();
  CHECK(last["message"]["text"] == "the 100 least severe of 25100 findings are left out");
}

TEST_CASE("the validators accept every report that has one") {
  const fs::path tools = fs::path(PLIMSOLL_SOURCE_DIR) / "build/tools";
  if (!fs::exists(tools / "node_modules")) {
    WARN("SKIPPED: the validators are not installed; ./dev test installs them");
    CHECK(std::getenv("CI") == nullptr);
    return;
  }
  std::string command =
      "node '" PLIMSOLL_SOURCE_DIR "/tests/tools/validate.mjs' '" + tools.string() + "'";
  for (const auto& entry : fs::directory_iterator(kFixtures)) {
    const std::string extension = entry.path().extension();
    if (extension == ".sarif" || extension == ".json" || extension == ".xml")
      command += " '" + entry.path().string() + "'";
  }
  CHECK(std::system(command.c_str()) == 0);
}
