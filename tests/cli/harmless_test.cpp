// What is planted in an input never reaches a terminal or a log: neither an escape, nor a character
// that reorders text, nor a command that a CI service reads out of a log. In every place that holds
// text, in every format, and on standard error too.

#include <array>
#include <catch2/catch.hpp>

#include "cli/formats/escape.h"
#include "engine/text/concat.h"
#include "tests/cli/run_on.h"

namespace plimsoll {
namespace {

constexpr std::array<std::string_view, 14> kPlants = {
    "\x1b[31mred",
    "\x1b]0;title\x07",
    "a\u009b31mb",
    "a\u202ecod.exe",
    "a\u2066b\u2069",
    "pay\u200bpal",
    "::set-output name=a::b",
    "  ::error::boo",
    "a\n::error::boo",
    "a\r::error::boo",
    "a\u2028::error::boo",
    "a##[error]boo",
    "a##vso[task.setvariable variable=a]b",
    "]]><x>%0A::error::boo\x08\x7f",
};

// Between double quotes, as YAML understands it.
std::string quoted(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) {
      out += {'\\', 'x', kDigits[byte >> 4], kDigits[byte & 15]};
    } else {
      out += c == '"' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
    }
  }
  return out + '"';
}

std::string planted(std::string text, std::string_view plant) {
  for (const auto& [mark, with] : {std::pair("@Q", quoted(plant)), {"@R", std::string(plant)}}) {
    std::size_t at = 0;
    while ((at = text.find(mark, at)) != std::string::npos) {
      text.replace(at, 2, with);
      at += with.size();
    }
  }
  return text;
}

// Manifests in which every place that a report may quote holds the plant: quoted and as it is.
constexpr std::array<std::string_view, 12> kManifests = {
    R"(apiVersion: apps/v1
kind: Deployment
metadata:
  name: @Q
  namespace: @Q
  labels: {@Q: @Q, @Q: 1}
  annotations:
    plimsoll.dev/ignore: @Q
    kube-score/ignore: @Q
spec:
  replicas: @Q
  template:
    metadata: {annotations: {plimsoll.dev/ignore: "limit-below-request until=@R -- @R"}}
    spec:
      nodeSelector: [@Q]
      containers:
      - name: @Q
        image: @Q
        resources: {limits: {memory: @Q, cpu: 1}, requests: {cpu: 2, @Q: 1, @Q: 2}}
        readinessProbe: {httpGet: {port: @Q}, initialDelaySeconds: 60}
        livenessProbe: {httpGet: {port: @Q}, initialDelaySeconds: 1}
)",
    "apiVersion: @Q\nkind: @Q\nkind: @Q\nmetadata: {name: @Q}\n",
    "apiVersion: @Q\nkind: Service\nmetadata: @Q\nspec: {ports: @Q}\n",
    "apiVersion: @Q\nmetadata: {name: @Q}\n",
    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: @Q}\ndata:\n  @Q: "
    "\"password=Kx82msLq0vTz\"\n"
    "  key: \"-----BEGIN RSA PRIVATE KEY-----\\n@R\"\n",
    "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n# plimsoll:ignore @R\nkind: Service\n",
    "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n"
    "# plimsoll:ignore duplicate-key until=@R -- @R\nkind: Service\n",
    "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n"
    "# plimsoll:ignore duplicate-key -- @R\nkind: Service # @R\n",
    "apiVersion: v1\nkind: [ @R\n",
    "apiVersion: !@R v1\nkind: *@R\n",
    "@R\n",
    R"(apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: @Q}
spec:
  destination: {namespace: @Q}
  source: {repoURL: @Q, path: @Q, helm: {valueFiles: [@Q], parameters: [{name: @Q, value: @Q}]}}
  ignoreDifferences: [{group: @Q, kind: @Q, jqPathExpressions: [@Q]}]
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: @Q}
spec: {minReplicas: 5, maxReplicas: 2, scaleTargetRef: {kind: @Q, name: @Q}}
)",
};

constexpr std::array<std::string_view, 9> kConfigs = {
    "@Q: 1\n",
    "fail-on: @Q\n",
    "select: [@Q]\n",
    "exclude: [@Q]\n",
    "environments: {@Q: {manifests: [@Q]}}\n",
    "charts: [{path: @Q}]\n",
    "suppressions: [{rule: @Q, reason: @Q, kind: @Q, expires: @Q}]\n",
    "charts: [{path: chart, mapping: @Q}]\nmappings: {@Q: {}}\n",
    "a: [ @R\n",
};

constexpr std::string_view kValues =
    "replicaCount: @Q\n@Q: {@Q: @Q}\nresources: {limits: {memory: @Q}}\nautoscaling: {enabled: "
    "@Q}\n"
    "image: {repository: @Q, tag: @Q}\nconfig: {PASSWORD: @Q}\n";

bool is_command(std::string_view line, std::string_view format) {
  line.remove_prefix(std::min(line.find_first_not_of(" "), line.size()));
  if (!line.starts_with("::")) return false;
  if (format != "github") return true;
  // The annotations of the format are its own: everything in them is escaped.
  return !line.starts_with("::error ") && !line.starts_with("::warning ") &&
         !line.starts_with("::notice ");
}

void check_harmless(std::string_view text, std::string_view format) {
  const std::string_view whole = text;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    bool safe = !is_command(line, format);
    for (std::string_view rest = line; !rest.empty() && safe;) {
      const CodePoint point = decode_code_point(rest);
      safe = point.valid && !is_unsafe(point.value) && !starts_log_command(rest);
      rest.remove_prefix(point.size);
    }
    if (!safe) {
      CAPTURE(format, whole);
      FAIL_CHECK(visible(line));
    }
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  if (format == "junit") CHECK(whole.find("]]>") == std::string_view::npos);
}

void run_harmless(const MemoryFileSystem& files, const std::vector<std::string>& arguments,
                  std::string_view format = "", const std::string& input = "") {
  const Outcomes outcome = run_on(files, arguments, input);
  CAPTURE(arguments);
  CHECK(outcome.exit_code <= 2);
  check_harmless(outcome.out, format);
  check_harmless(outcome.err, "");
}

}  // namespace

TEST_CASE("what is planted in manifests and file names is harmless in every format") {
  for (const std::string_view plant : kPlants) {
    MemoryFileSystem files;
    std::string all;
    int number = 0;
    for (const std::string_view manifest : kManifests) {
      const std::string text = planted(std::string(manifest), plant);
      files.add(concat("/work/k8s/", plant, ++number, ".yaml"), text);
      all += text + "---\n";
    }
    files.add_symlink(concat("/work/k8s/link", plant, ".yaml"), concat("/no/", plant));
    files.add_pipe(concat("/work/k8s/pipe", plant, ".yaml"));
    files.add(concat("/work/chart/templates/", plant, ".yaml")).add("/work/chart/Chart.yaml");
    for (const std::string& format : format_names()) {
      run_harmless(files, {"lint", ".", "--format", format}, format);
      run_harmless(files,
                   {"lint", "-", "--stdin-filename", concat("k8s/", plant), "--format", format},
                   format, all);
    }
    run_harmless(files, {"lint", ".", "--show-suppressed", "--fail-on", "note"});
    run_harmless(files, {"lint", "--list-files"});
  }
}

TEST_CASE("what is planted in a configuration or in values is harmless") {
  const std::vector<std::string> formats = format_names();
  std::size_t turn = 0;  // formats take turns, to save time
  for (const std::string_view plant : kPlants) {
    MemoryFileSystem files;
    const std::string values = planted(std::string(kValues), plant);
    files.add("/work/chart/Chart.yaml", planted("name: @Q\n", plant));
    files.add("/work/chart/values.yaml", values).add(concat("/work/v/", plant), values);
    for (const std::string_view config : kConfigs) {
      files.add("/work/.plimsoll.yaml", planted(std::string(config), plant));
      const std::string format = formats[++turn % formats.size()];
      run_harmless(files, {"lint", "--config", ".plimsoll.yaml"}, "text");
      run_harmless(files, {"lint", "--config", ".plimsoll.yaml", "--format", format}, format);
      run_harmless(files, {"values", "chart", "--config", ".plimsoll.yaml"});
    }
    for (const char* format : {"text", "json"}) {
      run_harmless(
          files, {"values", "chart", "-f", concat("v/", plant), "--no-config", "--format", format});
    }
    for (const std::string& format : format_names()) {
      run_harmless(files,
                   {"lint", "--chart", "chart", "-f", concat("v/", plant), "--set-string",
                    concat("resources.limits.cpu=", plant), "--no-config", "--format", format},
                   format);
    }
  }
}

TEST_CASE("what is planted in a command line is harmless") {
  MemoryFileSystem files;
  files.add("/work/chart/Chart.yaml").add("/work/chart/values.yaml", "a: b\n");
  for (const std::string_view plant : kPlants) {
    const std::string text(plant);
    for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
             {text},
             {"lint", text},
             {"lint", concat("--", text)},
             {"lint", "--select", text},
             {"lint", "--ignore", text},
             {"lint", "--fail-on", text},
             {"lint", "--format", text},
             {"lint", "--threads", text},
             {"lint", "--include", concat("[", text)},
             {"lint", "--exclude", text},
             {"lint", "--config", text},
             {"lint", "--baseline", text},
             {"lint", "--format", "json", "-o", concat("no/", text)},
             {"lint", "--chart", text},
             {"lint", "--chart", "chart", "-f", text},
             {"lint", "--chart", "chart", "--set", text},
             {"lint", "--chart", "chart", "--set-file", concat("a=", text)},
             {"lint", "--chart", "chart", "--set-json", concat("a=", text)},
             {"lint", "--chart", "chart", "--env", text},
             {"values", text},
             {"values", "chart", text},
             {"values", "chart", "--release", text},
             {"rules", text},
             {"rules", "--format", text},
             {"explain", text},
             {"baseline", text},
             {"baseline", "show", "--baseline", text}}) {
      run_harmless(files, arguments);
    }
  }
}

}  // namespace plimsoll
