// Configurations as a team uses them: profiles, shared files, environments, a central policy, and
// what `plimsoll config` says of all that.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/profiles.h"
#include "engine/text/concat.h"
#include "tests/cli/run_on.h"

namespace plimsoll {
namespace {

using Json = nlohmann::json;
using Lines = std::vector<std::string>;

// A limit below its request (an error) at 9:28, and a liveness probe that is too early (a warning).
constexpr const char* kWeb = R"(apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      resources:
        requests: {memory: 2Gi}
        limits: {memory: 1Gi}
      readinessProbe: {initialDelaySeconds: 60}
      livenessProbe: {initialDelaySeconds: 30}
)";

constexpr const char* kLimit = "memory limit 1Gi is below its request 2Gi [limit-below-request]";

Outcomes lint(const MemoryFileSystem& files, Lines arguments) {
  arguments.insert(arguments.begin(), {"lint", "--format", "one-line"});
  return run_on(files, std::move(arguments));
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("one Deployment in two environments is a warning and an error") {
  MemoryFileSystem files;
  files.add("/work/dev/web.yaml", kWeb).add("/work/prd/web.yaml", kWeb);
  files.add("/work/.plimsoll.yaml",
            "select: limit-below-request\nenvironments:\n"
            "  dev: {manifests: dev, rules: {limit-below-request: warning}}\n"
            "  prd: {manifests: prd}\n");
  CHECK(lint(files, {}).out == concat("dev/web.yaml:9:26: warning: ", kLimit,
                                      "\nprd/web.yaml:9:26: error: ", kLimit, "\n"));
  CHECK(lint(files, {"--env", "dev", "--fail-on", "error"}).exit_code == 0);
  CHECK(lint(files, {"--fail-on", "error"}).exit_code == 1);
  const Json sarif = Json::parse(run_on(files, {"lint", "--format", "sarif"}).out);
  const Json& results = sarif["runs"][0]["results"];
  REQUIRE(results.size() == 2);
  CHECK(results[0]["level"] == "warning");
  CHECK(results[1]["level"] == "error");
}

TEST_CASE("a file of two environments has the worse severity, and none where it is off") {
  struct Case {
    const char* dev;
    const char* prd;
    const char* severity;  // empty: nothing is found
    const char* of;        // the environments named
  };
  const Case cases[] = {{"note", "warning", "warning", "dev and prd"},
                        {"error", "note", "error", "dev and prd"},
                        {"off", "note", "note", "prd"},
                        {"off", "off", "", ""}};
  for (const Case& one : cases) {
    MemoryFileSystem files;
    files.add("/work/web.yaml", kWeb);
    files.add(
        "/work/.plimsoll.yaml",
        concat("select: [limit-below-request, duplicate-key]\nenvironments:\n",
               "  dev: {manifests: web.yaml, rules: {limit-below-request: ", one.dev, "}}\n",
               "  prd: {manifests: web.yaml, rules: {limit-below-request: ", one.prd, "}}\n"));
    INFO(one.dev << " " << one.prd);
    const std::string severity = one.severity;
    CHECK(lint(files, {}).out ==
          (severity.empty() ? "" : concat("web.yaml:9:26: ", severity, ": ", kLimit, "\n")));
    const Json found = Json::parse(run_on(files, {"lint", "--format", "json"}).out)["findings"];
    std::string of;
    for (const Json& finding : found) {
      for (const Json& object : finding["subjects"]) {
        of += concat(of.empty() ? "" : " and ", object["environment"].get<std::string>());
      }
    }
    CHECK(of == one.of);
  }
}

TEST_CASE("what is suppressed for one environment leaves the severity of the other") {
  MemoryFileSystem files;
  files.add("/work/web.yaml", kWeb);
  files.add("/work/.plimsoll.yaml",
            "select: limit-below-request\nenvironments:\n"
            "  dev: {manifests: web.yaml, default-namespace: dev, "
            "rules: {limit-below-request: note}}\n"
            "  prd: {manifests: web.yaml, default-namespace: prd}\n"
            "suppressions: [{rule: limit-below-request, namespace: prd, reason: r}]\n");
  CHECK(lint(files, {}).out == concat("web.yaml:9:26: note: ", kLimit, "\n"));
  CHECK(lint(files, {}).exit_code == 0);
}

TEST_CASE("text that is broken in one environment counts as it does there") {
  MemoryFileSystem files;
  files.add("/work/a.yaml", "a: 1\na: 2\n").add("/work/b.yaml", "a: 1\na: 2\n");
  files.add("/work/.plimsoll.yaml",
            "environments: {dev: {manifests: a.yaml, rules: {duplicate-key: off}}}\n"
            "rules: {duplicate-key: note}\nallow-empty: true\n");
  const Outcomes outcome = lint(files, {});
  CHECK(outcome.out.find("a.yaml:2:1") == std::string::npos);
  CHECK(contains(outcome.out, "b.yaml:2:1: note: "));
}

TEST_CASE("a configuration begins with profiles and files, the last above the others") {
  MemoryFileSystem files;
  files.add("/work/web.yaml", kWeb);
  files.add("/work/ci/base.yaml", "extends: more.yaml\nrules: {probes: off}\n");
  files.add("/work/ci/more.yaml", "rules: {limit-below-request: note}\nfail-on: error\n");
  files.add("/work/.plimsoll.yaml", "extends: ci/base.yaml\n");
  const Outcomes based = lint(files, {});
  CHECK(based.out == concat("web.yaml:9:26: note: ", kLimit, "\n"));
  CHECK(based.exit_code == 0);
  files.add("/work/.plimsoll.yaml", "extends: [ci/base.yaml, strict]\n");
  CHECK(lint(files, {}).exit_code == 1);
  files.add("/work/.plimsoll.yaml", "extends: [strict, ci/base.yaml]\n");
  CHECK(lint(files, {}).exit_code == 0);
  files.add("/work/.plimsoll.yaml",
            "extends: [strict, ci/base.yaml, ci/more.yaml]\nfail-on: note\n");
  CHECK(lint(files, {}).exit_code == 1);
}

TEST_CASE("every profile is a configuration that knows its rules") {
  for (const Profile& profile : profiles()) {
    INFO(profile.name);
    MemoryFileSystem files;
    files.add("/work/web.yaml", kWeb);
    files.add("/work/.plimsoll.yaml", concat("extends: ", profile.name, "\n"));
    CHECK(lint(files, {}).exit_code == 1);
  }
}

TEST_CASE("a configuration that cannot be followed ends the run at the place, in every format") {
  std::string deep;
  MemoryFileSystem files;
  files.add("/work/web.yaml", kWeb);
  files.add("/work/loop.yaml", "extends: other.yaml\n");
  files.add("/work/other.yaml", "extends: [./loop.yaml]\n");
  files.add("/work/self.yaml", "extends: self.yaml\n");
  files.add("/work/wrong.yaml", "rules: [a]\n");
  files.add("/work/folder.yaml/x", "");
  files.add("/etc/base.yaml", "{}\n");
  files.add_symlink("/work/link.yaml", "/etc/base.yaml");
  for (int i = 0; i < 40; ++i) {
    files.add(concat("/work/deep", i, ".yaml"), concat("extends: deep", i + 1, ".yaml\n"));
  }
  const std::pair<std::string, std::string> cases[] = {
      {"extends: strickt\n", ":1:10: error: there is no profile strickt; did you mean strict?"},
      {"extends: zzz\n",
       ":1:10: error: there is no profile zzz (there are recommended strict xgen)"},
      {"extends: [recommended, no.yaml]\n", ":1:24: error: no.yaml cannot be read: no such file"},
      {"extends: folder.yaml\n", ":1:10: error: folder.yaml cannot be read: is no file"},
      {"extends: [/etc/base.yaml]\n", ":1:11: error: /etc/base.yaml lies outside"},
      {"extends: ../etc/base.yaml\n", ":1:10: error: ../etc/base.yaml lies outside"},
      {"extends: link.yaml\n", ":1:10: error: link.yaml lies outside"},
      {"extends: {a: b}\n", ":1:1: error: extends wants a list of strings, not a mapping"},
      {"extends: [1]\n", ":1:11: error: the item wants a string"},
      {"extends: .plimsoll.yaml\n", ":1:10: error: .plimsoll.yaml extends itself"},
      {"extends: loop.yaml\n", "other.yaml:1:11: error: ./loop.yaml extends itself"},
      {"extends: self.yaml\n", "self.yaml:1:10: error: self.yaml extends itself"},
      {"extends: wrong.yaml\n", "wrong.yaml:1:1: error: rules wants a mapping, not a list"},
      {"extends: deep0.yaml\n", "deep14.yaml:1:10: error: more than 16 files extend each other"},
      {"locked: [secrets]\n", ":1:1: error: locked is only obeyed in a file that"},
      {"repository-config: true\n", ":1:1: error: repository-config is only obeyed in a file"},
      {"rules: {limit-below-request: errror}\n", "error warning note; did you mean error?"},
      {"rules: {limit-below-request: }\n", "limit-below-request is one of off on error"},
      {"rules: {limit-below-request: [off]}\n", "limit-below-request is one of off on error"},
      {"rules: {limit-below-request: {level: off}}\n", "unknown key level"},
      {"rules: {limit-below-request: {options: off}}\n", "options wants a mapping"},
      {"rules: {limit-below-request: {options: {a: 1}}}\n", "unknown key a"},
      {"rules: {limit-below-requests: off}\n", "did you mean limit-below-request?"},
      {"rules: off\n", ":1:8: error: rules wants a mapping"},
      {"environments: {dev: {rules: {probs: off}}}\n", "did you mean probes?"},
      {"select: [probs]\n", ":1:10: error: there is no rule or category probs"},
      {"ruleset: 2019.1\n", ":1:10: error: there is no ruleset 2019.1; this version knows 2026.1"},
      {"ruleset: [2026.1]\n", "ruleset wants a text or a number, not a list"},
      {"external: [{name: a}]\n", "the key kind is missing"},
      {"external: [{kind: Secret, name: '['}]\n", "[ is no pattern"},
      {"external: Secret\n", "external wants a list of mappings"},
      {"baseline: [a]\n", "baseline wants a string"},
  };
  for (const auto& [text, expected] : cases) {
    files.add("/work/.plimsoll.yaml", text);
    INFO(text);
    const Outcomes outcome = lint(files, {});
    INFO(outcome.out << outcome.err);
    CHECK(outcome.exit_code == 2);
    CHECK(contains(outcome.out, expected));
    CHECK(contains(outcome.out, expected.starts_with(":") ? ".plimsoll.yaml:1:" : ".yaml:1:"));
    for (const char* format : {"text", "json", "sarif"}) {
      CHECK(run_on(files, {"lint", "--format", format}).exit_code == 2);
    }
    CHECK(run_on(files, {"config"}).exit_code == 2);
    CHECK(run_on(files, {"baseline", "show"}).exit_code == 2);
  }
}

TEST_CASE("a locked rule fails whatever is tried, and each attempt is reported") {
  MemoryFileSystem files;
  std::string web = kWeb;
  web.insert(web.find("      resources:"), "      # plimsoll:ignore limit-below-request -- c\n");
  web.replace(web.find("{name: web}"), 11,
              "\n  name: web\n  annotations: {plimsoll.dev/ignore: limit-below-request -- a}");
  files.add("/work/web.yaml", web);
  files.add("/work/.plimsoll.yaml",
            "rules: {limit-below-request: off}\nfail-on: error\nreport-only: true\n"
            "select: probes\n"
            "suppressions: [{rule: limit-below-request, reason: s}]\n");
  files.add("/etc/central.yaml", "repository-config: true\nlocked: [limit-below-request]\n");
  const Outcomes outcome = lint(
      files, {"--config", "/etc/central.yaml", "--ignore", "limit-below-request,suppressions"});
  CHECK(outcome.exit_code == 1);
  CHECK(contains(outcome.out, concat("error: ", kLimit)));
  for (const char* place :
       {"web.yaml:5:", "web.yaml:9:", ".plimsoll.yaml:1:9:", ".plimsoll.yaml:5:23:",
        "central.yaml:2:10: warning: limit-below-request is locked, so --ignore has no effect"}) {
    INFO(place);
    CHECK(contains(outcome.out, place));
  }
  const Json report =
      Json::parse(run_on(files, {"lint", "--config", "/etc/central.yaml", "--format", "json"}).out);
  bool names_attempt = false;
  for (const Json& finding : report["findings"]) {
    if (finding["rule"] != "limit-below-request") continue;
    for (const Json& related : finding["related"]) {
      names_attempt |= contains(related["message"], "the rule is locked");
    }
  }
  CHECK(names_attempt);
  CHECK(report["suppressed"].empty());
}

TEST_CASE("a central file stands alone unless it asks for the repository's") {
  MemoryFileSystem files;
  files.add("/work/web.yaml", kWeb).add("/work/old/web.yaml", kWeb);
  files.add("/work/.plimsoll.yaml",
            "rules: {liveness-before-readiness: off, limit-below-request: note}\nexclude: old\n"
            "fail-on: error\n");
  files.add("/etc/c.yaml", "rules: {limit-below-request: warning}\n");
  CHECK(contains(lint(files, {"--config", "/etc/c.yaml"}).out, "liveness-before-readiness"));
  files.add("/etc/c.yaml", "repository-config: true\nrules: {limit-below-request: warning}\n");
  const Outcomes both = lint(files, {"--config", "/etc/c.yaml"});
  CHECK(both.out == concat("web.yaml:9:26: warning: ", kLimit, "\n"));
  CHECK(both.exit_code == 1);  // what fails is not the repository's to say
  files.add("/etc/d.yaml", "extends: ./c.yaml\n");
  CHECK(lint(files, {"--config", "/etc/d.yaml"}).out == both.out);
}

TEST_CASE("where rules are locked, the repository leaves no file out") {
  MemoryFileSystem files;
  files.add("/work/web.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n");
  files.add("/work/old/web.yaml", kWeb);
  files.add("/work/.plimsoll.yaml", "exclude: old\n");
  files.add("/etc/c.yaml", "repository-config: true\nlocked: limit-below-request\n");
  const Outcomes outcome = lint(files, {"--config", "/etc/c.yaml"});
  CHECK(contains(outcome.out, concat("old/web.yaml:9:26: error: ", kLimit)));
  CHECK(outcome.exit_code == 1);
  CHECK(!contains(run_on(files, {"config", "--config", "/etc/c.yaml"}).out, "exclude"));
  files.add("/etc/c.yaml", "repository-config: true\nlocked: limit-below-request\nexclude: old\n");
  CHECK(lint(files, {"--config", "/etc/c.yaml"}).exit_code == 0);
}

TEST_CASE("the configuration in effect names the origin of each line") {
  MemoryFileSystem files;
  files.add("/work/ci/base.yaml", "exclude: '*.tmp.yaml'\nrules: {probes: note}\n");
  files.add("/work/a.tmp.yaml", "").add("/work/old/b.yaml", "");
  files.add("/work/.plimsoll.yaml",
            "extends: [strict, ci/base.yaml]\nexclude: [old]\n"
            "rules:\n  hpa-min-above-max: {severity: off}\n");
  const Outcomes outcome = run_on(files, {"config", "--ignore", "wrong-type"});
  CHECK(outcome.exit_code == 0);
  for (const char* line :
       {"  hpa-min-above-max: off  # .plimsoll.yaml:4\n",
        "  liveness-before-readiness: note  # ci/base.yaml:2\n",
        "  limit-below-request: error  # default\n", "  wrong-type: off  # --ignore\n",
        "fail-on: note  # profile strict\n", "require-reasons: true  # profile strict\n",
        "exclude:\n  - \"*.tmp.yaml\"  # ci/base.yaml:1\n  - old  # .plimsoll.yaml:2\n"}) {
    INFO(line << "\n" << outcome.out);
    CHECK(contains(outcome.out, line));
  }
  const Json json = Json::parse(run_on(files, {"config", "--format", "json"}).out);
  CHECK(json["config"]["rules"]["hpa-min-above-max"] == "off");
  CHECK(json["config"]["require-reasons"] == true);
  CHECK(json["origins"]["/exclude/1"] == ".plimsoll.yaml:2");
}

TEST_CASE("the configuration in effect, read again, is the same") {
  MemoryFileSystem files;
  files.add("/work/web.yaml", kWeb).add("/work/chart/Chart.yaml", "name: c\nversion: 1.0.0\n");
  files.add("/work/base.yaml",
            "select: [probes, secrets, resources]\nrules:\n  secret-in-configmap:\n"
            "    severity: warning\n    options: {sample-values: [a b, '1', \"x: #y\"]}\n"
            "environments:\n  dev: {manifests: web.yaml, rules: {probes: off}}\n"
            "facts: {external-hosts: [a.example], quiet-window: 03:00-05:00 Asia/Seoul}\n");
  files.add(
      "/work/.plimsoll.yaml",
      "extends: [strict, base.yaml]\nruleset: 2026.1\nkubernetes-version: \"1.28\"\n"
      "environments:\n  dev: {variable: d, facts: {nodes: [{name: node1, cpu: 4}]}}\n  prd:\n"
      "charts: [{path: chart, mapping: m, environments: {prd: {set: ['a=1,b=\"c\"']}}}]\n"
      "mappings: {m: {objects: [{kind: Pod, metadata: {name: '${a}'}, list: [[1, 2], []]}]}}\n"
      "external: [{kind: Secret, name: db-*, labels: {a: 'true'}}]\n"
      "suppressions: [{rule: [limit-below-request, wrong-type], reason: \"it's: ok\"}]\n");
  // Without the notes, and in one order of the lines: what comes from where differs.
  const auto body = [](const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find('\n', at);
      const std::string line = text.substr(at, end - at);
      out += line.substr(0, line.rfind("  # ")) + "\n";
      at = end + 1;
    }
    return out;
  };
  for (const Lines& flags : {Lines{}, Lines{"--ignore", "wrong-type,secrets"},
                             Lines{"--select", "limit-below-request", "--fail-on", "error"}}) {
    Lines words = {"config"};
    words.insert(words.end(), flags.begin(), flags.end());
    const Outcomes first = run_on(files, words);
    INFO(first.out << first.err);
    REQUIRE(first.exit_code == 0);
    MemoryFileSystem again = files;
    again.add("/work/.plimsoll.yaml", first.out);
    const Outcomes second = run_on(again, {"config"});
    INFO(second.out << second.err);
    CHECK(body(second.out) == body(first.out));
    Lines check = {"lint", "--format", "one-line"};
    check.insert(check.end(), flags.begin(), flags.end());
    CHECK(run_on(again, {"lint", "--format", "one-line"}).out == run_on(files, check).out);
  }
}

TEST_CASE("the configuration in effect shows no credential") {
  MemoryFileSystem files;
  files.add("/work/chart/Chart.yaml", "name: c\nversion: 1.0.0\n");
  files.add("/work/.plimsoll.yaml", "charts: [{path: chart, set: [db.password=x9Kd2mQ-44tz]}]\n");
  for (const char* format : {"text", "json"}) {
    const Outcomes outcome = run_on(files, {"config", "--format", format});
    CHECK(outcome.exit_code == 0);
    CHECK_FALSE(contains(outcome.out, "x9Kd2mQ"));
  }
}

TEST_CASE("the file of known findings can stand in the configuration") {
  MemoryFileSystem files;
  files.add("/work/web.yaml", kWeb);
  files.add("/work/.plimsoll.yaml", "baseline: ci/known.json\n");
  const Outcomes missing = lint(files, {});
  CHECK(missing.exit_code == 2);
  CHECK(contains(missing.err, "ci/known.json cannot be read"));
  files.add("/work/ci/known.json", "{\"version\": 1, \"findings\": []}");
  CHECK(lint(files, {}).exit_code == 1);
  CHECK(run_on(files, {"baseline", "show"}).out == "0 occurrences\n");
}

TEST_CASE("a baseline does not know what is locked") {
  MemoryFileSystem files;
  files.add("/work/web.yaml", kWeb);
  const Json found =
      Json::parse(run_on(files, {"lint", "--select", "resources", "--format", "json"}).out);
  const Json entry = {{"path", "web.yaml"},
                      {"rule", "limit-below-request"},
                      {"identity", found["findings"][0]["fingerprint"]}};
  files.add("/work/b.json", Json{{"version", 1}, {"findings", Json::array({entry})}}.dump());
  CHECK(lint(files, {"--select", "resources", "--baseline", "b.json"}).exit_code == 0);
  files.add("/work/c.yaml", "locked: limit-below-request\nselect: limit-below-request\n");
  const Outcomes outcome = lint(files, {"--config", "c.yaml", "--baseline", "b.json"});
  CHECK(outcome.exit_code == 1);
  CHECK(contains(outcome.out, concat("error: ", kLimit)));
  CHECK(
      contains(outcome.out, "limit-below-request is locked, so the baseline has no effect on it"));
}

}  // namespace plimsoll
