#pragma once

#include <cstddef>
#include <string>

#include "engine/text/span.h"
#include "engine/yaml/node.h"
#include "tests/support/fixtures.h"

namespace plimsoll::test {

// The lines [first, last] of a text, counted from 1.
struct LineRange {
  std::size_t first = 1;
  std::size_t last = 0;
};

// A value among parsed documents: `a.b[x].c`, with `[x]` the item called x or the item number x,
// and `Kind/name:` in front to choose the document. Missing when there is none.
Node find_place(const YamlFile& file, const std::string& path);

// What belongs to a node, from its key to the end of its last part.
Span extent(Node node);

// Makes an edit as fixtures/xgen/mutations.yaml describes it. Throws when what it is about is not
// there.
void apply_edit(Texts& texts, Node edit);

// The lines in which `after` differs from `before`; where lines were only taken out, those around.
LineRange changed_lines(const std::string& before, const std::string& after);

}  // namespace plimsoll::test
