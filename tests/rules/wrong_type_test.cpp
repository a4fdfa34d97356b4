// wrong-type and invalid-quantity against objects written from the type tables themselves, and
// against real manifests.

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "engine/kubernetes/schema.h"
#include "engine/lint/lint.h"
#include "engine/text/concat.h"
#include "rules/catalogue.h"

namespace plimsoll {
namespace {

Report lint_text(const std::string& text) {
  LintOptions options;
  options.rules = {find_rule("wrong-type"), find_rule("invalid-quantity")};
  const Reader read = [&](const Input&) { return ReadResult{text, ""}; };
  return lint({{"test.yaml", "test.yaml"}}, read, {}, options);
}

struct Sample {
  std::string text;
  std::size_t leaves = 0;
};

// A value of every type: `right` as the API takes it, or wrong in every leaf.
Sample sample_of(const ApiType& type, bool right) {
  switch (type.kind) {
    case ApiTypeKind::kAny:
      return {"[1, x]"};
    case ApiTypeKind::kString:
      return {right ? "'1'" : "1", 1};
    case ApiTypeKind::kBool:
      return {right ? "yes" : "'yes'", 1};
    case ApiTypeKind::kInt32:
      return {right ? "2147483647" : "2147483648", 1};
    case ApiTypeKind::kInt64:
      return {right ? "2147483648" : "'1'", 1};
    case ApiTypeKind::kQuantity:
      return {right ? "1Gi" : "1gib", 1};
    case ApiTypeKind::kIntOrString:
      return {right ? "http" : "true", 1};
    case ApiTypeKind::kBytes:
      return {right ? "aGk=" : "aGk", 1};
    case ApiTypeKind::kTime:
      return {right ? "2026-01-02T03:04:05Z" : "2026-01-02", 1};
    case ApiTypeKind::kMicroTime:
      return {right ? "2026-01-02T03:04:05.123456Z" : "2026-01-02T03:04:05Z", 1};
    case ApiTypeKind::kList: {
      const Sample item = sample_of(*type.element, right);
      return {concat("[", item.text, "]"), item.leaves};
    }
    case ApiTypeKind::kMap: {
      const Sample item = sample_of(*type.element, right);
      return {concat("{key: ", item.text, "}"), item.leaves};
    }
    case ApiTypeKind::kObject:
      break;
  }
  Sample object;
  for (const ApiField& field : type.fields) {
    const Sample member = sample_of(*field.type, right);
    object.text += concat(object.text.empty() ? "{" : ", ", field.name, ": ", member.text);
    object.leaves += member.leaves;
  }
  object.text += object.text.empty() ? "{}" : "}";
  return object;
}

// The kind with every field set, nested objects included.
Sample whole_object(const ApiRoot& root, bool right) {
  Sample object;
  object.text = concat("apiVersion: ", root.group, root.group.empty() ? "" : "/", root.version,
                       "\nkind: ", root.kind, "\n");
  for (const ApiField& field : root.type->fields) {
    if (field.name == "apiVersion" || field.name == "kind") continue;
    const Sample member = sample_of(*field.type, right);
    object.text += concat(field.name, ": ", member.text, "\n");
    object.leaves += member.leaves;
  }
  return object;
}

TEST_CASE("every field of every built-in kind takes its type and refuses another") {
  for (const ApiRoot& root : built_in_kinds()) {
    INFO(root.group << "/" << root.version << " " << root.kind);
    CHECK(lint_text(whole_object(root, true).text).findings.empty());

    const Sample wrong = whole_object(root, false);
    const Report report = lint_text(wrong.text);
    CHECK(report.findings.size() == wrong.leaves);
    for (const Finding& finding : report.findings) CHECK(finding.message.size() <= 160);
  }
}

TEST_CASE("numbers are read as the API server reads them") {
  struct Row {
    std::string_view value;
    std::string_view message;  // empty when it is right
  };
  const auto message_for = [](std::string_view field, std::string_view value) {
    const Report report = lint_text(
        concat("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - ports:\n        - {", field,
               ": ", value, "}\n"));
    return report.findings.empty() ? std::string() : report.findings.front().message;
  };
  const std::vector<Row> rows = {
      {"8000", ""},
      {"8000.0", ""},
      {"8e3", ""},
      {"0x1F40", ""},
      {"-1", ""},
      {"null", ""},
      {"!!int '8000'", ""},
      {"'8000'", "containerPort wants an integer, not a string"},
      {"!!str 8000", "containerPort wants an integer, not a string"},
      {"8000.5", "containerPort wants an integer, not a fractional number"},
      {"yes", "containerPort wants an integer, not a boolean"},
      {"2147483648", "containerPort is out of the range of a 32-bit integer"},
      {"-2147483649", "containerPort is out of the range of a 32-bit integer"},
      {"18446744073709551615", "containerPort is out of the range of a 32-bit integer"},
      {"1e30", "containerPort is out of the range of a 32-bit integer"},
  };
  for (const Row& row : rows) {
    INFO(row.value);
    CHECK(message_for("containerPort", row.value) == row.message);
  }
}

TEST_CASE("long keys are cut in messages, between characters") {
  std::string key;
  for (int i = 0; i < 100; ++i) key += "\uAC00";
  const Report report = lint_text(concat("apiVersion: v1\nkind: ConfigMap\ndata: {", key, ": 1}"));
  REQUIRE(report.findings.size() == 1);
  std::string cut;
  for (int i = 0; i < 16; ++i) cut += "\uAC00";
  CHECK(report.findings[0].message ==
        concat("data key ", cut, "... wants a string, not an integer"));
}

TEST_CASE("real charts have neither wrong types nor malformed quantities") {
  const std::filesystem::path corpus = PLIMSOLL_SOURCE_DIR "/../shared/corpus";
  if (!std::filesystem::exists(corpus)) return;
  for (const auto& entry : std::filesystem::directory_iterator(corpus)) {
    if (entry.path().extension() != ".yaml") continue;
    std::ostringstream text;
    text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    for (const Finding& finding : lint_text(text.str()).findings) {
      UNSCOPED_INFO(entry.path() << ": " << finding.message);
      CHECK(false);
    }
  }
}

}  // namespace
}  // namespace plimsoll
