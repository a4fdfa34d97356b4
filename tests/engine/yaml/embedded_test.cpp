// YAML inside a scalar: what it says, and where that stands in the file around it.

#include "engine/yaml/embedded.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace plimsoll {
namespace {

// "key=text @marked" of every scalar member below a node, in order.
void collect(Node node, std::vector<std::string>& out) {
  for (const Node child : node) {
    if (child.is_scalar()) {
      out.push_back(std::string(child.key()) + "=" + std::string(child.text()) + " @" +
                    std::string(child.source().text(child.value_span())));
    }
    collect(child, out);
  }
}

std::vector<std::string> scalars_in(const std::string& text) {
  const auto outer = parse_yaml("a.yaml", text);
  const auto inner = parse_embedded(outer->documents.at(0).root["values"]);
  std::vector<std::string> out;
  for (const Document& document : inner->documents) {
    collect(document.root, out);
    for (const Problem& problem : document.problems) {
      out.push_back("problem @" + std::string(outer->source.text(problem.span)));
    }
    CHECK(document.source == &outer->source);
  }
  return out;
}

}  // namespace

TEST_CASE("nodes of YAML in a scalar stand where the scalar spells them") {
  using Lines = std::vector<std::string>;
  CHECK(scalars_in("x: 1\nvalues: |\n  a: 1\n  b:\n    c: \"two\"\n  # c\n  d: [3, '4']\n") ==
        Lines{"a=1 @1", "c=two @\"two\"", "=3 @3", "=4 @'4'"});
  CHECK(scalars_in("values: \"a: 1\\nb: x\\u0041y\\n\"\n") == Lines{"a=1 @1", "b=xAy @x\\u0041y"});
  CHECK(scalars_in("values: |\n  a: \"x\\ty\"\n") == Lines{"a=x\ty @\"x\\ty\""});
  CHECK(scalars_in("values: >\n  a: 1\n\n  b: 2\n") == Lines{"a=1 @1", "b=2 @2"});
  CHECK(scalars_in("values: |\r\n  a: 1\r\n  b: 2\r\n") == Lines{"a=1 @1", "b=2 @2"});
}

TEST_CASE("what is wrong with YAML in a scalar is marked there") {
  CHECK(scalars_in("values: |\n  a: 1\n  b: 2\n  a: 3\n") ==
        std::vector<std::string>{"a=3 @3", "b=2 @2", "problem @a"});
}

}  // namespace plimsoll
