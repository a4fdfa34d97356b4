#include "engine/kubernetes/argocd.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/objects.h"

namespace plimsoll {
namespace {

std::string application(const std::string& spec) {
  return "apiVersion: argoproj.io/v1alpha1\nkind: Application\n"
         "metadata: {name: web-prd, namespace: argocd}\nspec: " +
         spec + "\n";
}

std::string deployment(const std::string& metadata) {
  return "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, " + metadata + "}\n";
}

TEST_CASE("an Application deploys what is tracked, labelled or filed for it") {
  struct Row {
    std::string spec, metadata, path;
    bool deploys;
  };
  const auto label = [](const std::string& value) {
    return "labels: {app.kubernetes.io/instance: " + value + "}";
  };
  const auto track = [](const std::string& value) {
    return "annotations: {argocd.argoproj.io/tracking-id: '" + value + "'}";
  };
  const std::string path = "{source: {path: ./charts/web/}}";
  const std::string release = "{source: {helm: {releaseName: web}}}";
  const std::string to_prod = "{source: {}, destination: {namespace: prod}}";
  const std::vector<Row> rows = {
      {"{source: {}}", track("web-prd:apps/Deployment:prod/web"), "x.yaml", true},
      {"{source: {}}", track("argocd_web-prd:apps/Deployment:prod/web"), "x.yaml", true},
      {"{source: {}}", track("team_web-prd:apps/Deployment:prod/web"), "x.yaml", false},
      {"{source: {}}", track("api-prd:apps/Deployment:prod/web"), "x.yaml", false},
      {"{source: {}}", track("web-prd:apps/Deployment:prod/other"), "x.yaml", false},
      {"{source: {}}", track("nonsense"), "x.yaml", false},
      {path, track("api-prd:apps/Deployment:prod/web"), "charts/web/a.yaml", false},
      {path, track("api-prd:apps/Deployment:prod/copied-from"), "charts/web/a.yaml", true},
      {"{source: {}}", label("web-prd"), "x.yaml", true},
      {"{source: {}}", label("web"), "x.yaml", false},
      {release, label("web"), "x.yaml", true},
      {release, label("web-prd"), "x.yaml", false},
      {"{sources: [{ref: v}, {helm: {releaseName: web}}], source: {}}", label("web"), "x.yaml",
       true},
      {"{sources: [{helm: {releaseName: web}}], source: {}}", label("web-prd"), "x.yaml", false},
      {to_prod, "namespace: prod, " + label("web-prd"), "x.yaml", true},
      {to_prod, "namespace: dev, " + label("web-prd"), "x.yaml", false},
      {to_prod, label("web-prd"), "x.yaml", true},
      {path, "", "charts/web/rendered/a.yaml", true},
      {path, "", "charts/web-other/a.yaml", false},
      {path, "", "charts/web", false},
      {path, "", "other/charts/web/a.yaml", false},
      {"{source: {path: .}}", "", "charts/web/a.yaml", false},
      {"{source: {path: ''}}", "", "charts/web/a.yaml", false},
      {"{sourceHydrator: {drySource: {path: charts/web}, syncSource: {path: out}}}", "",
       "out/a.yaml", true},
  };
  for (const Row& row : rows) {
    INFO(row.spec << " / " << row.metadata << " / " << row.path);
    const Objects objects(application(row.spec) + deployment(row.metadata), row.path);
    const auto app = argo_application_of(objects.get("Application", "web-prd"));
    REQUIRE(app);
    CHECK(deploys(*app, objects.get("Deployment", "web")) == row.deploys);
  }
}

TEST_CASE("a Helm setting follows Argo CD's precedence and keeps its place") {
  struct Row {
    std::string helm, written;  // the value as written; empty for none
    bool truth;
  };
  const std::vector<Row> rows = {
      {"{parameters: [{name: autoscaling.enabled, value: 'TRUE'}]}", "'TRUE'", true},
      {"{parameters: [{name: autoscaling.enabled, value: 'false'}], values: 'autoscaling: "
       "{enabled: true}'}",
       "'false'", false},
      {"{parameters: [{name: autoscaling.enabledX, value: 'true'}]}", "", false},
      {"{values: 'autoscaling: {enabled: true}'}", "true", true},
      {"{values: \"autoscaling:\\n  enabled: yes\\n\"}", "yes", true},
      {"{values: 'autoscaling: {enabled: false}'}", "false", false},
      {"{values: 'autoscaling: {enabled: true}', valuesObject: {}}", "", false},
      {"{valuesObject: {autoscaling: {enabled: on}}}", "on", true},
      {"{valuesObject: {autoscaling: {enabled: \"true\"}}}", "\"true\"", true},
      {"{valuesObject: {autoscaling: {enabled: null}}}", "", false},
      {"{values: 'autoscaling: ['}", "", false},
      {"{values: {autoscaling: {enabled: true}}}", "", false},
      {"{}", "", false},
  };
  for (const Row& row : rows) {
    INFO(row.helm);
    const Objects objects(application("{source: {helm: " + row.helm + "}}"));
    const auto app = argo_application_of(objects.get("Application", "web-prd"));
    REQUIRE(app);
    const auto setting = helm_setting(sources_of(*app).front(), "autoscaling.enabled");
    REQUIRE(setting.has_value() == !row.written.empty());
    if (!setting) continue;
    CHECK(setting->truth == row.truth);
    CHECK(setting->node.source().text(setting->span) == row.written);
  }
}

TEST_CASE("an ApplicationSet is read through its template") {
  const Objects objects(R"(
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: all}
spec:
  template:
    metadata: {name: 'web-{{env}}'}
    spec:
      source: {path: charts/web}
      destination: {namespace: '{{env}}'}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
)");
  const auto app = argo_application_of(objects.get("ApplicationSet", "all"));
  REQUIRE(app);
  CHECK(app->name == "web-{{env}}");
  CHECK(is_placeholder(app->name));
  CHECK(app->spec.find({"source", "path"}).text() == "charts/web");
  const Resource& web = objects.get("Deployment", "web");
  CHECK(deployed_namespace(*app, web).empty());
  CHECK_FALSE(argo_application_of(web));
}

}  // namespace
}  // namespace plimsoll
