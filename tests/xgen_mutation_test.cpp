// Mistakes are made in the repaired XGEN platform, one at a time, and must be found where people
// edit. fixtures/xgen/mutations.yaml lists them, controls.yaml what looks like a mistake and is
// none.

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "engine/text/concat.h"
#include "rules/catalogue.h"
#include "tests/support/edit.h"
#include "tests/support/fixtures.h"

namespace plimsoll::test {
namespace {

namespace fs = std::filesystem;

// The platform as the program finds it in its folder: all YAML but the charts' templates.
Texts platform(const std::string& name) {
  const fs::path root = fixtures() / "xgen" / name;
  Texts texts;
  for (const fs::path& file : files_below(root)) {
    if (file.extension() != ".yaml") continue;
    if (file.parent_path().filename() == "templates") continue;
    texts.emplace(fs::relative(file, root).generic_string(), read_file(file));
  }
  return texts;
}

std::unique_ptr<const YamlFile> table(const std::string& name) {
  auto file = parse_yaml(name, read_file(fixtures() / "xgen" / name));
  REQUIRE(file->documents.size() == 1);
  REQUIRE(file->documents[0].problems.empty());
  return file;
}

bool exists(std::string_view rule) {
  return std::ranges::any_of(catalogue(),
                             [&](const CatalogueEntry& entry) { return entry.rule->id == rule; });
}

std::string path_of(const Location& location) {
  return location.source == nullptr ? "" : std::string(location.source->reported_path());
}

std::string describe(const Finding& finding) {
  const Position at =
      finding.location.source->position(finding.location.span.begin, ColumnUnit::kCodePoint);
  return concat(path_of(finding.location), ":", at.line, ":", at.column, " ",
                severity_name(finding.severity), " ", finding.rule->id, ": ", finding.message);
}

bool any_place(const Finding& finding, const std::function<bool(const Location&)>& holds) {
  return holds(finding.location) ||
         std::ranges::any_of(finding.related,
                             [&](const RelatedLocation& one) { return holds(one.location); });
}

// The lines of each file that a row changes.
std::map<std::string, LineRange> changes(const Texts& before, const Texts& after) {
  std::map<std::string, LineRange> out;
  for (const auto& [path, text] : after) {
    if (text != before.at(path)) out.emplace(path, changed_lines(before.at(path), text));
  }
  return out;
}

bool is_about(const Location& location, const std::map<std::string, LineRange>& changed) {
  const auto lines = changed.find(path_of(location));
  if (lines == changed.end()) return false;
  const std::size_t line =
      location.source->position(location.span.begin, ColumnUnit::kCodePoint).line;
  return lines->second.first <= line && line <= lines->second.last;
}

// Whether a location is the place `at` of a row, or lies beneath it.
bool is_at(const Location& location, Node at, const Texts& texts) {
  const std::string name(at["file"].text());
  if (path_of(location) != name) return false;
  if (!at["path"]) return true;
  const auto file = parse_yaml(name, texts.at(name));
  const Node place = find_place(*file, std::string(at["path"].text()));
  REQUIRE(place.exists());
  return extent(place).contains(location.span);
}

Texts with_edits(Texts texts, Node row) {
  for (const Node edit : row["arm"]) apply_edit(texts, edit);
  for (const Node edit : row["change"]) apply_edit(texts, edit);
  return texts;
}

// Whether the finding says something about the place of a row.
bool reports(const Finding& finding, Node row, const Texts& texts) {
  return any_place(finding, [&](const Location& one) { return is_at(one, row["at"], texts); });
}

bool names(Node list, const Finding& finding) {
  for (const Node id : list) {
    if (id.text() == finding.rule->id) return true;
  }
  return false;
}

void check_mutation(const Texts& clean, Node row) {
  const Texts mutated = with_edits(clean, row);
  const Report report = lint_texts(mutated, all_rules());
  const auto changed = changes(clean, mutated);
  std::set<std::string_view> found;
  for (const Finding& finding : report.findings) {
    const bool here = reports(finding, row, mutated);
    if (here) found.insert(finding.rule->id);
    if (finding.severity == Severity::kNote || names(row["also"], finding)) continue;
    INFO("says: " << describe(finding));
    if (row["pending"]) CHECK_FALSE(here);
    if (here && names(row["rules"], finding)) continue;
    CHECK(any_place(finding, [&](const Location& one) { return is_about(one, changed); }));
  }
  for (const Node id : row["rules"]) {
    INFO(id.text() << " at " << row["at"]["file"].text() << " " << row["at"]["path"].text());
    CHECK(found.count(id.text()) == 1);
  }
}

// The rows of the table that have this key.
void check_mutations(std::string_view with) {
  const Texts clean = platform("clean");
  const auto file = table("mutations.yaml");
  for (const Node row : file->documents[0].root) {
    if (!row[with]) continue;
    INFO(row["id"].text());
    check_mutation(clean, row);
  }
}

std::vector<std::string> loud_findings(const Texts& texts) {
  std::vector<std::string> out;
  const Report report = lint_texts(texts, all_rules());
  for (const Finding& finding : report.findings) {
    if (finding.severity != Severity::kNote) out.push_back(describe(finding));
  }
  return out;
}

}  // namespace

TEST_CASE("every mutation of the XGEN platform is found where it must be edited") {
  check_mutations("rules");
}

// As soon as a rule finds one, its row must name the rule.
TEST_CASE("pending mutations of the XGEN platform have no rule yet") {
  check_mutations("pending");
}

TEST_CASE("the table of XGEN mutations is whole") {
  const Texts clean = platform("clean");
  const auto file = table("mutations.yaml");
  std::set<std::string> ids;
  for (const Node row : file->documents[0].root) {
    INFO(row["id"].text());
    CHECK(ids.emplace(row["id"].text()).second);
    CHECK(row["rules"].exists() != row["pending"].exists());
    for (const Node rule : row["rules"]) CHECK(exists(rule.text()));
    for (const Node rule : row["also"]) CHECK(exists(rule.text()));
    const Texts mutated = with_edits(clean, row);
    CHECK(mutated != clean);
    const std::string at(row["at"]["file"].text());
    const auto target = parse_yaml(at, mutated.at(at));
    CHECK(find_place(*target, std::string(row["at"]["path"].text())).exists());
  }
}

TEST_CASE("what is right on the XGEN platform is passed over") {
  const Texts clean = platform("clean");
  const auto file = table("controls.yaml");
  for (const Node row : file->documents[0].root) {
    INFO(row["id"].text());
    CHECK(loud_findings(with_edits(clean, row)).empty());
  }
}

TEST_CASE("the findings of the documented XGEN platform are those we answer for") {
  const fs::path expected = fixtures() / "xgen/as-documented/expected.txt";
  std::string actual;
  const Report report = lint_texts(platform("as-documented"), all_rules());
  for (const Finding& finding : report.findings) actual += describe(finding) + "\n";
  if (updating()) write_file(expected, actual);
  CHECK(read_file(expected) == actual);
}

}  // namespace plimsoll::test
