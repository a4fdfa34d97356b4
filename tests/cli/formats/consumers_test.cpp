// The formats of others, read as their readers do.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "cli/formats/format.h"
#include "cli/formats/workflow_command.h"
#include "engine/text/concat.h"
#include "rules/catalogue.h"
#include "tests/cli/formats/sample.h"
#include "tests/support/markdown.h"

namespace plimsoll {
namespace {

using test::split_lines;

std::vector<const Rule*> rules() {
  return {&kGreeting, &kLatest, &kPassword, &kReplicas, find_rule("yaml-syntax")};
}

std::string render(std::string_view format, const Report& report,
                   Severity fail_on = Severity::kWarning) {
  return find_format(format)->render(report, {.rules = {}, .exit_code = 2, .fail_on = fail_on});
}

std::string pod(std::string_view name, std::string_view image) {
  return concat("apiVersion: v1\nkind: Pod\nmetadata: {name: '", name,
                "'}\nspec: {containers: [{name: a, image: '", image, "'}]}\n");
}

// Names and texts that would mean something to a reader of any of the formats.
Report hostile_report() {
  const std::string nasty =
      "`` | <b>&\"]]> @team #1 [x](https://e.org) :tada: 100%, a:b ##[error]x";
  Report report =
      lint_texts({{"::error::a.yaml", pod("::set-output name=a::b", "x:latest")},
                  {"a,b:c%25 [d].yaml", pod(nasty, "x:latest")},
                  {"  ::warning::b.yaml",
                   "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n"
                   "  greeting: \"" +
                       std::string(R"(::error::x\n::error::y\e[2J ]]> <failure> @team)") + "\"\n"},
                  {"broken.yaml", "a: [\n"},
                  {"clean.yaml", pod("clean", "x:1")}},
                 rules());
  LedgerEntry missing;
  missing.path = missing.reported_path = "::error::gone\n::error::\x1b]0;x.yaml";
  missing.outcome = Outcome::kUnreadable;
  missing.reason = "no such file";
  report.ledger.entries.push_back(missing);
  return report;
}

std::string unescaped(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      out.push_back(static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16)));
      i += 2;
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

// The text without its code spans, as CommonMark finds them.
std::string outside_code(const std::string& line) {
  std::string out;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = std::min(line.find_first_not_of('`', at), line.size());
    const std::string fence = line.substr(at, end - at);
    if (fence.empty()) {
      out.push_back(line[at++]);
      continue;
    }
    std::size_t close = end;
    do {
      close = line.find_first_of('`', close);
      REQUIRE(close != std::string::npos);
      const std::size_t after = std::min(line.find_first_not_of('`', close), line.size());
      if (after - close == fence.size()) break;
      close = after;
    } while (true);
    at = close + fence.size();
  }
  return out;
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("every format has a name of its own, which fits the help") {
  std::set<std::string_view> names;
  for (const Format* format : formats()) {
    CHECK(names.insert(format->name).second);
    CHECK(find_format(format->name) == format);
    CHECK(format->name.size() < 12);
    CHECK_FALSE(format->description.empty());
    CHECK(format->second.empty() == format->second_variable.empty());
    CHECK((format->second.empty() || find_format(format->second) != nullptr));
  }
  CHECK(find_format("xml") == nullptr);
}

TEST_CASE("workflow commands are escaped as the runner takes them back") {
  const std::vector<std::array<std::string, 3>> vectors = {
      {"첫 줄: 100%, a\n둘째 줄", "첫 줄: 100%25, a%0A둘째 줄", "첫 줄%3A 100%25%2C a%0A둘째 줄"},
      {"PLM1001: 특권, 100%", "PLM1001: 특권, 100%25", "PLM1001%3A 특권%2C 100%25"},
      {"deploy/a:b,c.yaml", "deploy/a:b,c.yaml", "deploy/a%3Ab%2Cc.yaml"},
      {"%0A\r", "%250A%0D", "%250A%0D"},
  };
  for (const auto& [raw, message, property] : vectors) {
    const std::pair<std::string_view, std::string> properties[] = {{"file", raw}, {"line", ""}};
    CHECK(workflow_command("error", properties, raw) ==
          concat("::error file=", property, "::", message, "\n"));
    CHECK(workflow_command("notice", {}, raw) == concat("::notice::", message, "\n"));
  }
}

TEST_CASE("the log of GitHub obeys plimsoll and no manifest") {
  const Report report = hostile_report();
  std::set<std::string> paths;
  for (const auto& file : report.files) paths.insert(file->source.reported_path());
  const std::regex command("::(error|warning|notice) file=([^,:]*),.*title=plimsoll%3A [^:,]*::.*");
  std::size_t commands = 0;
  for (const std::string& line : split_lines(render("github", report))) {
    INFO(line);
    CHECK(line.find("##[") == std::string::npos);
    const std::size_t start = line.find_first_not_of(" \t");
    if (start == std::string::npos || line.compare(start, 2, "::") != 0) continue;
    ++commands;
    std::smatch parts;
    REQUIRE(std::regex_match(line, parts, command));
    const std::string path = unescaped(parts[2]);
    CHECK((paths.count(path) == 1 || path.find("gone") != std::string::npos));
  }
  CHECK(commands == report.findings.size() + 1);
}

TEST_CASE("no line of any format is a command of a manifest") {
  const Report report = hostile_report();
  for (const Format* format : formats()) {
    for (const std::string& line : split_lines(render(format->name, report))) {
      CAPTURE(format->name, line);
      CHECK(line.find("##[") == std::string::npos);
      CHECK(line.find('\x1b') == std::string::npos);
      const std::string start = line.substr(std::min(line.find_first_not_of(' '), line.size()), 2);
      CHECK((start != "::" || format->name == "github"));
    }
  }
}

TEST_CASE("GitHub is given ten annotations of a severity, and the log all findings") {
  std::map<std::string, std::string> texts;
  for (int i = 10; i < 40; ++i) texts[concat("pod", i, ".yaml")] = pod(concat("p", i), "x:latest");
  const std::string log = render("github", lint_texts(texts, rules()));
  CHECK(count_of(log, "::warning ") == 10);
  CHECK(count_of(log, ": warning: image has the tag latest [latest-tag]\n") == 30);
}

TEST_CASE("GitLab finds what it demands in every issue") {
  Report report = hostile_report();
  const Finding twin = report.findings.back();
  report.findings.push_back(twin);
  const auto issues = nlohmann::json::parse(render("gitlab", report));
  CHECK(issues.size() == report.findings.size() + 1);
  std::set<std::string> fingerprints;
  const std::set<std::string> severities = {"info", "minor", "major", "critical", "blocker"};
  for (const auto& issue : issues) {
    const std::string rule = issue.at("check_name");
    CHECK(issue.at("description").get<std::string>().rfind(rule + ": ", 0) == 0);
    CHECK(severities.count(issue.at("severity")) == 1);
    CHECK_FALSE(issue.at("location").at("path").get<std::string>().empty());
    CHECK(issue.at("location").at("lines").at("begin").is_number_integer());
    CHECK(fingerprints.insert(issue.at("fingerprint")).second);
  }
}

TEST_CASE("a fingerprint of GitLab survives a move, and the same object in two files is two") {
  const std::string text = pod("web", "x:latest");
  const auto fingerprints = [](const std::map<std::string, std::string>& texts) {
    std::vector<std::string> found;
    const Report report = lint_texts(texts, rules());
    for (const auto& issue : nlohmann::json::parse(render("gitlab", report))) {
      found.push_back(issue["fingerprint"]);
    }
    return found;
  };
  const auto before = fingerprints({{"a.yaml", text}});
  CHECK(before.size() == 1);
  CHECK(fingerprints({{"b/c.yaml", "# moved\n\n" + text}}) == before);
  const auto both = fingerprints({{"a.yaml", text}, {"b.yaml", text}});
  REQUIRE(both.size() == 2);
  CHECK(both[0] == before[0]);
  CHECK(both[1] != both[0]);
}

TEST_CASE("the numbers and names of a JUnit report agree with its tests") {
  Report report = hostile_report();
  const Finding twin = report.findings.back();
  report.findings.push_back(twin);
  for (const Severity fail_on : {Severity::kNote, Severity::kWarning, Severity::kError}) {
    const std::string xml = render("junit", report, fail_on);
    const auto number = [&xml](const char* name) {
      std::smatch match;
      REQUIRE(std::regex_search(xml, match, std::regex(concat(" ", name, "=\"(\\d+)\""))));
      return static_cast<std::size_t>(std::stoul(match[1]));
    };
    CHECK(number("tests") == count_of(xml, "<testcase "));
    CHECK(number("failures") == count_of(xml, "<failure "));
    CHECK(number("errors") == count_of(xml, "<error "));
    CHECK(number("skipped") == count_of(xml, "<skipped "));
    const auto fails =
        std::count_if(report.findings.begin(), report.findings.end(),
                      [fail_on](const Finding& finding) { return finding.severity >= fail_on; });
    CHECK(number("failures") == static_cast<std::size_t>(fails));
    CHECK(number("errors") == 1);
    std::set<std::string> names;
    const std::regex test("<testcase classname=\"([^\"]*)\" name=\"([^\"]*)\"");
    for (std::sregex_iterator at(xml.begin(), xml.end(), test), end; at != end; ++at) {
      CHECK(names.insert((*at)[0]).second);
    }
    CHECK(names.size() == number("tests"));
  }
}

TEST_CASE("what comes from an input is in code spans of Markdown") {
  const std::string page = render("markdown", hostile_report());
  for (const std::string& line : split_lines(page)) {
    if (line.rfind("- ", 0) != 0) continue;
    const std::string outside = outside_code(line);
    INFO(line);
    CHECK(std::regex_match(outside,
                           std::regex("-  ( in )? ?(\\(\\[[a-z-]+\\]\\(https://[^ ]+\\)\\))?")));
  }
}

TEST_CASE("a comment fits GitHub, and what is worst is in it") {
  std::map<std::string, std::string> texts;
  for (int i = 1000; i < 2500; ++i) {
    texts[concat("pod", i, ".yaml")] = pod(concat("p", i), "x:latest");
  }
  texts["z.yaml"] = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {PASSWORD: x}\n";
  const std::string page = render("markdown", lint_texts(texts, rules()));
  CHECK(page.size() < 65536);
  CHECK(page.find("## plimsoll: 1 error, 1500 warnings\n") != std::string::npos);
  CHECK(page.find("PASSWORD is a credential") < page.find("### Warnings"));
  std::smatch match;
  REQUIRE(std::regex_search(page, match, std::regex("\n(\\d+) more that do not fit")));
  CHECK(count_of(page, "\n- ") + std::stoul(match[1]) == 1501);
}

}  // namespace plimsoll
