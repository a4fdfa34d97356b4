// A green answer means that everything was looked at. Every case here went green in another linter
// without having been: the mistake planted in it must be found, or the run ends with 2 and every
// format that is a report says which path was not examined and why.

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "engine/text/concat.h"
#include "tests/cli/run_on.h"
#include "tests/cli/temporary_folder.h"

namespace plimsoll {
namespace {

using Json = nlohmann::json;

// The planted mistake, as a document and as the object of another.
constexpr std::string_view kMistake = R"(apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: planted}
spec:
  minReplicas: 9
  maxReplicas: 3
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
)";
constexpr std::string_view kFlowMistake =
    R"({"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": {"name": "planted"}, )"
    R"("spec": {"minReplicas": 9, "maxReplicas": 3, "scaleTargetRef": {"kind": "Deployment", "name": "web"}}})";
constexpr std::string_view kRule = "hpa-min-above-max";

std::string before_mistake(std::string_view text) {
  return concat(text, "---\n", kMistake);
}

std::string config_map(std::string_view data) {
  return concat("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n", data);
}

std::string utf16(std::string_view text) {
  std::string out = "\xff\xfe";
  for (const char c : text) out.append({c, '\0'});
  return out;
}

struct Text {
  const char* name;
  std::string text;
};

// Texts that were skipped, cut short or not understood elsewhere. All hold the mistake.
std::vector<Text> texts_examined() {
  const std::string long_line(70 << 10, 'x');
  std::string many;
  for (int i = 0; i < 300; ++i) many += concat("---\n", config_map(concat("  n: \"", i, "\"\n")));
  return {
      {"a quantity that is none, in an object before",
       before_mistake("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - "
                      "{name: a, resources: {limits: {memory: 1GB}}}\n")},
      {"a line over 64 KiB in a document before",
       before_mistake(config_map(concat("  a: ", long_line, "\n")))},
      {"a line over 64 KiB that holds it",
       concat(kFlowMistake.substr(0, kFlowMistake.size() - 1), ", \"x\": \"", long_line, "\"}")},
      {"template text in a block", before_mistake(config_map("  a: |\n    {{ .Values.x }}\n"))},
      {"template text in a scalar", before_mistake(config_map("  a: \"{{ .Values.x }}\"\n"))},
      {"template text in a plain scalar", before_mistake(config_map("  a: hello {{ name }}\n"))},
      {"template text in a comment", concat("# {{ hidden }}\n", kMistake, "# {{- end }}\n")},
      {"template text behind it in its own line", concat(kMistake, "  # {{ .Values.x }}\n")},
      {"a label value of an equals sign",
       before_mistake("apiVersion: v1\nkind: Service\nmetadata: {name: a, labels: {a: =}}\n")},
      {"an unquoted date",
       before_mistake(config_map("  released: 2024-05-01\n  at: 2024-05-01T10:00:00Z\n"))},
      {"numbers of other languages",
       before_mistake(config_map("  a: 0x1F\n  b: 1_000\n  c: 1e3\n  d: 0o7\n"))},
      {"a kind nobody knows before",
       before_mistake("apiVersion: example.com/v9\nkind: Wonder\nmetadata: {name: a}\n")},
      {"a version nobody knows",
       concat("apiVersion: autoscaling/v99\n", kMistake.substr(kMistake.find('\n') + 1))},
      {"documents before, empty and of comments",
       concat("---\n---\n# none\n---\n\n---\n", kMistake)},
      {"three hundred documents before", before_mistake(many)},
      {"a directive", concat("%YAML 1.1\n---\n", kMistake)},
      {"an end of document", concat(config_map("  a: b\n"), "...\n---\n", kMistake, "...\n")},
      {"a byte order mark", concat("\xef\xbb\xbf", kMistake)},
      {"JSON", std::string(kFlowMistake)},
      {"a List", concat("apiVersion: v1\nkind: List\nitems:\n- ", kFlowMistake, "\n")},
      {"a list of its kind",
       concat("apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscalerList\nitems: [",
              kFlowMistake, "]\n")},
      {"a custom resource that ends in List before",
       before_mistake("apiVersion: example.com/v1\nkind: AllowList\nmetadata: {name: a}\n")},
      {"an object without a name before",
       before_mistake("apiVersion: v1\nkind: Pod\nspec: {containers: []}\n")},
      {"a null where a mapping belongs",
       before_mistake(
           "apiVersion: v1\nkind: Pod\nmetadata: {name: a, annotations: null}\nspec: null\n")},
      {"a separator inside a text", before_mistake(config_map("  a: |\n    ---\n    b: c\n"))},
  };
}

// Texts of which a part cannot be examined, with a mistake or not.
std::vector<Text> texts_unreadable() {
  return {
      {"never closed", before_mistake("apiVersion: v1\nkind: [\n")},
      {"", concat("{{ \"\" }}\n", kMistake)},
      {"", concat(kMistake, "{{- if .Values.enabled }}\n")},
      {"", concat("metadata: {{ include \"labels\" . }}\n", kMistake)},
      {"apiVersion and kind are missing",
       concat(kMistake, "---\nError: the release name is invalid\n")},
      {"apiVersion and kind are missing",
       concat("WARNING: the chart is deprecated\n---\n", kMistake)},
      {"", concat(kMistake, "Error: template: web/templates/a.yaml:1:3: nil pointer\n")},
      {"", "Error: execution error at (web/templates/a.yaml:1:3): a value is required\n"},
      {"neither a Kubernetes object", before_mistake("just some words\n")},
      {"not UTF-8", concat(kMistake, "# caf\xe9\n")},
      {"", utf16(kMistake)},
      {"", std::string("\x7f"
                       "ELF\x02\x01\x01\0\0\0",
                       10)},
      {"", std::string("a: \0b\n", 6)},
      {"", concat(kMistake, "<<<<<<< HEAD\nspec: {}\n=======\nspec: {a: b}\n>>>>>>> other\n")},
      {"", concat(kMistake, "\tspec: 1\n")},
      {"", std::string(1000, '[')},
      {"", concat("a: &a [x, x]\nb: &b [*a, *a]\nc: *unknown\n---\n", kMistake)},
  };
}

struct Run {
  const char* name;
  MemoryFileSystem files;
  std::vector<std::string> arguments;
  std::string input;
  std::string path;    // what every report must name
  std::string reason;  // and why
};

Run run_of(const char* name, std::vector<std::string> arguments, std::string path,
           std::string reason) {
  return {name, {}, std::move(arguments), "", std::move(path), std::move(reason)};
}

// Whole runs that saw nothing, or not all.
std::vector<Run> runs() {
  std::vector<Run> all;
  all.push_back(
      run_of("standard input of a producer that failed", {"-"}, "", "standard input is empty"));
  all.push_back(run_of("nothing but white space", {"-"}, "", "did the command before it fail?"));
  all.back().input = "\n\n# none\n---\n";
  all.push_back(run_of("the message of a shell", {"-"}, "", "1 file, not a manifest"));
  all.back().input = "helm: command not found\n";
  all.push_back(run_of("no objects", {"k8s"}, "", "nothing to check"));
  all.back().files.add("/work/k8s/a.yaml", "a: b\n");
  all.push_back(run_of("a path that is not there", {"k8s", "good.yaml"}, "k8s", "no such file"));
  all.back().files.add("/work/good.yaml", std::string(kMistake));
  all.push_back(run_of("a pipe", {"."}, "pipe.yaml", "is a pipe"));
  all.back().files.add("/work/good.yaml", std::string(kMistake)).add_pipe("/work/pipe.yaml");
  all.push_back(run_of("a symlink to nothing", {"."}, "gone.yaml", "is a symlink to nothing"));
  all.back()
      .files.add("/work/good.yaml", std::string(kMistake))
      .add_symlink("/work/gone.yaml", "/no");
  all.push_back(run_of("a folder that cannot be listed", {"."}, "locked", "cannot be listed"));
  all.back()
      .files.add("/work/good.yaml", std::string(kMistake))
      .add("/work/locked/a.yaml")
      .lock("/work/locked");
  all.push_back(run_of("a chart of which only helm can make objects", {"chart/templates"}, "",
                       "a.yaml: unrendered template of chart chart"));
  all.back()
      .files.add("/work/chart/Chart.yaml", "name: chart\n")
      .add("/work/chart/templates/a.yaml", "{{ x }}");
  return all;
}

Outcomes run_on_disk(std::vector<std::string> arguments) {
  std::istringstream in;
  std::ostringstream out, err;
  const NoGit git;
  const int exit_code =
      run(std::move(arguments),
          {.in = in, .out = out, .err = err, .files = disk(), .git = git, .variables = {}});
  return {exit_code, out.str(), err.str()};
}

Outcomes lint(const Run& run, const char* format) {
  std::vector<std::string> all = {"lint", "--format", format, "--threads", "2"};
  all.insert(all.end(), run.arguments.begin(), run.arguments.end());
  return run_on(run.files, all, run.input);
}

// Text, JSON and SARIF all say so, and none is green.
void check_unexamined(const Run& run) {
  CAPTURE(run.name, run.path, run.reason);
  const Outcomes text = lint(run, "text");
  CHECK(text.exit_code == 2);
  CHECK(text.out.find(run.path) != std::string::npos);
  CHECK(text.out.find(run.reason) != std::string::npos);

  const auto named = [&run](const Json& message) {
    return message.get<std::string>().find(run.reason) != std::string::npos;
  };
  const Json json = Json::parse(lint(run, "json").out);
  CHECK(json["exitCode"] == 2);
  CHECK(std::ranges::any_of(json["errors"], [&](const Json& error) {
    return named(error["message"]) && error.value("path", "") == run.path;
  }));

  const Json log = Json::parse(lint(run, "sarif").out)["runs"][0]["invocations"][0];
  CHECK(log["executionSuccessful"] == false);
  CHECK(std::ranges::any_of(log["toolExecutionNotifications"], [&](const Json& one) {
    const bool placed =
        run.path.empty() ||
        (one.contains("locations") &&
         one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == run.path);
    return named(one["message"]["text"]) && one["level"] == "error" && placed;
  }));
}

}  // namespace

TEST_CASE("what other linters skip is examined") {
  for (const Text& one : texts_examined()) {
    CAPTURE(one.name);
    MemoryFileSystem files;
    files.add("/work/a.yaml", one.text);
    for (const auto& [path, input] :
         {std::pair("a.yaml", std::string()), std::pair("-", one.text)}) {
      const Outcomes outcome =
          run_on(files, {"lint", path, "--select", concat(kRule, ",syntax")}, input);
      CHECK(outcome.out.find(concat("[", kRule, "]")) != std::string::npos);
      CHECK(outcome.exit_code == 1);
      CHECK(outcome.err.find("unreadable") == std::string::npos);
    }
  }
}

TEST_CASE("what cannot be examined is named, with the reason, and fails the run") {
  for (const Text& one : texts_unreadable()) {
    for (const char* path : {"a.yaml", "-"}) {
      Run run = run_of(one.name, {path}, path == std::string("-") ? "stdin" : "a.yaml", one.name);
      run.files.add("/work/a.yaml", one.text);
      run.input = one.text;
      CAPTURE(one.text.substr(0, 80));
      check_unexamined(run);
    }
  }
  for (const Run& run : runs()) check_unexamined(run);
}

TEST_CASE("a disk holds more than files") {
  const TemporaryFolder folder;
  folder.write("folder.yaml/a.yaml", std::string(kMistake));
  const Outcomes examined = run_on_disk({"lint", folder.path(), "--no-config"});
  CHECK(examined.exit_code == 1);
  CHECK(examined.out.find("folder.yaml/a.yaml:5:") != std::string::npos);

  REQUIRE(::mkfifo(folder.path("pipe.yaml").c_str(), 0600) == 0);
  std::filesystem::create_symlink("gone", folder.path("gone.yaml"));
  folder.write("locked.yaml", std::string(kMistake));
  std::filesystem::permissions(folder.path("locked.yaml"), std::filesystem::perms::none);
  const Outcomes outcome = run_on_disk({"lint", folder.path(), "--no-config"});
  CHECK(outcome.exit_code == 2);
  CHECK(outcome.out.find("pipe.yaml: error: is a pipe") != std::string::npos);
  CHECK(outcome.out.find("gone.yaml: error: is a symlink to nothing") != std::string::npos);
  const bool may_read_all = ::geteuid() == 0;
  CHECK((outcome.out.find("locked.yaml: error: Permission denied") != std::string::npos) !=
        may_read_all);
}

TEST_CASE("no number of files is too many") {
  MemoryFileSystem files;
  for (int i = 0; i < 3000; ++i) {
    files.add(concat("/work/k8s/", i % 50, "/", i, ".yaml"), config_map("  a: b\n"));
  }
  files.add("/work/k8s/50/z.yaml", std::string(kMistake));
  const Json report = Json::parse(run_on(files, {"lint", "k8s", "--format", "json"}).out);
  CHECK(report["exitCode"] == 1);
  CHECK(report["summary"]["files"]["checked"] == 3001);
  CHECK(report["summary"]["resources"] == 3001);
  CHECK(report["findings"][0]["path"] == "50/z.yaml");
}

TEST_CASE("a stream of 17 MB is read to its end") {
  std::string stream;
  while (stream.size() < 17u << 20) {
    stream += concat(config_map(concat("  a: |\n    ", std::string(1 << 20, '#'), "\n")), "---\n");
  }
  stream += kMistake;
  const Json report = Json::parse(run_on({}, {"lint", "-", "--format", "json"}, stream).out);
  CHECK(report["exitCode"] == 1);
  CHECK(report["summary"]["resources"] == 18);
  CHECK(report["findings"][0]["rule"] == kRule);
}

}  // namespace plimsoll
