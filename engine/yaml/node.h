#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "engine/text/source_file.h"
#include "engine/text/span.h"

namespace plimsoll {

class Tree;
struct NodeRecord;

enum class NodeKind : std::uint8_t { kNull, kScalar, kSequence, kMapping };
enum class ScalarStyle : std::uint8_t { kPlain, kSingleQuoted, kDoubleQuoted, kLiteral, kFolded };

// A handle on one value of a YAML document, as Kubernetes reads it, that still knows where it was
// written. Cheap to copy; it borrows from a Tree and must not outlive it. Immutable, so any number
// of threads may read.
//
// A default-constructed Node is *missing*: every accessor of a missing node answers with nothing,
// so a path can be walked without a test at each step:
//   Node replicas = root["spec"]["replicas"];
//   if (!replicas) return;            // missing, or written as null: Kubernetes treats both alike
//
// Aliases and merge keys are followed transparently. A child reached through an alias or `<<` is
// the child as written at the anchor, and `through()` is the alias.
//
// A node of a synthetic tree (see Tree), such as merged Helm values, has its own shape and keys,
// but all about text and place answers from the written node it was made of, its origin(): so
// whoever reports about it points into a real file.
class Node {
 public:
  Node() = default;
  Node(const Tree* tree, std::uint32_t index, std::uint32_t via = kNone)
      : tree_(tree), index_(index), via_(via) {}

  // True when there is a value here that is not null; exists() is true of a null as well.
  explicit operator bool() const { return exists() && kind() != NodeKind::kNull; }
  bool exists() const { return tree_ != nullptr; }

  NodeKind kind() const;
  bool is_mapping() const { return kind() == NodeKind::kMapping; }
  bool is_sequence() const { return kind() == NodeKind::kSequence; }
  bool is_scalar() const { return kind() == NodeKind::kScalar; }

  // The member of a mapping as Kubernetes reads it: of two equal keys the later, and a `<<` where
  // it stands (one that follows a key overrides it). Missing when there is none.
  Node operator[](std::string_view key) const;
  // The members along a path of keys: find({"spec", "template"}).
  Node find(std::initializer_list<std::string_view> path) const;

  // The items of a sequence or the members of a mapping (merged, each key once), in written order.
  class Iterator;
  Iterator begin() const;
  Iterator end() const;
  std::size_t size() const;  // how many there are; linear
  bool empty() const;

  // The key of a member, as Kubernetes converts it (`on:` is "true", `1:` is "1"); else empty.
  std::string_view key() const;
  bool has_key() const;
  // The decoded text of a scalar; empty for everything else, null included.
  std::string_view text() const;
  ScalarStyle style() const;
  // Whether a scalar is certainly a string because of how it was written: quoted or a block.
  bool quoted() const { return is_scalar() && style() != ScalarStyle::kPlain; }
  // The resolved tag, such as "tag:yaml.org,2002:str"; empty when none was written.
  std::string_view tag() const;

  // The enclosing mapping or sequence, where this node is written; missing for a root.
  Node parent() const;
  // The position of an item among its siblings, as written.
  std::size_t index_in_parent() const;

  const Tree& tree() const { return *tree_; }
  // The node's number in its tree, in the order of the text. REQUIRES: exists().
  std::uint32_t index() const { return index_; }
  const SourceFile& source() const;
  // The key as written, quotes included; empty for items.
  Span key_span() const;
  // The value as written: quotes included, tag and anchor not; of an alias, the alias. A block
  // scalar ends with its last character that is not white space. Empty, and of no meaning, for a
  // null that was left out.
  Span value_span() const;
  // The source bytes of the bytes [begin, end) of text(): inside quotes, escapes and folded or
  // indented lines included. Falls back to value_span() where the text has no bytes of its own.
  Span text_span(std::size_t begin, std::size_t end) const;
  // The alias (or value of `<<`) through which this node was reached; missing if none.
  Node through() const;
  // Whether this node is itself written as an alias; in flow style, `{...}` or `[...]`.
  bool is_alias() const;
  bool is_flow() const;

  // The node of a file behind this one: itself, unless its tree is synthetic; missing if none.
  Node origin() const;
  // Whether the value stands in a file. When not (a template's default, the value of a flag),
  // origin() is the nearest ancestor that does, and both spans are that ancestor's key.
  bool is_written() const;
  // Whether the text of a scalar was made (by a flag, a template, a lift) and not read from its
  // file: value_span() does not spell it.
  bool has_own_text() const;
  // Who made a value that is not written; empty for one that is.
  std::string_view maker() const;
  // Whether this mapping may have members that its tree does not know of: one that stands for what
  // a template makes. What a template copies whole, such as a `resources` block, is known whole.
  bool is_partial() const;

  // The same written place (however it was reached).
  friend bool operator==(const Node& a, const Node& b) {
    return a.tree_ == b.tree_ && a.index_ == b.index_;
  }

  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

 private:
  friend class Tree;
  const NodeRecord& written() const;
  const NodeRecord& content() const;
  bool borrows_text() const;
  Span name_span() const;
  Node child(std::uint32_t index) const;

  const Tree* tree_ = nullptr;
  std::uint32_t index_ = kNone;
  std::uint32_t via_ = kNone;
};

// Whether `mapping` certainly has no value under `key`. A partial mapping is certain only of what
// it says is null: a template may add whatever it does not mention.
bool absent(Node mapping, std::string_view key);

class Node::Iterator {
 public:
  Node operator*() const { return current_; }
  Iterator& operator++();
  friend bool operator==(const Iterator& a, const Iterator& b) {
    return a.current_ == b.current_ && a.position_ == b.position_;
  }

 private:
  friend class Node;
  Node container_;
  Node current_;
  std::uint32_t position_ = 0;  // in the list of effective members, where there is one
};

}  // namespace plimsoll
