#include "engine/kubernetes/label_selector.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "engine/yaml/parse.h"

namespace plimsoll {
namespace {

std::unique_ptr<const YamlFile> pair(const std::string& selector, const std::string& labels) {
  return parse_yaml("test.yaml", "selector: " + selector + "\nlabels: " + labels + "\n");
}

Match selected(const std::string& selector, const std::string& labels,
               SelectorMeaning meaning = kNullNoneEmptyAll) {
  const auto file = pair(selector, labels);
  const Node root = file->documents.at(0).root;
  return match_selector(root["selector"], root["labels"], meaning);
}

Match mapped(const std::string& selector, const std::string& labels) {
  const auto file = pair(selector, labels);
  const Node root = file->documents.at(0).root;
  return match_label_map(root["selector"], root["labels"]);
}

std::string expression(const std::string& text) {
  return "{matchExpressions: [{" + text + "}]}";
}

constexpr Match kYes = Match::kYes;
constexpr Match kNo = Match::kNo;
constexpr Match kUnknown = Match::kUnknown;

TEST_CASE("all requirements of a selector must hold") {
  const std::string labels = "{app: web, tier: front, empty: }";
  const std::vector<std::pair<std::string, Match>> rows = {
      {"{matchLabels: {app: web}}", kYes},
      {"{matchLabels: {app: web, tier: front}}", kYes},
      {"{matchLabels: {app: web, tier: back}}", kNo},
      {"{matchLabels: {app: Web}}", kNo},
      {"{matchLabels: {zone: a}}", kNo},
      {"{matchLabels: {empty: ''}}", kYes},
      {"{matchLabels: {zone: ''}}", kNo},
      {expression("key: app, operator: In, values: [api, web]"), kYes},
      {expression("key: app, operator: In, values: [api]"), kNo},
      {expression("key: zone, operator: In, values: [a]"), kNo},
      {expression("key: app, operator: NotIn, values: [api]"), kYes},
      {expression("key: app, operator: NotIn, values: [web]"), kNo},
      {expression("key: zone, operator: NotIn, values: [a]"), kYes},
      {expression("key: app, operator: Exists"), kYes},
      {expression("key: empty, operator: Exists"), kYes},
      {expression("key: zone, operator: Exists"), kNo},
      {expression("key: zone, operator: DoesNotExist"), kYes},
      {expression("key: app, operator: DoesNotExist"), kNo},
      {expression("key: app, operator: Gt, values: ['1']"), kUnknown},
      {expression("key: app, operator: In"), kUnknown},
      {expression("key: app"), kUnknown},
      {"{matchLabels: {app: api}, matchExpressions: [{key: app, operator: Gt}]}", kNo},
      {"{matchLabels: {app: web}, matchExpressions: [{key: app, operator: Gt}]}", kUnknown},
      {"{matchLabels: {app: web}, matchExpressions: [{key: tier, operator: DoesNotExist}]}", kNo},
      {"{matchLabels: web}", kUnknown},
      {"[app]", kUnknown},
  };
  for (const auto& [selector, match] : rows) {
    INFO(selector);
    CHECK(selected(selector, labels) == match);
  }
  CHECK(selected("{matchLabels: {app: web}}", "") == kNo);
  CHECK(selected(expression("key: app, operator: DoesNotExist"), "") == kYes);
}

TEST_CASE("null and empty selectors mean what their field says") {
  for (const std::string labels : {"{app: web}", "{}", ""}) {
    CHECK(selected("", labels, kNullNoneEmptyAll) == kNo);
    CHECK(selected("", labels, kNullNoneEmptyNone) == kNo);
    CHECK(selected("", labels, kNullAllEmptyAll) == kYes);
    for (const std::string empty : {"{}", "{matchLabels: {}}", "{matchExpressions: []}",
                                    "{matchLabels: , matchExpressions: }"}) {
      INFO(empty);
      CHECK(selected(empty, labels, kNullNoneEmptyAll) == kYes);
      CHECK(selected(empty, labels, kNullNoneEmptyNone) == kNo);
      CHECK(selected(empty, labels, kNullAllEmptyAll) == kYes);
    }
  }
  CHECK(match_selector(Node(), Node(), kNullNoneEmptyAll) == kNo);
}

TEST_CASE("a plain map selects what has all its pairs, and nothing when it is empty") {
  CHECK(mapped("{app: web}", "{app: web, tier: front}") == kYes);
  CHECK(mapped("{app: web, tier: back}", "{app: web, tier: front}") == kNo);
  CHECK(mapped("{app: web}", "") == kNo);
  CHECK(mapped("{}", "{app: web}") == kNo);
  CHECK(mapped("", "{app: web}") == kNo);
  CHECK(mapped("web", "{app: web}") == kUnknown);
}

}  // namespace
}  // namespace plimsoll
