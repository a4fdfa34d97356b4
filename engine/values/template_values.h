#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/values/values_tree.h"
#include "engine/yaml/node.h"

namespace plimsoll {

// Merged values as a chart's templates see them: what Helm merged, and on top of it the block that
// the templates themselves apply last ("environments.prd"), if the chart has such a convention. A
// key of the block replaces the value of the same name whole, or is merged key by key when it is
// one of `merged`; an empty value in the block counts for nothing, as with sprig's `default`.
class TemplateValues {
 public:
  // `block` may be missing; it is a part of `values`, which is borrowed.
  TemplateValues(const ValuesTree& values, Node block, std::vector<std::string> merged)
      : values_(values), block_(block), merged_(std::move(merged)) {}

  // The value at a dotted path (`a.b\.c` has two steps): what is written, lowest first. Mappings of
  // several are to be merged, of scalars the last counts. Empty when there is none.
  std::vector<Node> at(std::string_view path) const;
  // Where a missing value would have to be written: the deepest mapping along the path that a layer
  // above the chart's own defaults has, if one has any; else the deepest of all.
  Node nearest(std::string_view path) const;

  Node root() const { return values_.root(); }
  Node block() const { return block_; }
  // Whether a key of the block is merged rather than taken whole.
  bool merges(std::string_view key) const;

 private:
  const ValuesTree& values_;
  Node block_;
  std::vector<std::string> merged_;
};

// The steps of a dotted path.
std::vector<std::string> path_steps(std::string_view path);

// The node at the end of a dotted path, or of its steps; missing when there is none.
Node value_at(Node root, std::string_view path);
Node value_at(Node root, std::span<const std::string> steps);

// The dotted path of a member of what is at `path`: `a` and `b.c` make `a.b\.c`.
std::string dotted_below(std::string_view path, std::string_view key);

// The dotted path of a node from the root of its tree, as --set spells it: a.b\.c, list[0].
std::string dotted_path(Node node);

}  // namespace plimsoll
