// The report depends on what the files say, and on nothing else.

#include "engine/lint/lint.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <new>
#include <set>
#include <string>
#include <vector>

#include "engine/text/concat.h"
#include "tests/support/fixtures.h"

namespace plimsoll::test {
namespace {

// Everything of a report that a user can see, as text.
std::string show(const Report& report, bool with_places = true) {
  std::string out;
  const auto place = [](const Location& location) {
    return concat(location.source->reported_path(), "@", location.span.begin, "-",
                  location.span.end);
  };
  std::multiset<std::string> lines;
  for (const Finding& finding : report.findings) {
    std::string line =
        concat(finding.rule->id, " ", severity_name(finding.severity), " ", finding.message);
    if (with_places) line += concat(" ", place(finding.location));
    for (const RelatedLocation& related : finding.related) {
      line += concat(" | ", related.message);
      if (with_places) line += concat(" ", place(related.location));
    }
    for (const Subject& subject : finding.subjects) {
      line += concat(" {", subject.resource->label(), " ", subject.container, "}");
    }
    if (with_places) {
      out += line + "\n";
    } else {
      lines.insert(line);
    }
  }
  for (const std::string& line : lines) out += line + "\n";
  if (!with_places) return out;
  for (const LedgerEntry& entry : report.ledger.entries) {
    out += concat(entry.path, " ", outcome_name(entry.outcome), " ", entry.reason, " ",
                  entry.documents, " ", entry.resources, "\n");
  }
  return out;
}

// Files only: what makes a folder a project is left out.
Texts fixture_texts() {
  Texts texts;
  for (const char* folder : {"rules", "clean", "demo"}) {
    for (const auto& path : files_below(fixtures() / folder)) {
      if (path.filename() == ".plimsoll.yaml" || path.filename() == "Chart.yaml") continue;
      texts[std::filesystem::relative(path, fixtures()).string()] = read_file(path);
    }
  }
  for (const auto& path : files_below(shared() / "corpus")) {
    if (path.extension() != ".yaml" || path.filename() == "prometheus-operator-crds.yaml") continue;
    texts["corpus/" + path.filename().string()] = read_file(path);
  }
  return texts;
}

}  // namespace

TEST_CASE("threads and the order of the arguments change nothing") {
  const Texts texts = fixture_texts();
  const std::string expected = show(lint_texts(texts, all_rules(), 1));
  CHECK(show(lint_texts(texts, all_rules(), 4)) == expected);
  CHECK(show(lint_texts(texts, all_rules(), 16)) == expected);

  std::vector<Input> inputs;
  for (const auto& [path, text] : texts) inputs.insert(inputs.begin(), {path, path});
  const auto read = [&](const Input& input) { return ReadResult{texts.at(input.path), ""}; };
  LintOptions options{all_rules(), 2};
  options.suppression.today = "2026-06-30";  // as lint_texts has it
  CHECK(show(lint(inputs, read, {}, options)) == expected);
}

TEST_CASE("what a worker throws reaches the caller") {
  std::vector<Input> inputs;
  for (int i = 0; i < 50; ++i) inputs.push_back({concat(i, ".yaml"), concat(i, ".yaml")});
  const auto read = [](const Input& input) {
    if (input.path.starts_with('3')) throw std::bad_alloc();
    return ReadResult{"a: 1\n", ""};
  };
  for (const unsigned threads : {1u, 2u, 16u}) {
    CHECK_THROWS_AS(lint(inputs, read, {}, {all_rules(), threads}), std::bad_alloc);
  }
}

TEST_CASE("how objects are spread over files changes no finding") {
  const std::string hpa =
      "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web\n"
      "spec:\n  minReplicas: 5\n  maxReplicas: 2\n"
      "  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}\n";
  const std::string web =
      "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n"
      "  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n"
      "    spec:\n      containers:\n        - name: web\n          image: web:1.0\n"
      "          livenessProbe: {tcpSocket: {port: 80}}\n"
      "          readinessProbe: {tcpSocket: {port: 80}, initialDelaySeconds: 10}\n"
      "          resources:\n            limits: {memory: 1G}\n"
      "            requests: {memory: 1Gi}\n";
  const auto indented = [](std::string_view text) {
    std::string out = "- ";
    for (const char c : text) {
      out += c;
      if (c == '\n') out += "  ";
    }
    return out.substr(0, out.size() - 2);
  };
  const std::string expected = show(lint_texts({{"a", hpa}, {"b", web}}, all_rules()), false);
  CHECK(std::count(expected.begin(), expected.end(), '\n') >= 3);
  const Texts arrangements[] = {
      {{"one", hpa + "---\n" + web}},
      {{"one", web + "---\n" + hpa}},
      {{"b", hpa}, {"a", web}},
      {{"list", "apiVersion: v1\nkind: List\nitems:\n" + indented(hpa) + indented(web)}},
  };
  for (const Texts& texts : arrangements) {
    CHECK(show(lint_texts(texts, all_rules()), false) == expected);
  }
}

TEST_CASE("every path ends in the ledger") {
  const Texts texts = {
      {"empty.yaml", ""},
      {"comment.yaml", "# nothing\n"},
      {"values.yaml", "replicaCount: 1\n"},
      {"list.yaml", "- a\n"},
      {"scalar.yaml", "hello\n"},
      {"broken.yaml", "a: [\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n"},
      {"two.yaml",
       "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n---\n---\n"
       "apiVersion: v1\nkind: Namespace\nmetadata: {name: b}\n"},
  };
  std::vector<Input> inputs;
  for (const auto& [path, text] : texts) inputs.push_back({path, path});
  inputs.push_back({"gone.yaml", "gone.yaml"});
  const auto read = [&](const Input& input) {
    if (input.path == "gone.yaml") return ReadResult{"", "no such file"};
    return ReadResult{texts.at(input.path), ""};
  };
  LedgerEntry excluded;
  excluded.path = excluded.reported_path = "skipped.yaml";
  excluded.outcome = Outcome::kExcluded;
  excluded.reason = "--exclude skipped.yaml";
  const Report report = lint(inputs, read, {excluded}, {all_rules(), 1});

  struct Row {
    std::string_view path;
    Outcome outcome;
    std::uint32_t documents;
    std::uint32_t resources;
  };
  const Row rows[] = {
      {"broken.yaml", Outcome::kUnreadable, 1, 1}, {"comment.yaml", Outcome::kChecked, 0, 0},
      {"empty.yaml", Outcome::kChecked, 0, 0},     {"gone.yaml", Outcome::kUnreadable, 0, 0},
      {"list.yaml", Outcome::kUnreadable, 1, 0},   {"scalar.yaml", Outcome::kUnreadable, 1, 0},
      {"skipped.yaml", Outcome::kExcluded, 0, 0},  {"two.yaml", Outcome::kChecked, 2, 2},
      {"values.yaml", Outcome::kChecked, 1, 0},
  };
  REQUIRE(report.ledger.entries.size() == std::size(rows));
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    const LedgerEntry& entry = report.ledger.entries[i];
    INFO(entry.path << ": " << entry.reason);
    CHECK(entry.path == rows[i].path);
    CHECK(entry.outcome == rows[i].outcome);
    CHECK(entry.documents == rows[i].documents);
    CHECK(entry.resources == rows[i].resources);
    CHECK((entry.outcome == Outcome::kChecked || !entry.reason.empty()));
  }
  CHECK(report.ledger.kinds.at("Namespace") == 3);
  CHECK(report.ledger.files(Outcome::kUnreadable) == 4);
}

TEST_CASE("the ledger of the corpus agrees with an independent count") {
  // Documents are counted here by lines alone: a chunk between separators with one line that is
  // neither blank nor a comment.
  std::size_t expected = 0;
  Texts texts;
  for (const auto& path : files_below(shared() / "corpus")) {
    if (path.extension() != ".yaml") continue;
    const std::string text = read_file(path);
    bool content = false;
    for (std::size_t line = 0; line < text.size();) {
      const std::size_t end = std::min(text.find('\n', line), text.size());
      const std::string_view all = std::string_view(text).substr(line, end - line);
      const std::size_t first = all.find_first_not_of(" \t\r");
      if (all.starts_with("---")) {
        expected += content ? 1 : 0;
        content = false;
      } else if (first != std::string_view::npos && all[first] != '#') {
        content = true;
      }
      line = end + 1;
    }
    expected += content ? 1 : 0;
    texts[path.filename().string()] = text;
  }
  const Report report = lint_texts(texts, all_rules(), 2);
  CHECK(report.ledger.documents() == expected);
  for (const LedgerEntry& entry : report.ledger.entries) {
    INFO(entry.path << ": " << entry.reason);
    CHECK(entry.outcome == Outcome::kChecked);
  }
}

}  // namespace plimsoll::test
