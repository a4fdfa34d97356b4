// What rules say, whatever an input is called.

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "cli/formats/format.h"
#include "engine/text/concat.h"
#include "tests/support/fixtures.h"

namespace plimsoll::test {
namespace {

// Objects that break every rule about objects, with `name` wherever an author may write one.
std::string broken_objects(std::string_view name) {
  const std::string text = R"(apiVersion: v1
kind: ConfigMap
metadata: {name: NAME}
data:
  ? NAME
  : [1]
  ? "1 NAME"
  : postgres://app:x9Kd2mQ7@db/app
  ? "2 NAME"
  : 1
  ? "2 NAME"
  : 1
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: NAME, namespace: NAME, labels: {app.kubernetes.io/instance: NAME}}
spec:
  replicas: 2147483647
  template:
    metadata: {labels: {app: NAME}}
    spec:
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: x}}}
      containers:
        - name: NAME
          env: [{name: NAME, value: 1}]
          livenessProbe: {}
          readinessProbe: {initialDelaySeconds: 2147483647}
          resources:
            limits:
              ? nvidia.com/mig-NAME
              : "1000000000000000000000000000000000000000000000000000000000000"
              ? NAME
              : 1
              ? "1 NAME"
              : 1mb
            requests:
              ? NAME
              : "2000000000000000000000000000000000000000000000000000000000000"
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: other, labels: {app.kubernetes.io/instance: NAME}}
spec:
  replicas: 2
  template: {spec: {containers: [{name: NAME, resources: {limits: {nvidia.com/gpu: 1}}}]}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: NAME, namespace: NAME}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: NAME}, minReplicas: 2147483647, maxReplicas: 2}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: NAME}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: other}, maxReplicas: 4}
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: NAME}
spec:
  ignoreDifferences: [{group: NAME, kind: NAME, name: NAME, namespace: NAME, jsonPointers: [/spec/replicas]}]
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: "2 NAME"}
spec: {source: {helm: {valuesObject: {autoscaling: {enabled: true}}}}}
)";
  std::string out;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t at = std::min(rest.find("NAME"), rest.size());
    out.append(rest.substr(0, at));
    rest.remove_prefix(at);
    if (rest.empty()) break;
    out.append(name);
    rest.remove_prefix(4);
  }
  return out;
}

}  // namespace

TEST_CASE("a message is short however long the names of an input are") {
  std::set<std::string_view> spoke;
  for (const std::size_t size : {1u, 63u, 253u, 900u}) {
    const Report report =
        lint_texts({{"a.yaml", broken_objects(std::string(size, 'n'))}}, all_rules());
    for (const Finding& finding : report.findings) {
      INFO(finding.rule->id << ": " << finding.message);
      spoke.insert(finding.rule->id);
      CHECK(finding.message.size() <= 160);
      // What is wrong is said whole; a name at the end may be cut.
      const bool ends_in_input =
          finding.rule->id == "duplicate-key" || finding.rule->id == "limit-below-request";
      if (!ends_in_input) CHECK_FALSE(finding.message.ends_with("..."));
      for (const RelatedLocation& related : finding.related) CHECK(related.message.size() <= 160);
    }
  }
  CHECK(spoke.size() == 11);
}

TEST_CASE("a name that holds a credential is shown in no format") {
  constexpr std::string_view kCredential = "Kx82msLq0";
  for (const std::size_t padding : {0u, 20u, 30u, 40u, 100u, 140u}) {
    const std::string name =
        concat("n", std::string(padding, 'n'), "://app:", kCredential, "@db/x");
    const Report report = lint_texts({{"a.yaml", broken_objects(name)}}, all_rules());
    CHECK(report.findings.size() > 10);
    Presentation presentation;
    for (const Format* format : formats()) {
      const std::string text = format->render(report, presentation);
      for (std::size_t i = 0; i + 5 <= kCredential.size(); ++i) {
        const std::size_t at = text.find(kCredential.substr(i, 5));
        INFO(text.substr(std::min(at, text.size()) / 100 * 100, 300));
        CHECK(at == std::string::npos);
      }
    }
  }
}

}  // namespace plimsoll::test
