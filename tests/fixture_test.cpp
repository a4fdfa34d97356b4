// Walks fixtures/rules: every rule is held against what its fixtures say about themselves.

#include <catch2/catch.hpp>
#include <filesystem>

#include "engine/text/concat.h"
#include "engine/text/utf8.h"
#include "rules/catalogue.h"
#include "tests/support/carets.h"
#include "tests/support/fixtures.h"

namespace fs = std::filesystem;

namespace plimsoll::test {
namespace {

// One fixture: a file, or a folder of files that are linted as one set.
struct Case {
  fs::path path;
  bool bad = false;
};

std::vector<Case> cases_of(std::string_view rule) {
  std::vector<Case> cases;
  const fs::path folder = fixtures() / "rules" / rule;
  if (!fs::is_directory(folder)) return cases;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("bad") || name.starts_with("good")) {
      cases.push_back({entry.path(), name.starts_with("bad")});
    }
  }
  std::sort(cases.begin(), cases.end(),
            [](const Case& a, const Case& b) { return a.path < b.path; });
  return cases;
}

std::string to_crlf(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) out += '\r';
    out += text[i];
  }
  return out;
}

std::string with_bom(std::string_view text) {
  return text.starts_with(kUtf8ByteOrderMark) ? std::string(text)
                                              : concat(kUtf8ByteOrderMark, text);
}

bool has_related(const std::vector<Mark>& marks) {
  return std::any_of(marks.begin(), marks.end(), [](const Mark& mark) { return mark.related; });
}

// The marks of every file of a set under one rule. Related marks are only compared in files that
// show some.
std::map<std::string, std::vector<Mark>> actual_marks(const Texts& texts, const Rule& rule) {
  // What suppressions do is only known when the rules that they name run as well.
  const bool about_suppressions =
      std::holds_alternative<void (*)(const Suppression&, Context&)>(rule.check);
  Report report =
      lint_texts(texts, about_suppressions ? all_rules() : std::vector<const Rule*>{&rule});
  std::erase_if(report.findings, [&](const Finding& one) { return one.rule != &rule; });
  std::map<std::string, std::vector<Mark>> marks;
  for (const auto& file : report.files) {
    marks[file->source.path()] = marks_of(report.findings, file->source);
  }
  // A configuration is read for itself, besides being a file of the scan.
  for (const YamlFile* file : report.steering) {
    std::vector<Mark> more = marks_of(report.findings, file->source);
    if (!more.empty()) marks[file->source.path()] = std::move(more);
  }
  return marks;
}

void drop_related(std::vector<Mark>& marks) {
  std::erase_if(marks, [](const Mark& mark) { return mark.related; });
}

void check_case(const Case& fixture, const Rule& rule) {
  std::map<std::string, MarkedText> expected;
  Texts texts;
  std::size_t primary = 0;
  for (const fs::path& path : files_below(fixture.path)) {
    const std::string name = fs::relative(path, fixture.path.parent_path()).string();
    expected[name] = read_marks(read_file(path));
    texts[name] = expected[name].text;
    for (const Mark& mark : expected[name].marks) primary += mark.related ? 0 : 1;
  }
  if (updating()) {
    for (const auto& [name, marks] : actual_marks(texts, rule)) {
      auto shown = marks;
      if (!has_related(expected[name].marks)) drop_related(shown);
      write_file(fixture.path.parent_path() / name, write_marks(texts[name], shown));
    }
    return;
  }
  CHECK((primary > 0) == fixture.bad);

  using Variant = std::string (*)(std::string_view);
  const std::pair<std::string_view, Variant> variants[] = {
      {"as written", [](std::string_view text) { return std::string(text); }},
      {"with CRLF", to_crlf},
      {"with a byte order mark", with_bom}};
  for (const auto& [label, convert] : variants) {
    Texts converted;
    for (const auto& [name, text] : texts) converted[name] = convert(text);
    auto actual = actual_marks(converted, rule);
    for (const auto& [name, marked] : expected) {
      INFO(rule.id << ": " << name << " " << label);
      if (!has_related(marked.marks)) drop_related(actual[name]);
      // Compared as text, so that a failure prints the corrected carets.
      CHECK(write_marks(texts[name], actual[name]) == write_marks(texts[name], marked.marks));
    }
  }
}

}  // namespace

TEST_CASE("every rule finds what its fixtures mark, and nothing else") {
  for (const CatalogueEntry& entry : catalogue()) {
    for (const Case& fixture : cases_of(entry.rule->id)) check_case(fixture, *entry.rule);
  }
}

TEST_CASE("every rule has a bad and a good fixture, and every fixture a rule") {
  for (const CatalogueEntry& entry : catalogue()) {
    const auto cases = cases_of(entry.rule->id);
    INFO(entry.rule->id);
    CHECK(std::any_of(cases.begin(), cases.end(), [](const Case& one) { return one.bad; }));
    CHECK(std::any_of(cases.begin(), cases.end(), [](const Case& one) { return !one.bad; }));
  }
  for (const auto& folder : fs::directory_iterator(fixtures() / "rules")) {
    INFO(folder.path());
    CHECK(find_rule(folder.path().filename().string()) != nullptr);
  }
}

TEST_CASE("clean fixtures are silent under all rules") {
  Texts texts;
  for (const fs::path& path : files_below(fixtures() / "clean")) {
    texts[fs::relative(path, fixtures()).string()] = read_file(path);
  }
  const Report report = lint_texts(texts, all_rules());
  for (const Finding& finding : report.findings) {
    FAIL_CHECK(finding.location.source->path()
               << ": " << finding.message << " [" << finding.rule->id << "]");
  }
  for (const LedgerEntry& entry : report.ledger.entries) {
    INFO(entry.path << ": " << entry.reason);
    CHECK(entry.outcome == Outcome::kChecked);
  }
}

}  // namespace plimsoll::test
