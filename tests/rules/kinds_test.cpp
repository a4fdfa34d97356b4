// Every rule against every built-in kind, and every kind with each of its fields wrong.

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "engine/kubernetes/schema.h"
#include "engine/text/concat.h"
#include "tests/support/fixtures.h"

namespace plimsoll::test {
namespace {

std::string head_of(const ApiRoot& root) {
  return concat("apiVersion: ", root.group, root.group.empty() ? "" : "/", root.version,
                "\nkind: ", root.kind, "\n");
}

constexpr std::string_view kPod =
    "{metadata: {labels: {a: b}}, spec: {containers: [{name: c, livenessProbe: {}, "
    "readinessProbe: {initialDelaySeconds: 5}, resources: {limits: {nvidia.com/gpu: 1}, requests: "
    "{nvidia.com/gpu: 2}}}]}}";

// What breaks every rule about objects, in all the places where any kind may hold it.
std::string all_that_is_wrong() {
  const std::string_view pod = kPod.substr(1, kPod.size() - 2);
  return concat("metadata: {name: a}\ndata: {DB_PASSWORD: Kx82msLq0}\ntemplate: ", kPod,
                "\nspec: {minReplicas: 5, maxReplicas: 2, replicas: 3, template: ", kPod,
                ", jobTemplate: {spec: {template: ", kPod, "}}, ",
                pod.substr(pod.find("containers")), "\n");
}

// The kinds that a rule which says nothing about kinds speaks of: those that have pods.
std::set<std::string> pod_kinds() {
  return {"CronJob",    "DaemonSet",   "Deployment", "Job",
          "Pod",        "PodTemplate", "ReplicaSet", "ReplicationController",
          "StatefulSet"};
}

// One value of a type, all its fields set and nested three deep.
std::string sample(const ApiType& type, int depth) {
  switch (type.kind) {
    case ApiTypeKind::kInt32:
    case ApiTypeKind::kInt64:
      return "1";
    case ApiTypeKind::kBool:
      return "true";
    case ApiTypeKind::kList:
      return depth == 0 ? "[]" : concat("[", sample(*type.element, depth - 1), "]");
    case ApiTypeKind::kMap:
      return depth == 0 ? "{}" : concat("{k: ", sample(*type.element, depth - 1), "}");
    case ApiTypeKind::kObject: {
      std::string out;
      if (depth == 0) return "{}";
      for (const ApiField& field : type.fields) {
        out += concat(out.empty() ? "" : ", ", field.name, ": ", sample(*field.type, depth - 1));
      }
      return concat("{", out, "}");
    }
    case ApiTypeKind::kTime:
      return "'2024-05-01T10:00:00Z'";
    case ApiTypeKind::kMicroTime:
      return "'2024-05-01T10:00:00.000000Z'";
    case ApiTypeKind::kBytes:
      return "MQ==";
    default:
      return "'1'";
  }
}

constexpr std::string_view kWrongValues[] = {"null", "{}", "[]", "x", "1", "[[1]]", "{x: {x: 1}}"};

// The object with the field at `broken` of each type holding `value`; a field with no value is left
// out. Fields of fields are broken too, one at a time.
template <typename Visit>
void break_fields(const ApiType& type, int depth, const std::string& before,
                  const std::string& after, const Visit& visit) {
  for (const ApiField& field : type.fields) {
    std::string others;
    for (const ApiField& other : type.fields) {
      if (&other == &field || other.name == "apiVersion" || other.name == "kind") continue;
      others += concat(", ", other.name, ": ", sample(*other.type, 2));
    }
    if (field.name == "apiVersion" || field.name == "kind") continue;
    visit(concat(before, "{", others.empty() ? "" : others.substr(2), "}", after));
    for (const std::string_view value : kWrongValues) {
      visit(concat(before, "{", field.name, ": ", value, others, "}", after));
    }
    if (depth > 0 && field.type->kind == ApiTypeKind::kObject) {
      break_fields(*field.type, depth - 1, concat(before, "{", field.name, ": "),
                   concat(others, "}", after), visit);
    }
  }
}

}  // namespace

TEST_CASE("every rule speaks of its kinds and of no other") {
  const std::set<std::string> autoscaled = {"Deployment", "ReplicaSet", "ReplicationController",
                                            "StatefulSet"};
  for (const ApiRoot& root : built_in_kinds()) {
    const Report report =
        lint_texts({{"a.yaml", head_of(root) + all_that_is_wrong()}}, all_rules());
    std::set<std::string_view> spoke;
    for (const Finding& finding : report.findings) {
      if (finding.rule->category != "syntax") spoke.insert(finding.rule->id);
    }
    const std::string kind(root.kind);
    std::set<std::string_view> expected;
    if (pod_kinds().contains(kind)) {
      expected = {"gpu-without-node-selector", "limit-below-request", "liveness-before-readiness"};
    }
    if (autoscaled.contains(kind)) expected.insert("gpu-without-anti-affinity");
    if (kind == "HorizontalPodAutoscaler") expected.insert("hpa-min-above-max");
    if (kind == "ConfigMap") expected.insert("secret-in-configmap");
    INFO(root.group << "/" << root.version << " " << root.kind);
    CHECK(spoke == expected);
  }
}

TEST_CASE("no rule speaks of a valid object, whatever its kind and however much it says") {
  std::string text;
  for (const ApiRoot& root : built_in_kinds()) {
    text += concat("---\n", head_of(root), "metadata: {name: a}\n");
    for (const ApiField& field : root.type->fields) {
      if (field.name == "apiVersion" || field.name == "kind" || field.name == "metadata") continue;
      text += concat("---\n", head_of(root), "metadata: {name: b}\n", field.name, ": ",
                     sample(*field.type, 5), "\n");
    }
  }
  for (const Finding& finding : lint_texts({{"a.yaml", text}}, all_rules()).findings) {
    FAIL_CHECK(finding.subjects.front().label()
               << finding.subjects.front().path << ": " << finding.message);
  }
}

TEST_CASE("no field that is missing, null or of another shape harms a rule") {
  std::size_t linted = 0;
  for (const ApiRoot& root : built_in_kinds()) {
    std::string text;
    break_fields(*root.type, 1, "", "\n", [&](const std::string& object) {
      const std::string_view separator = object.starts_with("{}") ? "" : ", ";
      text += concat("---\n{apiVersion: ", root.group, root.group.empty() ? "" : "/", root.version,
                     ", kind: ", root.kind, separator, object.substr(1));
      ++linted;
    });
    const Report report = lint_texts({{"a.yaml", text}}, all_rules());
    INFO(root.kind);
    CHECK(report.ledger.resources() > 0);
    for (const Finding& finding : report.findings) {
      if (finding.message.size() > 160 || finding.message.empty()) FAIL_CHECK(finding.message);
    }
  }
  CHECK(linted > 5000);
}

}  // namespace plimsoll::test
