// What a configuration, a chart on the command line and Argo CD's Applications make of files.

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/cli/run_on.h"

namespace plimsoll {
namespace {

using Lines = std::vector<std::string>;

// A container whose limit is below its request unless the limit is raised: every layer in turn can
// be right or wrong.
std::string values(const std::string& limit) {
  return "resources:\n  requests: {memory: 2Gi}\n  limits: {memory: " + limit + "}\n";
}

std::string deployment(const std::string& limit) {
  return "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template:\n"
         "    spec:\n      containers:\n        - name: web\n          resources:\n"
         "            requests: {memory: 2Gi}\n            limits: {memory: " +
         limit + "}\n";
}

MemoryFileSystem chart(const std::string& limit) {
  MemoryFileSystem files;
  files.add("/work/chart/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n");
  files.add("/work/chart/values.yaml", values(limit));
  files.add("/work/chart/templates/web.yaml", "{{ .Values }}");
  return files;
}

// "path:line:column: severity: message" of every finding, and the notes below.
Lines headers(const std::string& text) {
  Lines out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    if (!line.empty() && line[0] != ' ' && !line.starts_with("no findings")) out.push_back(line);
    at = end + 1;
  }
  return out;
}

std::string finding(const std::string& place, const std::string& limit) {
  return place + ": error: memory limit " + limit +
         " is below its request 2Gi [limit-below-request]";
}

Outcomes lint(const MemoryFileSystem& files, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "lint");
  arguments.insert(arguments.end(), {"--select", "limit-below-request", "--quiet"});
  return run_on(files, std::move(arguments));
}

}  // namespace

TEST_CASE("a folder with a Chart.yaml makes its values.yaml values") {
  const Outcomes outcome = lint(chart("1Gi"), {"."});
  CHECK(outcome.exit_code == 1);
  CHECK(headers(outcome.out) == Lines{finding("chart/values.yaml:3:20", "1Gi")});
  CHECK(lint(chart("2Gi"), {"."}).exit_code == 0);
  CHECK(headers(lint(chart("1Gi"), {"--chart", "chart"}).out) ==
        Lines{finding("chart/values.yaml:3:20", "1Gi")});
}

TEST_CASE("the command line puts files and flags above a chart's values") {
  MemoryFileSystem files = chart("2Gi");
  files.add("/work/low.yaml", values("1Gi")).add("/work/high.yaml", values("4Gi"));
  CHECK(headers(lint(files, {"--chart", "chart", "-f", "low.yaml"}).out) ==
        Lines{finding("low.yaml:3:20", "1Gi"), "chart/values.yaml:3:20: note: overridden"});
  CHECK(lint(files, {"--chart", "chart", "-f", "low.yaml", "--values", "high.yaml"}).exit_code ==
        0);
  CHECK(lint(files, {"--chart", "chart", "-f", "high.yaml", "-f", "low.yaml"}).exit_code == 1);
  const Outcomes flag =
      lint(files, {"--chart", "chart", "-f", "high.yaml", "--set", "resources.limits.memory=1Gi"});
  CHECK(headers(flag.out) ==
        Lines{"high.yaml:3:3: error: memory limit 1Gi is below its request 2Gi "
              "(--set resources.limits.memory) [limit-below-request]"});
  CHECK(lint(files, {"--chart", "chart", "--set", "resources.limits=null"}).exit_code == 0);
}

TEST_CASE("what the command line asks for and is not there is said") {
  const MemoryFileSystem files = chart("2Gi");
  const std::vector<std::pair<Lines, std::string>> cases = {
      {{"--chart", "chrat"}, "plimsoll: no Chart.yaml is in chrat\n"},
      {{"--values", "a.yaml"},
       "plimsoll: --values and --set are about a chart: name it with --chart DIR\n"},
      {{"--config", "no.yaml"},
       "plimsoll: the configuration no.yaml cannot be read: no such file\n"},
      {{"--config", "a.yaml", "--no-config"},
       "plimsoll: --config and --no-config exclude each other\n"},
      {{"--chart", "chart", "--set-file", "a=no.txt"},
       "plimsoll: --set-file no.txt: no such file\n"},
  };
  for (const auto& [arguments, error] : cases) {
    const Outcomes outcome = lint(files, arguments);
    INFO(arguments.front());
    CHECK(outcome.exit_code == 2);
    CHECK(outcome.err == error);
  }
  CHECK(lint(files, {"--chart", "chart", "--values", "no.yaml"}).exit_code == 2);
}

TEST_CASE("environments are sets of their own, and say whose a finding is") {
  MemoryFileSystem files = chart("2Gi");
  files.add("/work/rendered/dev/web.yaml", deployment("1Gi"));
  files.add("/work/rendered/prd/web.yaml", deployment("2Gi"));
  files.add("/work/.plimsoll.yaml",
            "environments:\n  dev: {manifests: rendered/dev}\n  prd: {manifests: rendered/prd}\n"
            "charts:\n  - path: chart\n    environments:\n      prd: {set: "
            "[resources.limits.memory=1Gi]}\n");
  const Outcomes both = lint(files, {});
  CHECK(headers(both.out) ==
        Lines{"chart/values.yaml:3:3: error: memory limit 1Gi is below its request 2Gi "
              "(--set resources.limits.memory) [limit-below-request]",
              finding("rendered/dev/web.yaml:11:30", "1Gi")});
  CHECK(both.out.find("of prd\n") != std::string::npos);
  CHECK(headers(lint(files, {"--env", "dev"}).out) ==
        Lines{finding("rendered/dev/web.yaml:11:30", "1Gi")});
  CHECK(lint(files, {"--env", "prod"}).err ==
        "plimsoll: unknown environment 'prod'; did you mean 'prd'?\n");
  CHECK(lint(files, {"--no-config", "chart"}).exit_code == 0);
}

TEST_CASE("what somebody takes for the configuration is not passed over") {
  MemoryFileSystem files;
  files.add("/work/.git/HEAD", "").add("/work/web.yaml", deployment("1Gi"));
  files.add("/etc/own.yaml", "select: probes\n");
  files.add("/work/.plimsoll.yml", "rules: {limit-below-request: off}\n");
  const Outcomes misnamed = run_on(files, {"lint"});
  CHECK(misnamed.exit_code == 2);
  CHECK(misnamed.err.find(".plimsoll.yml is not read under this name: call it .plimsoll.yaml") !=
        std::string::npos);
  CHECK(run_on(files, {"lint", "--no-config"}).exit_code == 1);
  files.add_symlink("/work/.plimsoll.yaml", "/etc/own.yaml");
  const Outcomes outside = run_on(files, {"lint"});
  CHECK(outside.exit_code == 2);
  CHECK(outside.err.find(".plimsoll.yaml is a symlink that leaves the repository") !=
        std::string::npos);
}

TEST_CASE("a file that is extended is called by its path from here") {
  MemoryFileSystem files;
  files.add("/work/.plimsoll.yaml", "extends: ./base.yaml\n");
  files.add("/work/base.yaml", "fail-onn: error\n");
  const Lines found = headers(run_on(files, {"lint"}).out);
  REQUIRE(!found.empty());
  CHECK(found[0].starts_with("base.yaml:1:1: error: unknown key fail-onn"));
}

TEST_CASE("the configuration is found upwards, and its paths are those of its folder") {
  MemoryFileSystem files;
  files.add("/work/conf/a.yaml",
            "exclude: [old, '*.tmp.yaml', sub/b.yaml]\nselect: limit-below-request\n");
  for (const char* path : {"old/x.yaml", "x.tmp.yaml", "sub/b.yaml"}) {
    files.add(std::string("/work/conf/") + path, deployment("1Gi"));
  }
  files.add("/work/sub/b.yaml", deployment("1Gi"));
  CHECK(headers(run_on(files, {"lint", ".", "-q", "--config", "conf/a.yaml"}).out) ==
        Lines{finding("sub/b.yaml:11:30", "1Gi")});
}

TEST_CASE("a configuration that is wrong ends the run, in every format, with its place") {
  MemoryFileSystem files = chart("2Gi");
  files.add(
      "/work/.plimsoll.yaml",
      "environmnets: {}\ncharts:\n  - path: chrat\nexclude: [nothing/*.yaml]\nfail-on: eror\n");
  const Outcomes text = run_on(files, {"lint", "-q"});
  CHECK(text.exit_code == 2);
  CHECK(headers(text.out)[0] ==
        ".plimsoll.yaml:1:1: error: unknown key environmnets; did you mean environments?");
  files.add("/work/.plimsoll.yaml", "charts:\n  - path: chrat\nexclude: [nothing/*.yaml]\n");
  CHECK(headers(run_on(files, {"lint", "-q"}).out) ==
        Lines{".plimsoll.yaml:2:11: error: no Chart.yaml is in chrat",
              ".plimsoll.yaml:3:11: error: nothing is at nothing/*.yaml"});
  for (const char* format : {"json", "sarif"}) {
    const Outcomes outcome = run_on(files, {"lint", "--format", format});
    CHECK(outcome.exit_code == 2);
    CHECK(outcome.out.find("no Chart.yaml is in chrat") != std::string::npos);
  }
}

TEST_CASE("Argo CD's Applications say what is above a chart's values") {
  const std::string head =
      "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: web-prd}\nspec:\n"
      "  project: default\n  destination: {server: https://k, namespace: web}\n  source:\n"
      "    repoURL: https://git.example/repo.git\n    path: chart\n    helm:\n";
  struct Case {
    std::string helm;
    Lines found;
  };
  const std::string low = values("1Gi");
  const Case cases[] = {
      {"      valueFiles: [low.yaml]\n",
       {finding("chart/low.yaml:3:20", "1Gi"), "chart/values.yaml:3:20: note: overridden"}},
      {"      valueFiles: [/env/low.yaml]\n",
       {finding("env/low.yaml:3:20", "1Gi"), "chart/values.yaml:3:20: note: overridden"}},
      {"      valueFiles: [low.yaml]\n      values: |\n        resources:\n          limits: "
       "{memory: 512Mi}\n",
       {finding("app.yaml:14:28", "512Mi"), "chart/low.yaml:3:20: note: overridden",
        "chart/values.yaml:3:20: note: overridden",
        "chart/low.yaml:2:22: note: memory request is 2Gi"}},
      {"      values: |\n        resources: {limits: {memory: 512Mi}}\n      valuesObject: "
       "{resources: {limits: {memory: 1Gi}}}\n",
       {finding("app.yaml:13:51", "1Gi"), "chart/values.yaml:3:20: note: overridden",
        "chart/values.yaml:2:22: note: memory request is 2Gi"}},
      {"      valuesObject: {resources: {limits: {memory: 1Gi}}}\n      parameters:\n"
       "        - {name: resources.limits.memory, value: 4Gi}\n",
       {}},
      {"      parameters:\n        - {name: resources.limits.memory, value: 1Gi}\n",
       {finding("app.yaml:12:50", "1Gi"), "chart/values.yaml:3:20: note: overridden",
        "chart/values.yaml:2:22: note: memory request is 2Gi"}},
  };
  for (const Case& one : cases) {
    MemoryFileSystem files = chart("2Gi");
    files.add("/work/chart/low.yaml", low).add("/work/env/low.yaml", low);
    files.add("/work/app.yaml", head + one.helm);
    INFO(one.helm);
    CHECK(headers(lint(files, {}).out) == one.found);
  }
}

TEST_CASE("charts within a chart count below their section, unless they are switched off") {
  const auto with = [](const std::string& dependency, const std::string& parent) {
    MemoryFileSystem files;
    files.add(
        "/work/shop/Chart.yaml",
        "apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n  - " + dependency + "\n");
    files.add("/work/shop/values.yaml", parent);
    files.add("/work/shop/charts/db/Chart.yaml", "apiVersion: v2\nname: db\nversion: 1.0.0\n");
    files.add("/work/shop/charts/db/values.yaml", values("1Gi"));
    return headers(lint(files, {}).out);
  };
  const Lines found{finding("shop/charts/db/values.yaml:3:20", "1Gi")};
  CHECK(with("{name: db}", "{}\n") == found);
  CHECK(with("{name: db}", "db: {resources: {limits: {memory: 3Gi}}}\n").empty());
  CHECK(with("{name: db, alias: data}", "db: {resources: {limits: {memory: 3Gi}}}\n") == found);
  CHECK(with("{name: db, alias: data}", "data: {resources: {limits: {memory: 3Gi}}}\n").empty());
  CHECK(with("{name: db, condition: db.enabled}", "db: {enabled: false}\n").empty());
  CHECK(with("{name: db, condition: 'none, db.enabled'}", "db: {enabled: true}\n") == found);
  CHECK(with("{name: db, tags: [store]}", "tags: {store: false}\n").empty());
  CHECK(with("{name: db, tags: [store], condition: db.use}",
             "db: {use: true}\ntags: {store: false}\n") == found);
}

TEST_CASE("files are listed with what they were taken as") {
  MemoryFileSystem files = chart("2Gi");
  files.add("/work/chart/values-prd.yaml", "a: 1\n").add("/work/web.yaml", deployment("2Gi"));
  CHECK(run_on(files, {"lint", "--list-files"}).out ==
        "checked     chart/Chart.yaml: chart web\n"
        "excluded    chart/templates/web.yaml: unrendered template of chart chart\n"
        "checked     chart/values-prd.yaml: values that no release reads\n"
        "checked     chart/values.yaml: values of web\n"
        "checked     web.yaml: 1 resource\n");
}

TEST_CASE("values are printed with who decided them") {
  MemoryFileSystem files = chart("2Gi");
  files.add("/work/prd.yaml", "resources: {limits: {memory: 4Gi}}\n");
  const Outcomes outcome =
      run_on(files, {"values", "chart", "resources.limits", "-f", "prd.yaml", "--env", "prd"});
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.out.find("memory: 4Gi") != std::string::npos);
  CHECK(outcome.out.find("prd.yaml:1, over values.yaml:3 (2Gi)") != std::string::npos);
  CHECK(outcome.out.find("requests") == std::string::npos);
  CHECK(run_on(files, {"values", "chart", "resorces"}).err ==
        "plimsoll: unknown value 'resorces'; did you mean 'resources'?\n");
  CHECK(run_on(files, {"values", "nowhere"}).exit_code == 2);
}

TEST_CASE("what a flag sets is never said back") {
  const MemoryFileSystem files = chart("2Gi");
  const std::vector<Lines> cases = {
      {"--set-json", R"({"db":{"password":"Zq8-secret"}})"},
      {"--set-json", R"({"db":{"password":"Zq8-secret")"},
      {"--set", "password=abc,Zq8-secret"},
      {"--set", "Zq8-secret"},
  };
  for (const Lines& flag : cases) {
    for (const Lines& command : {Lines{"values", "chart"}, Lines{"lint", "--chart", "chart"}}) {
      Lines arguments = command;
      arguments.insert(arguments.end(), flag.begin(), flag.end());
      const Outcomes outcome = run_on(files, arguments);
      INFO(command[0] << ' ' << flag[0] << ' ' << flag[1]);
      CHECK(outcome.out.find("Zq8-secret") == std::string::npos);
      CHECK(outcome.err.find("Zq8-secret") == std::string::npos);
    }
  }
}

TEST_CASE("a configuration that would check nothing is an error") {
  struct Case {
    std::string config;
    std::string error;
  };
  const Case cases[] = {
      {"charts:\n  - path: chart\n    releases: [{from: p.yaml, list: servces}]\n",
       "there is no list servces in p.yaml"},
      {"charts:\n  - path: chart\n    releases:\n      - from: p.yaml\n        list: "
       "services.${evn}\n",
       "there is no list services.${evn} in p.yaml"},
      {"charts:\n  - {path: chart, mapping: m}\nmappings: {m: {objects: {kind: Deployment}}}\n",
       "objects wants a list of mappings, not a mapping"},
      {"charts:\n  - {path: chart, mapping: m}\nmappings: {m: {objects: [3]}}\n",
       "the item wants a mapping, not an integer"},
      {"charts:\n  - path: chart\n  - path: chart\n", "the chart chart is there twice"},
      {"environments: {'': {manifests: p.yaml}}\n", "an environment has a name"},
  };
  for (const Case& one : cases) {
    MemoryFileSystem files = chart("2Gi");
    files.add("/work/p.yaml", "services:\n  - name: web\n").add("/work/.plimsoll.yaml", one.config);
    const Outcomes outcome = run_on(files, {"lint", "-q"});
    INFO(one.config << outcome.out << outcome.err);
    CHECK(outcome.exit_code == 2);
    CHECK(outcome.out.find(one.error) != std::string::npos);
  }
}

TEST_CASE("why a values file cannot be read is said where it is asked for") {
  MemoryFileSystem files = chart("2Gi");
  files.add("/work/bad.yaml", "a: [1\nb: 2\n");
  const Outcomes outcome = run_on(files, {"values", "chart", "-f", "bad.yaml"});
  CHECK(outcome.exit_code == 2);
  CHECK(outcome.err.rfind("plimsoll: bad.yaml:", 0) == 0);
  CHECK_FALSE(outcome.err.ends_with(": \n"));
}

TEST_CASE("a values file from elsewhere is not taken for the chart's of the same name") {
  MemoryFileSystem files = chart("2Gi");
  files.add("/work/values.yaml", values("1Gi"));
  const Outcomes outcome = lint(files, {"--chart", "chart", "-f", "values.yaml"});
  CHECK(outcome.exit_code == 1);
  CHECK(headers(outcome.out) ==
        Lines{finding("values.yaml:3:20", "1Gi"), "chart/values.yaml:3:20: note: overridden"});
  CHECK(lint(files, {"--chart", "chart", "-f", "chart/values.yaml"}).exit_code == 0);
}

TEST_CASE("no report is written over a values file") {
  const MemoryFileSystem files = chart("2Gi");
  const Outcomes outcome = run_on(files, {"lint", "--chart", "chart", "-f", "chart/values.yaml",
                                          "--format", "json", "-o", "chart/values.yaml"});
  CHECK(outcome.exit_code == 2);
  CHECK(outcome.err.find("would overwrite an input") != std::string::npos);
}

}  // namespace plimsoll
