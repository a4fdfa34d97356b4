// `plimsoll init` writes a configuration that is true of the repository it was written for: it
// lints, with every setting that is in force and with every one that is commented out.

#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "engine/config/config.h"
#include "engine/text/concat.h"
#include "tests/support/git.h"
#include "tests/support/markdown.h"

namespace plimsoll::test {
namespace {

namespace fs = std::filesystem;

using Files = std::map<std::string, std::string>;

constexpr const char* kConfigMap =
    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: b}\n";
constexpr const char* kChart = "apiVersion: v2\nname: web\nversion: 1.0.0\n";
constexpr const char* kValues = "replicaCount: 1\n";

std::string application(const std::string& name, const std::string& path,
                        const std::string& values) {
  return concat("apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: ", name,
                "}\nspec:\n  source:\n    path: ", path, "\n    helm: {valueFiles: [", values,
                "]}\n  destination: {namespace: web}\n");
}

struct Shape {
  std::string name;
  Files files;
  std::string environments;  // as YAML on one line, without spaces: what the file must say
  std::string charts;
};

// What a configuration says, on one line.
std::string flat_environments(const Config& config) {
  std::string text;
  for (const ConfigEnvironment& one : config.environments) {
    text += concat(text.empty() ? "" : " ", one.name, ":");
    for (const std::string& path : one.manifests) {
      text += concat(&path == &one.manifests.front() ? "" : ",", path);
    }
  }
  return text;
}

std::string flat_charts(const Config& config) {
  std::string text;
  for (const ConfigChart& chart : config.charts) {
    text += concat(text.empty() ? "" : " ", chart.path, ":");
    for (const ConfigChartEnvironment& one : chart.environments) {
      text +=
          concat(&one == &chart.environments.front() ? "" : ",", one.name, "=", one.values.front());
    }
  }
  return text;
}

std::vector<Shape> shapes() {
  return {
      {"flat", {{"a.yaml", kConfigMap}, {"b/c.yml", kConfigMap}}, "", ""},
      {"rendered",
       {{"rendered/dev/a.yaml", kConfigMap},
        {"rendered/prd/a.yaml", kConfigMap},
        {"rendered/shop-prd/a.yaml", kConfigMap},
        {"rendered/argocd/dev.yaml", kConfigMap}},
       "dev:rendered/argocd/dev.yaml,rendered/dev prd:rendered/prd shop-prd:rendered/shop-prd",
       ""},
      {"overlays",
       {{"base/a.yaml", kConfigMap},
        {"overlays/production/kustomization.yaml", "resources: [../../base]\n"},
        {"overlays/production/a.yaml", kConfigMap},
        {"overlays/staging/a.yaml", kConfigMap}},
       "staging:overlays/staging production:overlays/production",
       ""},
      {"folders at the top",
       {{"dev/a.yaml", kConfigMap}, {"prod/a.yaml", kConfigMap}, {"x/dev/b.yaml", kConfigMap}},
       "dev:dev,x/dev prod:prod",
       ""},
      {"regions are environments of their own",
       {{"clusters/prod-eu/a.yaml", kConfigMap}, {"clusters/us-prod-1/a.yaml", kConfigMap}},
       "prod-eu:clusters/prod-eu us-prod-1:clusters/us-prod-1",
       ""},
      {"a service for each environment",
       {{"apps/web-dev/a.yaml", kConfigMap},
        {"apps/web-prd/a.yaml", kConfigMap},
        {"apps/db-prd/a.yaml", kConfigMap}},
       "dev:apps/web-dev prd:apps/db-prd,apps/web-prd",
       ""},
      {"words that mean other things",
       {{"test/a.yaml", kConfigMap},
        {"stage/a.yaml", kConfigMap},
        {"dev-tools/a.yaml", kConfigMap},
        {"my-production-stack.yaml", kConfigMap}},
       "",
       ""},
      {"a chart",
       {{"charts/web/Chart.yaml", kChart},
        {"charts/web/values.yaml", kValues},
        {"charts/web/values-dev.yaml", kValues},
        {"charts/web/values.prd.yaml", kValues},
        {"charts/web/values-example.yaml", kValues},
        {"charts/web/ci/test-values.yaml", kValues},
        {"charts/web/templates/a.yaml", "{{- if .Values.a }}\n"}},
       "dev: prd:",
       "charts/web:dev=charts/web/values-dev.yaml,prd=charts/web/values.prd.yaml"},
      {"a chart at the top, values in folders",
       {{"Chart.yaml", kChart},
        {"values.yaml", kValues},
        {"values/prod.yaml", kValues},
        {"values/qa.yaml", kValues},
        {"deploy/prod/a.yaml", kConfigMap}},
       "qa: prod:deploy/prod",
       ".:prod=values/prod.yaml,qa=values/qa.yaml"},
      {"values beside the charts",
       {{"charts/web/Chart.yaml", kChart},
        {"charts/web/values.yaml", kValues},
        {"charts/db/Chart.yaml", kChart},
        {"charts/db/values.yaml", kValues},
        {"envs/prd/web.yaml", kValues},
        {"envs/dev/web/values.yaml", kValues},
        {"values/db-prd.yaml", kValues}},
       "dev: prd:",
       "charts/db:prd=values/db-prd.yaml charts/web:dev=envs/dev/web/values.yaml,"
       "prd=envs/prd/web.yaml"},
      {"two files for one environment",
       {{"c/Chart.yaml", kChart},
        {"c/values.yaml", kValues},
        {"c/values-prd.yaml", kValues},
        {"c/values-prd.yml", kValues}},
       "",
       ""},
      {"Applications",
       {{"charts/web/Chart.yaml", kChart},
        {"charts/web/values.yaml", kValues},
        {"charts/web/values-prd.yaml", kValues},
        {"apps/one.yaml", application("web", "charts/web", "values-prd.yaml")},
        {"apps/two.yaml", application("web-dev", "charts/web", "")}},
       "dev:apps/two.yaml prd:apps/one.yaml",
       ""},
      {"names of every kind",
       {{"한글 폴더/prd/#1 [a].yaml", kConfigMap},
        {"it's: {x}*?/prd/a.yaml", kConfigMap},
        {"- no/dev.yaml", kConfigMap},
        {"c!/Chart.yaml", kChart},
        {"c!/values.yaml", kValues},
        {"c!/values-prd.yaml", kValues}},
       "dev:- no/dev.yaml prd:it's: \\{x\\}\\*\\?/prd,한글 폴더/prd",
       "c!:prd=c!/values-prd.yaml"},
      {"files of others, and templates",
       {{"node_modules/x/a.yaml", "a: [\n"},
        {"a.yaml", kConfigMap},
        {"t/b.yaml", concat(kConfigMap, "{{ if x }}\na: {{ b }}: c\n")}},
       "",
       ""},
      {"nothing", {{"README.md", "x\n"}}, "", ""},
  };
}

void write_files(const fs::path& folder, const Files& files) {
  for (const auto& [path, text] : files) {
    fs::create_directories((folder / path).parent_path());
    write_file(folder / path, text);
  }
}

// The file with the settings of one block in force that are commented out, for every such block.
std::vector<std::string> variants(const std::string& text) {
  std::vector<std::string> lines = split_lines(text);
  lines.emplace_back();
  std::vector<std::string> all;
  for (std::size_t begin = 0; begin < lines.size();) {
    std::size_t end = begin;
    std::vector<std::string> changed = lines;
    for (; !lines[end].empty(); ++end) {
      const std::string& line = lines[end];
      if (line[0] == '#' && line.size() > 1 && (line[1] != ' ' || line.rfind("#  ", 0) == 0)) {
        changed[end] = line.substr(1);
      }
    }
    if (changed != lines) {
      all.emplace_back();
      for (const std::string& line : changed) all.back() += line + "\n";
    }
    begin = end + 1;
  }
  return all;
}

// Holds what init wrote in the work folder against the program.
void check_configuration(const GitFolder& folder) {
  const fs::path path = folder.work() / ".plimsoll.yaml";
  const std::string text = read_file(path);
  INFO(text);
  const std::string lint = "plimsoll lint --allow-empty";
  const ShellResult linted = folder.sh(lint);
  INFO(linted.output);
  CHECK(linted.exit_code < 2);
  const std::vector<std::string> all = variants(text);
  CHECK(all.size() >= 4);
  for (const std::string& variant : all) {
    write_file(path, variant);
    const ShellResult result = folder.sh(lint);
    INFO(variant << result.output);
    CHECK(result.exit_code < 2);
  }
  write_file(path, text);
}

TEST_CASE("init finds what lies there, and writes a configuration that holds") {
  for (const Shape& shape : shapes()) {
    INFO(shape.name);
    const GitFolder folder;
    write_files(folder.work(), shape.files);
    folder.sh("git init -q .");
    const ShellResult result = folder.sh("plimsoll init");
    INFO(result.output);
    REQUIRE(result.exit_code == 0);
    const Config config = read_config("x", "x", read_file(folder.work() / ".plimsoll.yaml"));
    CHECK(config.errors.empty());
    CHECK(flat_environments(config) == shape.environments);
    CHECK(flat_charts(config) == shape.charts);
    check_configuration(folder);
  }
}

TEST_CASE("init writes a configuration for the fixtures and for real charts") {
  for (const fs::path& source : {fixtures() / "xgen/clean", fixtures() / "xgen/as-documented",
                                 fixtures() / "demo", shared() / "corpus"}) {
    if (!fs::exists(source)) continue;
    INFO(source);
    const GitFolder folder;
    fs::copy(source, folder.work(), fs::copy_options::recursive);
    fs::permissions(folder.work(), fs::perms::owner_all, fs::perm_options::add);
    fs::remove(folder.work() / ".plimsoll.yaml");
    // Big, and of no other kind than the rest.
    fs::remove(folder.work() / "prometheus-operator-crds.yaml");
    folder.sh("git init -q .");
    REQUIRE(folder.sh("plimsoll init").exit_code == 0);
    check_configuration(folder);
  }
}

TEST_CASE("init never takes the place of a configuration unless it is told to") {
  for (const char* there :
       {"echo mine >.plimsoll.yaml", "ln -s nowhere .plimsoll.yaml", "mkdir .plimsoll.yaml"}) {
    INFO(there);
    const GitFolder folder;
    folder.sh(there);
    const ShellResult result = folder.sh("plimsoll init");
    INFO(result.output);
    CHECK(result.exit_code == 2);
    CHECK(result.output.find("it is there already") != std::string::npos);
    CHECK(folder.sh("test ! -e nowhere; ls -A | wc -l").output == "1\n");
  }
  const GitFolder folder;
  CHECK(folder.sh("echo mine >.plimsoll.yaml; plimsoll init --force").exit_code == 0);
  CHECK(folder.sh("grep -c mine .plimsoll.yaml").exit_code == 1);
  CHECK(folder.sh("mkdir sub; plimsoll init sub && test -f sub/.plimsoll.yaml").exit_code == 0);
  CHECK(folder.sh("plimsoll init no/such").exit_code == 2);
}

}  // namespace
}  // namespace plimsoll::test
