#include "cli/options.h"

#include <catch2/catch.hpp>

namespace plimsoll {
namespace {

Options parse(std::vector<std::string> arguments) {
  return parse_options(std::move(arguments), 4);
}

using Paths = std::vector<std::string>;

}  // namespace

TEST_CASE("plimsoll alone, or with options only, lints the working folder") {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{}, {"lint"}, {"--quiet"}, {"lint", "--color", "never"}}) {
    const Options options = parse(arguments);
    CHECK(options.command == Command::kLint);
    CHECK(options.lint.files.paths == Paths{"."});
    CHECK(options.lint.threads == 4);
    REQUIRE(options.lint.outputs.size() == 1);
    CHECK(options.lint.outputs[0].format->name == "text");
  }
}

TEST_CASE("words are paths whatever they look like") {
  CHECK(parse({"lint", "rules", "[x]", "a,b", "-", "{y}"}).lint.files.paths ==
        Paths{"rules", "[x]", "a,b", "-", "{y}"});
  CHECK(parse({"lint", "a", "--quiet", "b", "--", "-q", "--format"}).lint.files.paths ==
        Paths{"a", "b", "-q", "--format"});
}

TEST_CASE("the baseline has a verb, paths and a file") {
  const Options options = parse({"baseline", "prune", "a", "--select", "probes", "b"});
  CHECK(options.command == Command::kBaseline);
  CHECK(options.verb == BaselineVerb::kPrune);
  CHECK(options.lint.files.paths == Paths{"a", "b"});
  CHECK(options.lint.baseline.empty());
  CHECK(parse({"baseline", "write"}).lint.files.paths == Paths{"."});
  CHECK(parse({"baseline", "show", "--baseline", "b"}).lint.baseline == "b");
  CHECK(parse({"lint"}).lint.baseline.empty());
}

TEST_CASE("a file belongs to the format before it") {
  const Options options =
      parse({"lint", "--format", "sarif", "-o", "a", "--format=json", "--format", "text", "-ob"});
  REQUIRE(options.command == Command::kLint);
  REQUIRE(options.lint.outputs.size() == 3);
  CHECK(options.lint.outputs[0].file == "a");
  CHECK(options.lint.outputs[1].file.empty());
  CHECK(options.lint.outputs[2].format->name == "text");
  CHECK(options.lint.outputs[2].file == "b");
}

TEST_CASE("lists may be split by commas and by repeating the option") {
  const Options options = parse({"--select", "a,b", "x", "--select", "c", "--ignore=d"});
  CHECK(options.lint.select == Paths{"a", "b", "c"});
  CHECK(options.lint.ignore == Paths{"d"});
  CHECK(options.lint.files.paths == Paths{"x"});
}

TEST_CASE("what is wrong with a command line is said, and what was meant") {
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
      {{"lnit"}, "unknown command 'lnit'; did you mean 'lint'?"},
      {{"k8s/"}, "unknown command 'k8s/'; did you mean 'plimsoll lint k8s/'?"},
      {{"lint", "--fomat", "json"}, "unknown option '--fomat'; did you mean '--format'?"},
      {{"lint", "--qiet=1"}, "unknown option '--qiet'; did you mean '--quiet'?"},
      {{"lint", "--format", "jsn"},
       "unknown value of --format 'jsn'; did you mean 'json'? (it takes text, one-line, json, "
       "sarif, github, gitlab, junit, "
       "markdown)"},
      {{"--fail-on", "never"},
       "unknown value of --fail-on 'never' (it takes note, warning, error)"},
      {{"lint", "-o", "x"}, "-o belongs behind the --format it is for"},
      {{"lint", "--format", "json", "-o", "x", "-o", "y"},
       "-o 'y' needs a --format of its own before it"},
      {{"lint", "--format", "json", "--format", "text", "-o", "-"},
       "only one --format can go to standard output; give the others -o FILE"},
      {{"lint", "--format", "json", "-o", "x", "--format", "text", "-o", "x"},
       "two formats are to be written to 'x'"},
      {{"lint", "a", ""}, "a path is empty; was a variable not set?"},
      {{"--list-files", "--format", "json"},
       "--list-files is no report: it takes neither --format nor -o"},
      {{"--threads", "0"}, "--threads takes a number from 1 to 256, not '0'"},
      {{"--threads", "many"}, "--threads takes a number from 1 to 256, not 'many'"},
      {{"--select", "a,,b"}, "--select has an empty name in its list"},
      {{"--exclude", "[a"}, "--exclude '[a' is no pattern"},
      {{"baseline"}, "baseline takes one of write, prune and show"},
      {{"baseline", "wirte"},
       "unknown value of baseline 'wirte'; did you mean 'write'? (it takes write, prune, show)"},
      {{"baseline", "show", "a.yaml"}, "unexpected 'a.yaml'"},
      {{"baseline", "write", "--format", "json"}, "unknown option '--format'"},
      {{"lint", "--baseline", ""}, "--baseline takes the name of a file"},
      {{"explain"}, "explain takes the name of a rule; 'plimsoll rules' lists them"},
      {{"explain", "a", "b"}, "unexpected 'b'"},
      {{"rules", "a"}, "unexpected 'a'"},
  };
  for (const auto& [arguments, message] : cases) {
    const Options options = parse(arguments);
    CHECK(options.command == Command::kUsageError);
    CHECK(options.text == message);
  }
  CHECK(parse({"lint", "--format"}).command == Command::kUsageError);
}

TEST_CASE("help names every command and option") {
  for (const char* word : {"lint", "rules", "explain", "--version", "Exit codes"}) {
    CHECK(parse({"--help"}).text.find(word) != std::string::npos);
  }
  const std::string help = parse({"lint", "--help"}).text;
  for (const char* option :
       {"--format", "-o,", "--select", "--ignore", "--fail-on", "--report-only", "--allow-empty",
        "--list-files", "--color", "--threads", "--quiet", "--include", "--exclude",
        "--stdin-filename"}) {
    INFO(option);
    CHECK(help.find(option) != std::string::npos);
  }
  CHECK(parse({"explain", "--help"}).command == Command::kPrint);
  CHECK(parse({"help"}).text == parse({"--help"}).text);
  CHECK(parse({"version"}).text == parse({"--version"}).text);
}

}  // namespace plimsoll
