#pragma once

#include <string_view>
#include <vector>

#include "engine/text/span.h"
#include "engine/yaml/parse.h"

namespace plimsoll {

// A comment that speaks to plimsoll.
struct SuppressionComment {
  Span word;                 // `plimsoll:ignore` or `plimsoll:ignore-file`
  Span text;                 // what follows it, up to the line's end
  Span covered;              // the file, the line, or the block below: what begins here is meant
  bool is_misspelt = false;  // `word` is neither of the two: it covers nothing
};

// The comments `# plimsoll:ignore ...` of a file, in order, and those that were meant to be one.
// None are read in documents that could not be read themselves, where nobody can tell a comment
// from a text.
std::vector<SuppressionComment> suppression_comments(const YamlFile& file);

}  // namespace plimsoll
