// A configuration file is read with positions, and answers typing errors with what was meant.

#include "engine/config/config.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace plimsoll {
namespace {

// "marked text: message" of every error.
std::vector<std::string> errors_of(std::string text) {
  const Config config = read_config(".plimsoll.yaml", "c", std::move(text));
  std::vector<std::string> errors;
  for (const ConfigError& error : config.errors) {
    errors.push_back(std::string(error.location.source->text(error.location.span)) + ": " +
                     error.message);
  }
  return errors;
}

}  // namespace

TEST_CASE("what is wrong in a configuration is marked, with the nearest word") {
  struct Case {
    std::string text;
    std::vector<std::string> errors;
  };
  const Case cases[] = {
      {"", {}},
      {"select: yaml-syntax\nignore: [a, b]\n", {}},
      {"slect: [a]\n", {"slect: unknown key slect; did you mean select?"}},
      {"fail-on: warnin\n",
       {"warnin: fail-on is one of error warning note; did you mean warning?"}},
      {"select: {a: b}\n", {"select: select wants a list of strings, not a mapping"}},
      {"exclude: [1]\n", {"1: the item wants a string, not an integer"}},
      {"report-only: \"true\"\n", {"\"true\": report-only wants true or false, not a string"}},
      {"environments: {dev: {manifest: [a]}}\n",
       {"manifest: unknown key manifest; did you mean manifests?"}},
      {"charts: [{values: a.yaml}]\n", {"values: the key path is missing"}},
      {"charts: [{path: c, mapping: xgen}]\nmappings: {xgem: {objects: []}}\n",
       {"xgen: there is no mapping xgen; did you mean xgem?"}},
      {"charts: [{path: c, environments: {prod: {}}}]\nenvironments: {prd: {}}\n",
       {"prod: there is no environment prod; did you mean prd?"}},
      {"- a\n", {"a: a configuration is a mapping"}},
      {"a: 1\n---\nb: 2\n", {": a configuration is one document"}},
      {"select: [a\n", {"[: the bracket of this flow sequence is never closed"}},
  };
  for (const Case& one : cases) {
    INFO(one.text);
    CHECK(errors_of(one.text) == one.errors);
  }
}

TEST_CASE("a configuration is read as it is written") {
  const Config config = read_config("c", "c",
                                    "fail-on: error\n"
                                    "default-namespace: shop\n"
                                    "environments:\n"
                                    "  dev: {manifests: rendered/dev}\n"
                                    "  prd: {manifests: [rendered/prd, argocd/prd.yaml]}\n"
                                    "charts:\n"
                                    "  - path: chart\n"
                                    "    mapping: service\n"
                                    "    environments: {prd: {values: [prd.yaml], set: [a=1]}}\n"
                                    "    releases:\n"
                                    "      - from: projects/shop.yaml\n"
                                    "        list: environments.${env}.services\n"
                                    "        values: values/${name}.yaml\n"
                                    "        entry: {resources: resources}\n"
                                    "        file: {site: [\"environments.${env}.site\", site]}\n"
                                    "mappings:\n"
                                    "  service:\n"
                                    "    environment: environments.${env}\n"
                                    "    merge: config\n"
                                    "    objects: []\n");
  REQUIRE(config.errors.empty());
  CHECK(config.fail_on == "error");
  CHECK(config.default_namespace == "shop");
  REQUIRE(config.environments.size() == 2);
  CHECK(config.environments[1].manifests.size() == 2);
  REQUIRE(config.charts.size() == 1);
  CHECK(config.charts[0].environments[0].set == std::vector<std::string>{"a=1"});
  const ConfigReleases& releases = config.charts[0].releases[0];
  CHECK(releases.list == "environments.${env}.services");
  CHECK(releases.file[0].paths == std::vector<std::string>{"environments.${env}.site", "site"});
  CHECK(config.mappings[0].merge == std::vector<std::string>{"config"});
}

}  // namespace plimsoll
