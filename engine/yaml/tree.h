#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/yaml/node.h"

namespace plimsoll {

// One node as stored: 36 bytes, links by index. Text is not stored where it can be read off the
// source (plain text on one line, quotes without escapes); what cannot is kept in Tree::texts.
struct NodeRecord {
  Span key;
  Span value;
  std::uint32_t parent = Node::kNone;
  std::uint32_t next = Node::kNone;  // the next sibling
  // First child of a collection, target of an alias, index into texts of a decoded scalar.
  std::uint32_t link = Node::kNone;
  NodeKind kind = NodeKind::kNull;
  ScalarStyle style = ScalarStyle::kPlain;
  ScalarStyle key_style = ScalarStyle::kPlain;
  bool is_alias : 1 = false;
  bool is_flow : 1 = false;
  bool has_key : 1 = false;
  bool is_merge : 1 = false;       // the member `<<` of a mapping
  bool decoded_key : 1 = false;    // the key's text is in Tree::key_texts
  bool decoded_text : 1 = false;   // the scalar's text is texts[link]
  bool has_tag : 1 = false;        // the tag is in Tree::tags
  bool has_effective : 1 = false;  // members after merging are in Tree::effective
};

// Where a node of a synthetic tree comes from.
struct Origin {
  // A node of a tree that was read from a file; missing when nothing of it is written anywhere.
  Node node;
  // False when the value is written nowhere (a template's default, a flag's value): `node` is then
  // the nearest ancestor that is.
  bool written = true;
  // True for a mapping that may have members which nobody knows: a skeleton that a template fills.
  bool partial = false;
  // Who made a value that is written nowhere, for people: "the template's default", "--set a.b".
  // Lives as long as the tree.
  std::string_view maker = {};
  // Whether that was a template, which gives a default where the values say nothing.
  bool is_default = false;
};

// The arena of all nodes of one file. Written once by a front end (through TreeBuilder), then
// immutable. Indices are stable; a Tree does not move while Nodes point to it.
//
// A *synthetic* tree stands in no file: it was put together (by SyntheticBuilder) from nodes of
// other trees, such as the layers of Helm values. Its shape, kinds and keys are its own; texts,
// spans, styles and source files are those of each node's origin, which must outlive it.
class Tree {
 public:
  // `source` of a synthetic tree is what answers for nodes that nothing written stands behind.
  explicit Tree(const SourceFile& source) : source_(&source) {}
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;

  const SourceFile& source() const { return *source_; }
  const NodeRecord& record(std::uint32_t index) const { return nodes_[index]; }
  std::size_t size() const { return nodes_.size(); }

  // A member of a mapping after merging: the node, and the alias or `<<` value it came through.
  struct Member {
    std::uint32_t node;
    std::uint32_t via;
  };
  const std::vector<Member>& effective(std::uint32_t mapping) const {
    return effective_.at(mapping);
  }
  std::string_view key_text(std::uint32_t index) const;
  std::string_view text(std::uint32_t index) const;
  std::string_view tag(std::uint32_t index) const;

  // Whether the tree describes only part of each object, as one lifted from values does.
  bool partial() const { return partial_; }

  // Whether the tree was put together from others.
  bool synthetic() const { return !origins_.empty(); }
  // REQUIRES: synthetic().
  const Origin& origin(std::uint32_t index) const { return origins_[index]; }

 private:
  friend class TreeBuilder;
  friend class SyntheticBuilder;
  friend class EmbeddedTree;

  const SourceFile* source_;
  std::vector<NodeRecord> nodes_;
  std::deque<std::string> texts_;
  std::unordered_map<std::uint32_t, std::string> key_texts_;
  std::unordered_map<std::uint32_t, std::string> tags_;
  std::unordered_map<std::uint32_t, std::vector<Member>> effective_;
  std::vector<Origin> origins_;  // of a synthetic tree, parallel to nodes_; else empty
  bool partial_ = false;
};

}  // namespace plimsoll
