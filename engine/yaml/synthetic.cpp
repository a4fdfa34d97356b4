// Putting a tree together from nodes of others.
//
// Merged Helm values come from several files, and a resource lifted from them stands in none. Both
// are trees of their own here, so that a rule walks them as it walks a manifest, while each node
// remembers the place a person has to edit:
//
//   values.yaml        values/web.yaml       the tree           its origin
//   replicas: 1        replicas: 3           replicas           values/web.yaml, `replicas: 3`
//   port: 80                                 port               values.yaml, `port: 80`
//
// Records of such a tree have no spans. A scalar reads its text from its origin unless it was given
// one. Aliases and merges are resolved while copying; what an alias may amount to was limited when
// its file was read (TreeBuilder::grow).

#include "engine/yaml/synthetic.h"

#include <utility>

namespace plimsoll {
namespace {

constexpr std::string_view kIntTag = "tag:yaml.org,2002:int";

}  // namespace

SyntheticBuilder::SyntheticBuilder(Tree& tree, Completeness completeness)
    : tree_(tree), completeness_(completeness) {
  tree_.partial_ = completeness == kPartial;
}

Origin SyntheticBuilder::at(Node node) {
  const bool is_default =
      node.exists() && node.tree().synthetic() && node.tree().origin(node.index()).is_default;
  return {.node = node.origin(),
          .written = node.is_written(),
          .maker = node.maker(),
          .is_default = is_default};
}

Origin SyntheticBuilder::below(Node node, std::string_view maker) {
  return {.node = node.origin(), .written = false, .maker = maker};
}

Node SyntheticBuilder::add(std::string_view key, NodeRecord record, Origin origin) {
  const auto index = static_cast<std::uint32_t>(tree_.nodes_.size());
  if (!open_.empty()) {
    Open& open = open_.back();
    record.parent = open.node;
    if (tree_.nodes_[open.node].kind == NodeKind::kMapping) {
      record.has_key = record.decoded_key = true;
      tree_.key_texts_.emplace(index, key);
    }
    (open.last == Node::kNone ? tree_.nodes_[open.node].link : tree_.nodes_[open.last].next) =
        index;
    open.last = index;
  }
  origin.partial = completeness_ == kPartial && !copying_ && record.kind == NodeKind::kMapping;
  tree_.nodes_.push_back(record);
  tree_.origins_.push_back(origin);
  return {&tree_, index};
}

Node SyntheticBuilder::begin(NodeKind kind, std::string_view key, Origin origin) {
  NodeRecord record;
  record.kind = kind;
  const Node node = add(key, record, origin);
  open_.push_back({node.index()});
  return node;
}

void SyntheticBuilder::end() {
  open_.pop_back();
}

Node SyntheticBuilder::with_text(std::string_view key, Text text, Origin origin) {
  NodeRecord record;
  record.kind = NodeKind::kScalar;
  record.style = text.style;
  record.decoded_text = true;
  record.link = static_cast<std::uint32_t>(tree_.texts_.size());
  record.has_tag = !text.tag.empty();
  tree_.texts_.push_back(std::move(text.text));
  const Node node = add(key, record, origin);
  if (record.has_tag) tree_.tags_.emplace(node.index(), text.tag);
  return node;
}

Node SyntheticBuilder::scalar(std::string_view key, std::string text, MadeType type,
                              Origin origin) {
  const bool string = type == MadeType::kString;
  return with_text(key,
                   {std::move(text), string ? ScalarStyle::kDoubleQuoted : ScalarStyle::kPlain,
                    type == MadeType::kInteger ? kIntTag : std::string_view()},
                   origin);
}

Node SyntheticBuilder::null(std::string_view key, Origin origin) {
  return add(key, {}, origin);
}

Node SyntheticBuilder::scalar_like(std::string_view key, Node value, Origin origin) {
  if (!value) return null(key, origin);
  const bool spelled_there = origin.written && value.origin() == origin.node;
  if (value.has_own_text() || !spelled_there) {
    return with_text(key, {std::string(value.text()), value.style(), value.tag()}, origin);
  }
  NodeRecord record;
  record.kind = NodeKind::kScalar;
  return add(key, record, origin);
}

Node SyntheticBuilder::copy(std::string_view key, Node value) {
  if (!value.is_mapping() && !value.is_sequence()) return scalar_like(key, value, at(value));
  const bool outer = std::exchange(copying_, true);
  const Node node = begin(value.kind(), key, at(value));
  for (const Node child : value) copy(child.key(), child);
  end();
  copying_ = outer;
  return node;
}

}  // namespace plimsoll
