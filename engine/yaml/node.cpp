// Walking the tree.
//
// A Node is an index into an arena plus the alias it was reached through. Aliases are not expanded:
// `*x` is a record that links to the anchored record, so the nine-line "billion laughs" file is
// nine records, and whoever walks it decides how far. What the walker sees is what Kubernetes sees:
//
//   base: &base {a: 1, b: 2}
//   web: {<<: *base, b: 3}        web has a (written in base, through `*base`) and b (3)
//
// Only mappings that need it (with `<<` or with equal keys) carry a list of their effective
// members, made while the tree was built; all others are read off the links.
//
// In a synthetic tree the links, kinds and keys are the tree's own, and one branch in each accessor
// sends questions about text and place on to the origin, which is always a node of a file.

#include "engine/yaml/node.h"

#include "engine/yaml/scalar_source.h"
#include "engine/yaml/tree.h"

namespace plimsoll {

const NodeRecord& Node::written() const {
  return tree_->record(index_);
}

const NodeRecord& Node::content() const {
  const NodeRecord& record = written();
  return record.is_alias ? tree_->record(record.link) : record;
}

NodeKind Node::kind() const {
  return tree_ == nullptr ? NodeKind::kNull : content().kind;
}

Node Node::operator[](std::string_view key) const {
  if (!is_mapping()) return {};
  Node found;
  for (const Node member : *this) {
    if (member.key() == key) found = member;
  }
  return found;
}

Node Node::find(std::initializer_list<std::string_view> path) const {
  Node node = *this;
  for (const std::string_view key : path) node = node[key];
  return node;
}

Node Node::child(std::uint32_t index) const {
  const std::uint32_t via = via_ != kNone ? via_ : written().is_alias ? index_ : kNone;
  return {tree_, index, via};
}

Node::Iterator Node::begin() const {
  Iterator iterator;
  if (!is_mapping() && !is_sequence()) return iterator;
  iterator.container_ = *this;
  const NodeRecord& record = content();
  if (record.has_effective) {
    const auto& members = tree_->effective(written().is_alias ? written().link : index_);
    if (members.empty()) return {};
    iterator.current_ = child(members[0].node);
    if (members[0].via != kNone) iterator.current_.via_ = members[0].via;
  } else if (record.link != kNone) {
    iterator.current_ = child(record.link);
  }
  return iterator;
}

Node::Iterator Node::end() const {
  return {};
}

Node::Iterator& Node::Iterator::operator++() {
  const NodeRecord& record = container_.content();
  if (!record.has_effective) {
    const std::uint32_t next = current_.written().next;
    current_ = next == kNone ? Node() : container_.child(next);
    return *this;
  }
  const Node& mapping = container_;
  const auto& members = mapping.tree_->effective(mapping.written().is_alias ? mapping.written().link
                                                                            : mapping.index_);
  if (++position_ == members.size()) return *this = {};
  current_ = mapping.child(members[position_].node);
  if (members[position_].via != kNone) current_.via_ = members[position_].via;
  return *this;
}

std::size_t Node::size() const {
  std::size_t count = 0;
  for (auto it = begin(); it != end(); ++it) ++count;
  return count;
}

bool Node::empty() const {
  return begin() == end();
}

bool Node::has_key() const {
  return exists() && written().has_key;
}

std::string_view Node::key() const {
  return has_key() ? tree_->key_text(index_) : std::string_view();
}

Node Node::origin() const {
  if (!exists() || !tree_->synthetic()) return *this;
  return tree_->origin(index_).node;
}

bool Node::is_written() const {
  return exists() && (!tree_->synthetic() || tree_->origin(index_).written);
}

bool Node::has_own_text() const {
  return exists() && tree_->synthetic() && written().decoded_text;
}

bool Node::borrows_text() const {
  return tree_->synthetic() && !written().decoded_text;
}

std::string_view Node::text() const {
  if (!is_scalar()) return {};
  if (borrows_text()) return origin().text();
  return tree_->text(written().is_alias ? written().link : index_);
}

ScalarStyle Node::style() const {
  if (!exists()) return ScalarStyle::kPlain;
  return borrows_text() ? origin().style() : content().style;
}

std::string_view Node::tag() const {
  if (!exists()) return {};
  if (borrows_text()) return origin().tag();
  if (!content().has_tag) return {};
  return tree_->tag(written().is_alias ? written().link : index_);
}

Node Node::parent() const {
  if (!exists() || written().parent == kNone) return {};
  return {tree_, written().parent};
}

std::size_t Node::index_in_parent() const {
  if (!exists() || written().parent == kNone) return 0;
  std::size_t index = 0;
  std::uint32_t sibling = tree_->record(written().parent).link;
  for (; sibling != index_; sibling = tree_->record(sibling).next) ++index;
  return index;
}

const SourceFile& Node::source() const {
  const Node node = origin();
  return node.exists() ? node.tree_->source() : tree_->source();
}

// What names the place of something that is not written itself.
Span Node::name_span() const {
  if (!exists()) return {};
  if (has_key()) return written().key;
  return {written().value.begin, written().value.begin};
}

Span Node::key_span() const {
  if (!exists()) return {};
  if (!tree_->synthetic()) return written().key;
  return is_written() ? origin().key_span() : origin().name_span();
}

Span Node::value_span() const {
  if (!exists()) return {};
  if (!tree_->synthetic()) return written().value;
  return is_written() ? origin().value_span() : origin().name_span();
}

Span Node::text_span(std::size_t begin, std::size_t end) const {
  if (has_own_text() || !is_written()) return value_span();
  if (tree_->synthetic()) return origin().text_span(begin, end);
  const NodeRecord& record = content();
  const Span whole = record.value;
  if (!record.decoded_text) {
    const std::uint32_t start = whole.begin + (record.style == ScalarStyle::kPlain ? 0 : 1);
    return {start + static_cast<std::uint32_t>(begin), start + static_cast<std::uint32_t>(end)};
  }
  const ScalarSource scalar{source().bytes(), whole.begin, record.style, text()};
  return text_source(scalar, begin, end).value_or(whole);
}

Node Node::through() const {
  if (exists() && tree_->synthetic()) return origin().through();
  return exists() && via_ != kNone ? Node(tree_, via_) : Node();
}

bool Node::is_alias() const {
  if (!exists()) return false;
  if (tree_->synthetic()) return is_written() && origin().is_alias();
  return written().is_alias;
}

bool Node::is_flow() const {
  if (!exists()) return false;
  if (tree_->synthetic()) return is_written() && origin().is_flow();
  return content().is_flow;
}

std::string_view Node::maker() const {
  if (!exists() || is_written()) return {};
  return tree_->origin(index_).maker;
}

bool Node::is_partial() const {
  return exists() && tree_->synthetic() && tree_->origin(index_).partial;
}

bool absent(Node mapping, std::string_view key) {
  if (!mapping.exists()) return false;
  const Node value = mapping[key];
  return !value && (value.exists() || !mapping.is_partial());
}

}  // namespace plimsoll
