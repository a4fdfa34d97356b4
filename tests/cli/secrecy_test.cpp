// No credential of any fixture appears in any output, whatever rules are selected, however the file
// ends its lines, and when the text around the credential is broken. What counts as shown: the
// credential, its base64, or five of its bytes in a row that stand nowhere else.

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "cli/options.h"
#include "engine/text/concat.h"
#include "rules/catalogue.h"
#include "tests/cli/run_on.h"
#include "tests/cli/temporary_folder.h"
#include "tests/support/fixtures.h"

namespace plimsoll {
namespace {

constexpr std::size_t kPiece = 5;

// A fixture, and where its credentials stand.
struct Sample {
  std::string name;
  std::string text;
  std::vector<Span> credentials;
};

std::vector<Sample> samples() {
  std::vector<Sample> all;
  const Rule* rule = find_rule("secret-in-configmap");
  REQUIRE(rule != nullptr);
  for (const char* folder : {"rules", "demo", "xgen", "clean", "formats/input"}) {
    for (const auto& path : test::files_below(test::fixtures() / folder)) {
      Sample sample{path.lexically_relative(test::fixtures()), test::read_file(path), {}};
      const Report report = test::lint_texts({{"a.yaml", sample.text}}, {rule});
      for (const Finding& finding : report.findings) {
        if (!finding.location.span.empty()) sample.credentials.push_back(finding.location.span);
      }
      if (!sample.credentials.empty()) all.push_back(std::move(sample));
    }
  }
  return all;
}

std::string base64(std::string_view bytes) {
  static constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i + 3 <= bytes.size(); i += 3) {  // whole groups: the rest varies
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j)
      group = group << 8 | static_cast<unsigned char>(bytes[i + j]);
    for (int shift = 18; shift >= 0; shift -= 6) out += kDigits[group >> shift & 63];
  }
  return out;
}

std::set<std::string> pieces(std::string_view text) {
  std::set<std::string> out;
  for (std::size_t i = 0; i + kPiece <= text.size(); ++i) {
    std::string piece(text.substr(i, kPiece));
    if (piece.find_first_of("\r\n") == std::string::npos) out.insert(std::move(piece));
  }
  return out;
}

// What must not be shown of a sample: pieces of its credentials that neither stand elsewhere in it
// nor in what the program says about a file without credentials.
std::set<std::string> forbidden(const Sample& sample, const std::set<std::string>& said_anyway) {
  std::string rest;
  std::uint32_t from = 0;
  std::set<std::string> out;
  for (const Span span : sample.credentials) {
    const std::string secret = sample.text.substr(span.begin, span.size());
    out.merge(pieces(secret));
    if (secret.size() >= 6) out.merge(pieces(base64(secret)));
    rest += sample.text.substr(from, span.begin - std::min(from, span.begin)) + "\n";
    from = std::max(from, span.end);
  }
  rest += sample.text.substr(from);
  for (const std::string& piece : pieces(rest)) out.erase(piece);
  for (const std::string& piece : said_anyway) out.erase(piece);
  return out;
}

std::string with_crlf(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return out;
}

std::size_t line_begin(const std::string& text, std::size_t at) {
  const std::size_t end = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
  return end == std::string::npos ? 0 : end + 1;
}

std::size_t line_end(const std::string& text, std::size_t at) {
  return std::min(text.find('\n', at), text.size());
}

// The text as it is, and broken near the credential in every way that makes a rule look there.
std::vector<std::string> broken(const std::string& text, Span secret) {
  const std::size_t begin = line_begin(text, secret.begin);
  const std::size_t end = line_end(text, secret.begin);
  const std::size_t behind = line_end(text, secret.end);
  const std::string line = text.substr(begin, end - begin) + "\n";
  const std::string indent(line.find_first_not_of(' '), ' ');
  const auto inserted = [&](std::size_t at, std::string_view what) {
    return text.substr(0, at) + std::string(what) + text.substr(at);
  };
  std::vector<std::string> all = {
      inserted(begin, line),                             // written twice
      text.substr(0, secret.begin + secret.size() / 2),  // cut off
      text.substr(0, secret.end),
      inserted(secret.end, "\""),
      inserted(secret.end, "'"),
      inserted(secret.begin, "\""),
      inserted(secret.begin, "'"),
      inserted(secret.begin, "["),
      inserted(secret.begin, "{"),
      inserted(secret.begin, "*"),
      inserted(secret.begin, "&"),
      inserted(secret.begin, "!"),
      inserted(secret.begin, "@"),
      inserted(secret.begin, "|"),
      inserted(secret.begin, "#"),
      inserted(secret.begin, "\n"),
      inserted(secret.begin, "\n  "),
      inserted(secret.begin, "x: "),
      inserted(secret.begin, "\t"),
      inserted(secret.end, ": "),
      inserted(secret.end, " #"),
      inserted(secret.end, "\x1b"),
      inserted(secret.end, "\xff"),
      inserted(secret.end, std::string_view("\0", 1)),
      inserted(secret.begin + secret.size() / 2, "\xff"),
      inserted(begin, "\t"),
      inserted(begin, " "),
      inserted(begin, "- "),
      inserted(begin, "? "),
      inserted(begin, "%"),
      inserted(begin, "---\n"),
      inserted(begin, "...\n"),
      inserted(begin, concat(indent, "broken: [\n")),
      inserted(begin, concat(indent, "broken: \"\n")),
      inserted(begin, concat(indent, "<<: 1\n")),
      inserted(begin, "]\n"),
  };
  if (behind < text.size()) {
    const std::size_t next = behind + 1;
    for (const char* what : {"]\n", "\t: x\n", "  broken: [\n", "x: y: z\n", "\"\n", "\xff\n"}) {
      all.push_back(inserted(next, what));
    }
  }
  return all;
}

// Everything the program says about a file.
std::string said(const std::string& text, const std::vector<std::string>& options,
                 const std::vector<std::string>& formats = format_names()) {
  MemoryFileSystem files;
  files.add("/work/a.yaml", text);
  std::string all;
  for (const std::string& format : formats) {
    std::vector<std::string> arguments = {"lint", "a.yaml", "--format", format};
    arguments.insert(arguments.end(), options.begin(), options.end());
    const Outcomes outcome = run_on(files, std::move(arguments));
    all += outcome.out + outcome.err;
  }
  return all;
}

// What every other command says of a text that is taken for a manifest and for values, and what it
// writes.
std::string said_by_commands(const std::string& text) {
  const TemporaryFolder folder;
  const std::string baseline = folder.path("baseline.json");
  MemoryFileSystem files;
  files.add("/work/a.yaml", text).add("/work/chart/Chart.yaml", "name: chart\n");
  files.add("/work/chart/values.yaml", text).add("/work/.plimsoll.yaml", text);
  std::string all;
  const auto say = [&](const std::vector<std::string>& arguments) {
    const Outcomes outcome = run_on(files, arguments);
    all += outcome.out + outcome.err;
  };
  say({"lint", "a.yaml", "--list-files"});
  say({"lint", "a.yaml", "--statistics"});
  say({"lint", "a.yaml", "--timings", "-q"});
  say({"lint", "a.yaml", "--config", ".plimsoll.yaml"});
  say({"lint", "--chart", "chart", "--no-config"});
  say({"values", "chart", "--no-config"});
  say({"values", "chart", "--no-config", "--format", "json"});
  say({"baseline", "write", "a.yaml", "--no-config", "--baseline", baseline});
  all += folder.read("baseline.json");
  files.add(baseline, folder.read("baseline.json"));
  say({"baseline", "show", "--baseline", baseline});
  for (const std::string& format : format_names()) {
    say({"lint", "a.yaml", "--no-config", "--baseline", baseline, "--format", format});
  }
  files.add("/work/a.yaml", "# plimsoll:ignore-file secret-in-configmap\n" + text);
  say({"lint", "a.yaml", "--show-suppressed"});
  say({"lint", "a.yaml", "--no-inline-suppressions"});
  return all;
}

std::string leak(const std::string& output, const std::set<std::string>& secret) {
  for (std::size_t i = 0; i + kPiece <= output.size(); ++i) {
    const auto found = secret.find(output.substr(i, kPiece));
    if (found != secret.end()) return *found;
  }
  return {};
}

std::set<std::string> said_anyway() {
  std::string all = said("a: [\n", {}) + said("kind: A\n", {});
  for (const Rule* rule : test::all_rules()) {
    all += concat(rule->id, rule->summary, rule->rationale, rule->remediation);
  }
  return pieces(all);
}

TEST_CASE("no rule selection and no format shows a credential of a fixture") {
  const std::set<std::string> anyway = said_anyway();
  const std::vector<Sample> all = samples();
  REQUIRE(all.size() >= 7);
  for (const Sample& sample : all) {
    const std::set<std::string> secret = forbidden(sample, anyway);
    for (const std::string& text : {sample.text, with_crlf(sample.text)}) {
      CAPTURE(sample.name);
      CHECK(leak(said(text, {}), secret) == "");
      for (const Rule* rule : test::all_rules()) {
        CHECK(leak(said(text, {"--select", std::string(rule->id)}, {"text"}), secret) == "");
      }
    }
  }
}

TEST_CASE("no command shows a credential of a fixture, nor writes one down") {
  std::set<std::string> anyway = said_anyway();
  anyway.merge(pieces(said_by_commands("kind: A\n")));
  for (const Sample& sample : samples()) {
    CAPTURE(sample.name);
    CHECK(leak(said_by_commands(sample.text), forbidden(sample, anyway)) == "");
  }
}

// To save time every credential meets a third of the ways, and line ends and formats take turns;
// text, which shows lines, comes more often.
TEST_CASE("broken text shows no credential either") {
  const std::set<std::string> anyway = said_anyway();
  const std::vector<std::string> others = format_names();
  std::size_t turn = 0;
  for (const Sample& sample : samples()) {
    const std::set<std::string> secret = forbidden(sample, anyway);
    for (const Span span : sample.credentials) {
      ++turn;  // the next third
      for (const std::string& text : broken(sample.text, span)) {
        if (++turn % 3 != 0) continue;
        const std::string variant = turn % 2 == 0 ? text : with_crlf(text);
        const std::string found = leak(
            said(variant, {}, {turn % 7 == 0 ? others[turn % others.size()] : "text"}), secret);
        if (found.empty()) continue;
        CAPTURE(sample.name, variant, said(variant, {}, {"text"}));
        CHECK(found == "");
      }
    }
  }
}

}  // namespace
}  // namespace plimsoll
