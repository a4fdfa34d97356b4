#include "engine/text/glob.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace plimsoll {
namespace {

struct Row {
  std::string pattern;
  std::vector<std::string> matching;
  std::vector<std::string> other;
};

void check(Glob (*compile)(std::string_view), const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    const Glob glob = compile(row.pattern);
    INFO(row.pattern);
    CHECK(glob.valid());
    for (const std::string& text : row.matching) {
      INFO("should match: " << text);
      CHECK(glob.matches(text));
    }
    for (const std::string& text : row.other) {
      INFO("should not match: " << text);
      CHECK_FALSE(glob.matches(text));
    }
  }
}

TEST_CASE("name globs match as Argo CD's do") {
  check(Glob::for_names,
        {
            {"", {""}, {"apps"}},
            {"*", {"", "apps", "networking.k8s.io", "a/b", "a\nb"}, {}},
            {"**", {"", "networking.k8s.io"}, {}},
            {"*.k8s.io", {"networking.k8s.io"}, {"k8s.io", "networkingxk8sxio"}},
            {"apps/v1", {"apps/v1"}, {"apps"}},
            {"Apps", {}, {"apps"}},
            {"Deploy*", {"Deployment", "Deploy"}, {"MyDeployment"}},
            {"?eployment", {"Deployment"}, {"eployment"}},
            {"한?어", {"한국어"}, {"한어"}},
            {"deployment", {}, {"Deployment"}},
            {"{Deployment,StatefulSet}", {"Deployment", "StatefulSet"}, {"DaemonSet"}},
            {"{Deployment, StatefulSet}", {"Deployment", " StatefulSet"}, {"StatefulSet"}},
            {"{a,{b,c}d}", {"a", "bd", "cd"}, {"b", "ad"}},
            {"Deployment|StatefulSet", {"Deployment|StatefulSet"}, {"Deployment"}},
            {"[DS]*", {"Secret", "Deployment"}, {"Pod"}},
            {"[!D]*", {"Secret"}, {"Deployment"}},
            {"[A-Z]*", {"Secret"}, {"secret"}},
            {"[!a-c]", {"d"}, {"b", "dd"}},
            {"[^D]*", {"Deployment", "^x"}, {"Secret"}},
            {"[ab-d]", {"a", "b", "-", "d"}, {"c"}},
            {"{a", {"a"}, {"{a"}},
            {"a,b}", {"a,b}"}, {"a"}},
            {"\\*", {"*"}, {"a"}},
            {"(x).+", {"(x).+"}, {"xx"}},
        });
}

TEST_CASE("name globs that do not compile match nothing") {
  for (const std::string pattern : {"[", "[]", "[!]", "[a", "[z-a]", "[a-cx]", "a[b"}) {
    INFO(pattern);
    CHECK_FALSE(Glob::for_names(pattern).valid());
    CHECK_FALSE(Glob::for_names(pattern).matches(pattern));
    CHECK_FALSE(Glob::for_names(pattern).matches(""));
  }
}

TEST_CASE("path globs are anchored as .gitignore anchors them") {
  check(Glob::for_paths,
        {
            {"*.yaml", {"a.yaml", "x/y/a.yaml", ".yaml", "a.yaml/b"}, {"a.yml", "ayaml"}},
            {"build", {"build", "build/a", "x/build", "x/build/y"}, {"builder", "x/rebuild"}},
            {"build/", {"build/a", "x/build/a"}, {"build", "x/build"}},
            {"/build", {"build", "build/a"}, {"x/build"}},
            {"./build", {"build", "build/a"}, {"x/build"}},
            {"/build/", {"build/a"}, {"build", "x/build/a"}},
            {"charts/*/ci", {"charts/a/ci", "charts/a/ci/x"}, {"charts/ci", "charts/a/b/ci"}},
            {"charts/**/ci", {"charts/ci", "charts/a/ci", "charts/a/b/ci/x"}, {"chartsx/ci"}},
            {"**/ci", {"ci", "a/ci", "a/b/ci/x"}, {"xci"}},
            {"a/**", {"a/b", "a/b/c"}, {"a", "ab"}},
            {"**", {"a", "a/b"}, {}},
            {"a**b", {"ab", "axxb"}, {"a/b"}},
            {"a?c", {"abc", "x/abc"}, {"a/c", "abbc"}},
            {"v[0-9].yaml", {"v1.yaml"}, {"vx.yaml"}},
            {"[!a]b", {"bb"}, {"ab", "x/ab"}},
            {"x[^a]b", {"xbb"}, {"xab", "x/b"}},
            {"[]a-]", {"]", "a", "-"}, {"b"}},
            {"*.{yaml,yml}", {"a.yaml", "x/a.yml"}, {"a.json"}},
            {"{charts/**,**/ci}/x", {"charts/a/x", "ci/x", "a/b/ci/x"}, {"x"}},
            {"\\*", {"*"}, {"a"}},
            {"한국*", {"한국어.yaml", "x/한국"}, {"한.yaml"}},
        });
}

TEST_CASE("texts beyond what Kubernetes and file systems allow match nothing") {
  CHECK(Glob::for_names("*").matches(std::string(253, 'a')));
  CHECK_FALSE(Glob::for_names("*").matches(std::string(254, 'a')));
  CHECK(Glob::for_paths("*").matches(std::string(4096, 'a')));
  CHECK_FALSE(Glob::for_paths("*").matches(std::string(4097, 'a')));
}

TEST_CASE("path globs that make no sense are refused") {
  for (const std::string pattern : {"", "/", "./", "[a", "{a", "a\\", "[z-a]"}) {
    INFO(pattern);
    CHECK_FALSE(Glob::for_paths(pattern).valid());
  }
  CHECK_FALSE(Glob::for_paths(std::string(1025, '*')).valid());
}

}  // namespace
}  // namespace plimsoll
