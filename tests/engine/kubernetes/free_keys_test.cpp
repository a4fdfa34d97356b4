// Which mappings of an object have keys of the author's choice.

#include "engine/kubernetes/free_keys.h"

#include <catch2/catch.hpp>
#include <string>

#include "engine/values/template_values.h"
#include "engine/yaml/parse.h"

namespace plimsoll {

TEST_CASE("maps of texts have free keys, fields have not") {
  struct Case {
    std::string text;
    std::string path;
    bool free;
  };
  const Case cases[] = {
      {"kind: Pod\nmetadata: {labels: {a: b}}\n", "metadata.labels", true},
      {"kind: Pod\nmetadata: {annotations: {a: b}}\n", "metadata.annotations", true},
      {"kind: Pod\nmetadata: {labels: {a: b}}\n", "metadata", false},
      {"kind: Pod\nspec: {nodeSelector: {a: b}}\n", "spec.nodeSelector", true},
      {"kind: Deployment\nspec: {selector: {matchLabels: {a: b}}}\n", "spec.selector.matchLabels",
       true},
      {"kind: Deployment\nspec: {selector: {matchLabels: {a: b}}}\n", "spec.selector", false},
      {"kind: ConfigMap\ndata: {a: b}\nbinaryData: {c: ZA==}\n", "data", true},
      {"kind: ConfigMap\ndata: {a: b}\nbinaryData: {c: ZA==}\n", "binaryData", true},
      {"kind: Secret\ndata: {a: Yg==}\nstringData: {c: d}\n", "stringData", true},
      {"kind: Secret\ndata: {a: Yg==}\nstringData: {c: d}\n", "data", true},
      {"kind: Widget\ndata: {a: b}\n", "data", false},
      {"kind: ConfigMap\nspec: {data: {a: b}}\n", "spec.data", false},
  };
  for (const Case& one : cases) {
    const auto file = parse_yaml("a.yaml", one.text);
    INFO(one.text << one.path);
    CHECK(has_free_keys(value_at(file->documents[0].root, one.path)) == one.free);
  }
}

}  // namespace plimsoll
