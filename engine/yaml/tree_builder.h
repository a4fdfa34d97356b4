#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/yaml/parse.h"
#include "engine/yaml/tree.h"

namespace plimsoll {

// Writes the documents of one file into its Tree. A front end tells it, in the order of the text,
// what it reads; the builder knows which scalar is a key, links the nodes, and finds what is wrong
// above the level of characters: equal keys, keys that are no scalars, merges of what is no
// mapping, aliases that contain themselves or grow without bounds.
//
// One builder per file, one document at a time: begin_document(), events, end_document().
class TreeBuilder {
 public:
  explicit TreeBuilder(Tree& tree) : tree_(tree) {}

  struct Scalar {
    Span span;  // as written, quotes included
    ScalarStyle style = ScalarStyle::kPlain;
    // The decoded text, where it is not just what stands between the quotes.
    std::optional<std::string> text;
    std::string_view tag;
    bool anchored = false;
  };

  void begin_document(Document& document);
  // Links the document's root. Collections still open (after a syntax error) are dropped with all
  // that is in them: half an object is not an object.
  void end_document();

  // Each returns the index of the node, or Node::kNone for what became a key without an anchor.
  // `anchored` says that aliases may follow.
  std::uint32_t scalar(Scalar scalar);
  // A value that was left out; `at` is the offset where it would stand.
  std::uint32_t empty(std::uint32_t at);
  std::uint32_t alias(Span span, std::uint32_t target);
  std::uint32_t begin_collection(NodeKind kind, std::uint32_t at, bool flow, bool anchored);
  // `end` is the offset behind the collection as written.
  void end_collection(std::uint32_t end);

  std::size_t depth() const { return frames_.size(); }
  NodeKind open_kind() const { return frames_.back().kind; }
  bool open_is_flow() const { return frames_.back().flow; }
  // Where the innermost open collection begins.
  std::uint32_t open_begin() const { return tree_.nodes_[frames_.back().node].value.begin; }
  bool is_open(std::uint32_t node) const;
  // Whether the next node is a key.
  bool awaits_key() const;

  void problem(Problem::Kind kind, Span span, std::string message, Span related = {});

  // Thrown when a document must not be read further; the problem is recorded.
  struct Abandon {};

 private:
  struct PendingKey {
    Span span;
    ScalarStyle style = ScalarStyle::kPlain;
    std::optional<std::string> text;
    bool merge = false;
  };
  struct Frame {
    std::uint32_t node;
    std::uint32_t last = Node::kNone;  // last child
    NodeKind kind = NodeKind::kNull;
    bool flow = false;
    bool anchored = false;
    bool is_key = false;  // stands where a key should: dropped when it ends
    bool has_merge = false;
    std::uint64_t weight = 1;  // nodes below it, aliases expanded
    std::optional<PendingKey> key;
  };

  std::uint32_t add(NodeRecord record);
  NodeRecord store(Scalar& scalar);
  std::uint32_t take_key(Scalar scalar);
  void refuse_what_json_lacks(const Scalar& scalar);
  void refuse_key(Span span, std::string_view what);
  void grow(std::uint64_t weight, Span at);
  void finish_mapping(const Frame& frame);
  bool find_duplicates(const Frame& frame);
  void merge(const Frame& frame);
  void merge_value(std::vector<Tree::Member>& members, std::uint32_t value);
  void merge_mapping(std::vector<Tree::Member>& members, std::uint32_t value);

  Tree& tree_;
  Document* document_ = nullptr;
  std::vector<Frame> frames_;
  std::uint32_t root_ = Node::kNone;
  std::uint64_t physical_ = 0;  // nodes written in this document
  std::uint64_t expanded_ = 0;  // nodes with every alias replaced by what it names
  std::unordered_map<std::uint32_t, std::uint64_t> weights_;  // of anchored collections
};

}  // namespace plimsoll
