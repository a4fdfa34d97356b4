#include "cli/values_report.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/values/release.h"
#include "tests/cli/values_chart.h"
#include "tests/support/fixtures.h"
#include "tests/support/json.h"

namespace plimsoll {
namespace {

using test::body;
using test::Chart;
using test::to_json;

Chart shop() {
  Chart chart;
  chart.file("values.yaml",
             "replicas: 1\n"
             "image: {repository: shop, tag: '1.0'}\n"
             "resources:\n"
             "  limits: {cpu: 1, memory: 256Mi}\n"
             "config: {LOG: info, HOST: db}\n"
             "tolerations: [{key: a}, {key: b}]\n"
             "motd: |\n"
             "  one\n"
             "  two\n");
  chart.file("prd.yaml",
             "replicas: 3\n"
             "tolerations: null\n"
             "args: [a, b]\n"
             "environments:\n"
             "  prd:\n"
             "    resources:\n"
             "      limits: {memory: 2Gi}\n"
             "    config: {LOG: warn, NEW: 'true'}\n");
  chart.set("replicas=5").block("environments.${env}", {"config"});
  return chart;
}

TEST_CASE("values_report shows what a release gets and who decided it") {
  CHECK(shop().yaml() ==
        R"(# values of ., prd
# layers, of which the later win:
#   1  values.yaml
#   2  prd.yaml
#   3  --set replicas
#   4  environments.prd of these values, which the templates apply last
replicas: 5          # --set replicas, over prd.yaml:1 (3), values.yaml:1 (1)
image:
  repository: shop   # values.yaml:2
  tag: "1.0"         # values.yaml:2
resources:           # replaced whole by environments.prd, prd.yaml:6
  limits:
    memory: 2Gi      # prd.yaml:7 in environments.prd, over values.yaml:4 (256Mi)
    # cpu: dropped by environments.prd, over values.yaml:4 (1)
config:
  LOG: warn          # prd.yaml:8 in environments.prd, over values.yaml:5 (info)
  HOST: db           # values.yaml:5
  NEW: "true"        # prd.yaml:8 in environments.prd
motd: |              # values.yaml:7
  one
  two
args:                # prd.yaml:3
  - a
  - b
environments:
  prd:               # applied last: it wins over the values of the same name
    resources:
      limits:
        memory: 2Gi  # prd.yaml:7
    config:
      LOG: warn      # prd.yaml:8
      NEW: "true"    # prd.yaml:8
# tolerations: deleted by prd.yaml:2, over values.yaml:6 (2 items)
)");
}

TEST_CASE("values_report wraps comments, never values") {
  for (const unsigned width : {20u, 30u, 40u, 60u, 80u}) {
    const std::string text = shop().yaml({.width = width});
    INFO(text);
    const auto again = parse_yaml("again", text);
    REQUIRE_FALSE(again->documents[0].unreadable());
    const auto plain = parse_yaml("plain", shop().yaml());
    CHECK(to_json(again->documents[0].root) == to_json(plain->documents[0].root));
  }
  CHECK(body(shop().yaml({.paths = {"resources", "replicas"}, .width = 50})) ==
        R"(replicas: 5      # --set replicas,
                 # over prd.yaml:1 (3),
                 # values.yaml:1 (1)
resources:       # replaced whole by environments.prd,
                 # prd.yaml:6
  limits:
    memory: 2Gi  # prd.yaml:7 in environments.prd,
                 # over values.yaml:4 (256Mi)
    # cpu: dropped by environments.prd,
    #   over values.yaml:4 (1)
)");
}

TEST_CASE("values_report shows the paths that were asked for") {
  CHECK(body(shop().yaml({.paths = {"config.LOG", "tolerations", "image.tag"}, .width = 0})) ==
        R"(image:
  tag: "1.0"  # values.yaml:2
config:
  LOG: warn   # prd.yaml:8 in environments.prd, over values.yaml:5 (info)
# tolerations: deleted by prd.yaml:2, over values.yaml:6 (2 items)
)");
  Chart chart = shop();
  const auto& releases = chart.releases();
  CHECK(unknown_values(releases, {"config.LOG", "tolerations", "resources.limits.cpu"}) ==
        std::nullopt);
  CHECK(unknown_values(releases, {"resorces.limits"}) ==
        "unknown value 'resorces.limits'; did you mean 'resources.limits'?");
  CHECK(unknown_values(releases, {"q"}) == "unknown value 'q'");
}

// Calls `visit` with every scalar below `node` that is in no list, and its path.
template <typename Visit>
void each_scalar(Node node, const std::string& path, const Visit& visit) {
  if (node.is_scalar()) visit(path, node);
  if (!node.is_mapping()) return;
  for (const Node member : node) {
    each_scalar(member, (path.empty() ? "" : path + ".") + std::string(member.key()), visit);
  }
}

TEST_CASE("values_report shows what the templates see") {
  const std::string block = GENERATE(values<std::string>({"{}",
                                                          "{a: {x: 2}}",
                                                          "{a: {z: {p: 9}}}",
                                                          "{a: {x: null, n: 1}}",
                                                          "{a: 5}",
                                                          "{a: []}",
                                                          "{m: {x: 2}}",
                                                          "{m: {z: {p: 9}}}",
                                                          "{m: {x: null, n: 1}}",
                                                          "{m: {x: '', z: 0}}",
                                                          "{m: 5}",
                                                          "{m: {x: {deep: 1}}}",
                                                          "{s: 0}",
                                                          "{s: ''}",
                                                          "{s: null}",
                                                          "{s: 2}",
                                                          "{s: {x: 1}}",
                                                          "{l: [3]}",
                                                          "{new: {a: 1}}",
                                                          "{gone: {b: 1}}",
                                                          "{a: {gone: 2}, m: {gone: 2}}"}));
  INFO(block);
  Chart chart;
  chart.file("values.yaml",
             "a: {x: 1, z: {p: 1, q: 2}, gone: 1}\nm: {x: 1, z: {p: 1, q: 2}, gone: 1}\n"
             "s: 1\nl: [1, 2]\ngone: {a: 1}\n");
  chart.file("prd.yaml", "gone: null\na: {gone: null}\nm: {gone: null}\nenv: " + block + "\n");
  chart.block("env", {"m"});
  const std::string text = chart.yaml();
  INFO(text);
  const auto again = parse_yaml("again", text);
  REQUIRE_FALSE(again->documents[0].unreadable());
  const Node root = again->documents[0].root;
  const TemplateValues& templates = *chart.releases()[0]->templates;
  each_scalar(root, "", [&](const std::string& path, Node value) {
    INFO(path);
    REQUIRE_FALSE(templates.at(path).empty());
    CHECK(to_json(templates.at(path).back()) == to_json(value));
  });
  each_scalar(templates.root(), "", [&](const std::string& path, Node) {
    INFO(path);
    const std::size_t dot = path.rfind('.');
    const Node parent = dot == path.npos ? root : value_at(root, path.substr(0, dot));
    if (!parent.is_mapping()) return;  // all of it lost, or to a scalar
    const auto seen = templates.at(path);
    const bool is_scalar = !seen.empty() && seen.back().is_scalar();
    CHECK(value_at(root, path).is_scalar() == is_scalar);
  });
}

TEST_CASE("values_report tells places from the folder that all files share") {
  Chart chart("k8s/shop");
  chart.file("k8s/shop/values.yaml", "db: {enabled: true}\nglobal: {region: eu}\n");
  chart.file("k8s/shop/Chart.yaml", "name: shop\nversion: 1.0.0\n");
  chart.file("k8s/shop/charts/db/Chart.yaml", "name: db\nversion: 1.0.0\n");
  chart.file("k8s/shop/charts/db/values.yaml", "port: 5432\nglobal: {region: us}\n");
  chart.file("k8s/prd.yaml", "db: {port: 6432}\n");
  CHECK(chart.yaml() == R"(# values of shop, prd
# layers in k8s/, of which the later win:
#   1  shop/values.yaml
#   2  shop/charts/db/values.yaml
#   3  prd.yaml
db:
  port: 6432     # prd.yaml:1, over shop/charts/db/values.yaml:1 (5432)
  global:
    region: eu   # shop/values.yaml:2, over shop/charts/db/values.yaml:2 (us)
  enabled: true  # shop/values.yaml:1
global:
  region: eu     # shop/values.yaml:2
)");
}

TEST_CASE("values_report makes each release a document") {
  Chart chart = shop();
  chart.environments({"dev", "prd"});
  const std::string text = chart.yaml({.paths = {"resources"}, .width = 0});
  const auto file = parse_yaml("again", text);
  REQUIRE(file->documents.size() == 2);
  CHECK(to_json(file->documents[0].root).dump() ==
        R"({"resources":{"limits":{"cpu":1,"memory":"256Mi"}}})");
  CHECK(to_json(file->documents[1].root).dump() == R"({"resources":{"limits":{"memory":"2Gi"}}})");
}

TEST_CASE("values_report colours only when it is told to") {
  CHECK(shop().yaml().find('\x1b') == std::string::npos);
  std::string colored = shop().yaml({.color = true, .width = 0});
  CHECK(colored.find("\x1b[2m  repository: shop   # values.yaml:2\x1b[0m\n") != colored.npos);
  for (const std::string code : {"\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[33m", "\x1b[36m"}) {
    for (std::size_t at = colored.find(code); at != colored.npos; at = colored.find(code)) {
      colored.erase(at, code.size());
    }
  }
  CHECK(colored == shop().yaml());
}

TEST_CASE("values_report tells programs the same") {
  Chart chart = shop();
  const auto json = nlohmann::json::parse(
      format_values_json(chart.releases(), {.paths = {"replicas", "resources", "tolerations"}}));
  const auto& release = json["releases"][0];
  CHECK(release["environment"] == "prd");
  CHECK(release["environmentBlock"] == "environments.prd");
  CHECK(release["layers"][2] == nlohmann::json({{"name", "--set replicas"}, {"kind", "flag"}}));
  CHECK(release["values"].dump() == R"({"replicas":5,"resources":{"limits":{"memory":"2Gi"}}})");
  std::vector<std::string> told;
  for (const auto& source : release["sources"]) {
    told.push_back(source["path"].get<std::string>() + " " + source["status"].get<std::string>() +
                   " " + source["from"].value("path", "-") + " " +
                   std::to_string(source["over"].size()));
  }
  CHECK(told == std::vector<std::string>{
                    "replicas set - 2", "resources.limits.memory set prd.yaml 1",
                    "resources.limits.cpu dropped prd.yaml 1", "tolerations deleted prd.yaml 1"});
  CHECK(release["sources"][0]["over"][0]["value"] == 3);
  CHECK(release["sources"][0]["over"][0]["from"]["line"] == 1);
}

// The validators hold what is written here against docs/values.schema.json.
TEST_CASE("values_report as JSON is as agreed") {
  Chart chart = shop();
  chart.file("secret.yaml", "config: {REDIS_PASSWORD: correct-Horse7!battery}\nextra: {}\n");
  chart.environments({"dev", "prd"});
  const std::string text = format_values_json(chart.releases(), {});
  CHECK(text.find("correct") == std::string::npos);
  const auto path = test::fixtures() / "formats/values.json";
  if (test::updating()) test::write_file(path, text);
  CHECK(text == test::read_file(path));
}

}  // namespace
}  // namespace plimsoll
