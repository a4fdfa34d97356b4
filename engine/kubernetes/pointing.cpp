// Where a finding points.
//
// A mark should be as small as it can be and still say everything. A scalar is marked itself; a
// mapping or sequence would be half a screen, so its key stands for it; an item has no key, so its
// name does:
//
//   containers:
//     - name: web              about this container: `web`
//       livenessProbe:         about the probe as a whole, or something it lacks: `livenessProbe`
//         periodSeconds: 5     about the period: `5`
//
// Rules hand over nodes and never think of this.

#include "engine/kubernetes/pointing.h"

#include <algorithm>
#include <vector>

#include "engine/text/concat.h"
#include "engine/yaml/tree.h"

namespace plimsoll {
namespace {

Node first_member(Node mapping) {
  const auto first = mapping.begin();
  return first == mapping.end() ? Node() : *first;
}

// The bracket of an empty flow collection, or of one that has neither key nor members.
Span opening(Node node) {
  const Span span = node.value_span();
  return {span.begin, std::max(span.begin, std::min(span.end, span.begin + 1))};
}

// What stands for a mapping without a key: an item of a sequence, or a whole object.
Span member_mark(Node mapping) {
  const bool object = !mapping.parent().exists() || mapping["apiVersion"].is_scalar();
  for (const std::string_view key :
       {std::string_view(object ? "kind" : "name"), std::string_view(object ? "name" : "")}) {
    const Node member = mapping[key];
    if (member.is_scalar() && !member.through().exists()) return member.value_span();
  }
  const Node first = first_member(mapping);
  return first.exists() ? first.key_span() : opening(mapping);
}

Span mark(Node node) {
  if (node.is_alias()) return node.value_span();
  if (node.is_scalar()) return node.value_span();
  if (!node.value_span().empty() && node.kind() == NodeKind::kNull) return node.value_span();
  if (node.has_key()) return node.key_span();
  if (node.is_mapping()) return member_mark(node);
  if (node.is_sequence()) {
    const Node first = first_member(node);
    return first.exists() ? mark(first) : opening(node);
  }
  const Node parent = node.parent();  // a null item: nothing is written
  return parent.exists() ? mark(parent) : node.value_span();
}

// A value that is not written is reported as something missing is: at what would hold it.
Span ancestor_mark(Node ancestor) {
  return ancestor.has_key() ? ancestor.key_span() : mark(ancestor);
}

std::string escape_pointer(std::string_view key) {
  std::string out;
  for (const char c : key) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

// Whether `alias` is one of the anchored `node`, or `node` is itself what `<<` merges.
bool stands_for(Node alias, Node node) {
  if (!alias.exists()) return false;
  return alias.is_alias() ? alias.tree().record(alias.index()).link == node.index() : alias == node;
}

// The field that an alias is the value of: the mapping itself where the alias is merged into it.
Node place_of(Node alias) {
  const auto is_merge = [](Node node) { return node.tree().record(node.index()).is_merge; };
  if (is_merge(alias)) return alias.parent();
  const Node list = alias.parent();
  return list.exists() && is_merge(list) ? list.parent() : alias;
}

}  // namespace

Location point_at(Node node) {
  const Node origin = node.origin();
  if (!origin.exists()) return {&node.source(), {}};
  return {&origin.source(), node.is_written() ? mark(origin) : ancestor_mark(origin)};
}

Node deepest(Node node, std::initializer_list<std::string_view> path) {
  for (const std::string_view key : path) {
    const Node next = node[key];
    if (!next.exists()) break;
    node = next;
  }
  return node;
}

std::string json_pointer(Node root, Node node) {
  std::vector<std::string> steps;
  Node alias = node.through();
  while (node.exists() && !(node == root)) {
    if (stands_for(alias, node)) {
      node = place_of(alias);
      alias = {};
      continue;
    }
    const Node parent = node.parent();
    if (!parent.exists()) break;
    steps.push_back(node.has_key() ? escape_pointer(node.key())
                                   : std::to_string(node.index_in_parent()));
    node = parent;
  }
  std::string out;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) out += concat("/", *step);
  return out;
}

}  // namespace plimsoll
