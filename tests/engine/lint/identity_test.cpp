#include "engine/lint/identity.h"

#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/lint/context.h"
#include "engine/lint/lint.h"
#include "engine/lint/pointer.h"

using plimsoll::Container;
using plimsoll::Context;
using plimsoll::Node;
using plimsoll::Report;
using plimsoll::Resource;
using plimsoll::Rule;

namespace {

void check_limit(const Container& container, Context& context) {
  for (const Node limit : container.node["resources"]["limits"]) context.report(limit, "limited");
}

void check_data(const Resource& resource, Context& context) {
  for (const Node value : resource.root["data"]) context.report(value, "held in clear");
}

constinit const Rule kLimit = {.id = "limit",
                               .category = "resources",
                               .summary = {},
                               .rationale = {},
                               .remediation = {},
                               .check = check_limit};
constinit const Rule kData = {.id = "data",
                              .category = "hygiene",
                              .summary = {},
                              .rationale = {},
                              .remediation = {},
                              .check = check_data};
constinit const Rule kSecret = {.id = "secret",
                                .category = "secrets",
                                .summary = {},
                                .rationale = {},
                                .remediation = {},
                                .check = check_limit};

std::vector<std::string> identities_of(const Rule& rule,
                                       const std::map<std::string, std::string>& files) {
  std::vector<plimsoll::Input> inputs;
  for (const auto& [path, text] : files) inputs.push_back({path, path});
  plimsoll::LintOptions options;
  options.rules = {&rule};
  const Report report = plimsoll::lint(
      std::move(inputs),
      [&files](const plimsoll::Input& input) -> plimsoll::ReadResult {
        return {files.at(input.path), ""};
      },
      {}, options);
  return plimsoll::identities(report.findings);
}

std::string identity_of(const Rule& rule, const std::string& text) {
  const std::vector<std::string> all = identities_of(rule, {{"a.yaml", text}});
  REQUIRE(all.size() == 1);
  return all.front();
}

const std::string kPod = R"(apiVersion: v1
kind: Pod
metadata: {name: web, namespace: prod}
spec:
  containers:
    - name: app
      resources:
        limits: {memory: 1024Mi}
)";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a finding is the same finding after edits around it") {
  const std::string identity = identity_of(kLimit, kPod);
  CHECK(identity.size() == 32);
  CHECK(identity.find_first_not_of("0123456789abcdef") == std::string::npos);
  const std::string same[] = {
      "# comment\n\n---\n" + kPod,
      replaced(kPod, "    - name: app\n", "    - name: first\n    - name: app\n"),
      replaced(kPod, "limits: {memory: 1024Mi}", "limits:\n          memory: \"1024Mi\"  # quoted"),
      replaced(kPod, "metadata: {name: web, namespace: prod}",
               "metadata:\n  labels: {a: b}\n  namespace: prod\n  name: web"),
      "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [{\"apiVersion\": \"v1\", \"kind\": "
      "\"Pod\", \"metadata\": {\"name\": \"web\", \"namespace\": \"prod\"}, \"spec\": "
      "{\"containers\": [{\"name\": \"app\", \"resources\": {\"limits\": {\"memory\": "
      "\"1024Mi\"}}}]}}]}\n",
  };
  for (const std::string& text : same) {
    CAPTURE(text);
    CHECK(identity_of(kLimit, text) == identity);
  }
  CHECK(identities_of(kLimit, {{"other/path.yaml", kPod}}).front() == identity);
}

TEST_CASE("a finding about something else is another one") {
  std::set<std::string> seen = {identity_of(kLimit, kPod), identity_of(kSecret, kPod)};
  const std::pair<std::string, std::string> edits[] = {
      {"1024Mi", "2Gi"}, {"name: web", "name: api"},
      {"prod", "test"},  {"name: app", "name: main"},
      {"memory", "cpu"}, {"  containers:", "  initContainers:"},
  };
  for (const auto& [from, to] : edits) {
    CAPTURE(from);
    CHECK(seen.insert(identity_of(kLimit, replaced(kPod, from, to))).second);
  }
}

TEST_CASE("nothing of what may be a credential is in an identity") {
  CHECK(identity_of(kSecret, kPod) == identity_of(kSecret, replaced(kPod, "1024Mi", "hunter2")));
  const std::string map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: one}\n";
  CHECK(identity_of(kData, map) == identity_of(kData, replaced(map, "one", "two")));
  CHECK(identity_of(kData, map) != identity_of(kData, replaced(map, "x:", "y:")));
}

TEST_CASE("path and identity together are unique") {
  const std::vector<std::string> twice =
      identities_of(kLimit, {{"a.yaml", kPod + "---\n" + kPod}, {"b.yaml", kPod}});
  REQUIRE(twice.size() == 3);
  CHECK(twice[0] != twice[1]);
  CHECK(twice[0] == twice[2]);
}

TEST_CASE("the hash is FNV-1a with 128 bits") {
  // Of the fields "data" and "message" of a finding about no object: the text of each and a byte
  // 0xFF, computed by the definition.
  plimsoll::Finding finding;
  finding.rule = &kData;
  finding.message = "line 12: x";
  CHECK(plimsoll::identity(finding) == "622afae1dc9f76b650cd28996fc1804f");
  finding.message = "line 7: x";
  CHECK(plimsoll::identity(finding) == "622afae1dc9f76b650cd28996fc1804f");
}

TEST_CASE("a subject's path leads from its object to the node, through aliases too") {
  const std::string text = R"(apiVersion: v1
kind: List
x-base: &base {name: merged, resources: {limits: {cpu: 1}}}
items:
  - apiVersion: v1
    kind: Pod
    metadata: {name: one}
    spec: &spec
      containers:
        - {name: a, resources: &limited {limits: {memory: 1Gi}}}
        - {name: b, resources: *limited}
  - {apiVersion: v1, kind: Pod, metadata: {name: two}, spec: *spec}
  - {apiVersion: v1, kind: Pod, metadata: {name: three}, spec: {containers: [<<: *base, {<<: [*base]}]}}
)";
  plimsoll::LintOptions options;
  options.rules = {&kLimit};
  const auto read = [&text](const plimsoll::Input&) -> plimsoll::ReadResult { return {text, ""}; };
  const Report report = plimsoll::lint({{"a.yaml", "a.yaml"}}, read, {}, options);
  std::set<std::string> paths;
  for (const plimsoll::Finding& finding : report.findings) {
    for (const plimsoll::Subject& subject : finding.subjects) {
      const Node node = plimsoll::node_at(subject.resource->root, subject.path);
      CAPTURE(subject.path);
      REQUIRE(node.exists());
      CHECK(node.value_span() == finding.location.span);
      paths.insert(std::string(subject.resource->name) + subject.path);
    }
  }
  const auto limit = [](int container, const char* name) {
    return "/spec/containers/" + std::to_string(container) + "/resources/limits/" + name;
  };
  for (const int container : {0, 1}) CHECK(paths.count("one" + limit(container, "memory")) == 1);
  for (const int container : {0, 1}) CHECK(paths.count("three" + limit(container, "cpu")) == 1);
  CHECK(paths.count("two" + limit(0, "memory")) == 1);
}

TEST_CASE("pointers are read as they are written") {
  using Segments = std::vector<std::string>;
  CHECK(plimsoll::pointer_segments("") == Segments{});
  CHECK(plimsoll::pointer_segments("/") == Segments{""});
  CHECK(plimsoll::pointer_segments("/a/0/b") == Segments{"a", "0", "b"});
  CHECK(plimsoll::pointer_segments("/a~1b/c~0d/~01") == Segments{"a/b", "c~d", "~1"});
}
