// What a reference means.

#include "engine/kubernetes/resource_set.h"

#include <catch2/catch.hpp>
#include <memory>
#include <string>

#include "engine/kubernetes/manifest.h"

namespace plimsoll {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

struct Fixture {
  std::vector<std::unique_ptr<const YamlFile>> files;
  std::unique_ptr<ResourceSet> set;

  explicit Fixture(const Files& texts) {
    std::vector<Resource> resources;
    for (const auto& [path, text] : texts) {
      files.push_back(parse_yaml(path, text));
      for (const Document& document : files.back()->documents) {
        append_resources(document, resources);
      }
    }
    set = std::make_unique<ResourceSet>(std::move(resources));
  }

  // The path of the file that a reference to Deployment web, made by the only HPA, leads to.
  std::string target() const {
    const Resource& from = *set->of_kind("autoscaling", "HorizontalPodAutoscaler").front();
    const Resource* found = set->find(from, "apps", "Deployment", "web");
    return found == nullptr ? "none" : found->root.source().path();
  }
};

const std::string kHpa =
    "---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\n";
const std::string kWeb =
    "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n"
    "spec: {template: {spec: {}}}\n";
const std::string kOther =
    "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: other}\n";

}  // namespace

TEST_CASE("a name means the object in the same namespace, nearest by file and folder") {
  CHECK(Fixture(Files{{"a/hpa", kHpa}, {"b/web", kWeb}}).target() == "b/web");
  CHECK(Fixture(Files{{"a/hpa", kHpa}, {"b/web", kOther}}).target() == "none");
  CHECK(Fixture(Files{{"a/one", kHpa + kWeb}, {"b/web", kWeb}}).target() == "a/one");
  CHECK(Fixture(Files{{"a/hpa", kHpa}, {"a/web", kWeb}, {"b/web", kWeb}}).target() == "a/web");
  CHECK(Fixture(Files{{"c/hpa", kHpa}, {"a/web", kWeb}, {"b/web", kWeb}}).target() == "none");
  CHECK(Fixture(Files{{"a/one", kHpa + kWeb + kWeb}, {"a/web", kWeb}}).target() == "none");
}

TEST_CASE("a node knows the object it is part of") {
  const Fixture fixture(Files{{"a", kWeb + kOther}, {"b", kHpa}});
  for (const Resource& resource : fixture.set->all()) {
    CHECK(fixture.set->owner(resource.root["metadata"]["name"]) == &resource);
    CHECK(fixture.set->owner(resource.root) == &resource);
  }
  const auto list = Fixture(Files{{"l",
                                   "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n"
                                   "  kind: Pod\n  metadata: {name: a}\n"}});
  const Resource& pod = list.set->all().front();
  CHECK(list.set->owner(pod.root["metadata"]["name"]) == &pod);
  CHECK(list.set->owner(pod.root.parent()) == nullptr);
}

TEST_CASE("workloads are found by namespace") {
  const Fixture fixture(Files{{"a", kWeb + kHpa}});
  CHECK(fixture.set->workloads("").size() == 1);
  CHECK(fixture.set->workloads("other").empty());
}

}  // namespace plimsoll
