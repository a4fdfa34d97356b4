// From a JSON Pointer back to the node: the inverse of json_pointer (pointing.h).
//
// A finding remembers the field it is about as `/spec/ports/0/name`, which stays true when the tree
// is gone. Who needs the node again walks down from the object's root. Aliases and merge keys are
// followed as they are for rules.

#include "engine/lint/pointer.h"

#include <algorithm>

namespace plimsoll {

std::vector<std::string> pointer_segments(std::string_view pointer) {
  std::vector<std::string> segments;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const std::size_t size = std::min(pointer.find('/'), pointer.size());
    std::string segment;
    for (std::size_t i = 0; i < size; ++i) {
      const bool is_escape = pointer[i] == '~' && i + 1 < size;
      if (is_escape) ++i;
      segment.push_back(!is_escape ? pointer[i] : pointer[i] == '1' ? '/' : '~');
    }
    segments.push_back(std::move(segment));
    pointer.remove_prefix(size);
  }
  return segments;
}

Node child_at(Node node, std::string_view segment) {
  if (!node.is_sequence()) return node[segment];
  std::size_t index = 0;
  for (const Node item : node) {
    if (std::to_string(index++) == segment) return item;
  }
  return {};
}

Node node_at(Node root, std::string_view pointer) {
  Node node = root;
  for (const std::string& segment : pointer_segments(pointer)) node = child_at(node, segment);
  return node;
}

}  // namespace plimsoll
