#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/yaml/tree.h"

namespace plimsoll {

// What a scalar with a text of its own is.
enum class MadeType {
  kString,
  kBoolean,
  kInteger,  // Go's int64, which never went through JSON: see is_int64 (engine/values/helm_value.h)
  kNumber,   // JSON's number, a float64 to Helm
};

// Puts together a synthetic tree (see Tree), in the order in which it will be walked:
//
//   Tree tree(values_file.source);
//   SyntheticBuilder builder(tree, SyntheticBuilder::kPartial);
//   builder.begin(NodeKind::kMapping, "", at(section));
//   builder.copy("replicas", section["replicaCount"]);              // all below it, spans included
//   builder.scalar("periodSeconds", "10", MadeType::kInteger, below(section));  // a default
//   builder.end();
//
// Several roots may follow one another. The tree borrows from the trees of its origins, and they
// must outlive it. Origins that are themselves synthetic are replaced by what they stand for.
class SyntheticBuilder {
 public:
  enum Completeness { kWhole, kPartial };  // kPartial: see Tree::partial()

  // REQUIRES: `tree` is new, and has no other builder.
  explicit SyntheticBuilder(Tree& tree, Completeness completeness = kWhole);

  // Where a value is written: at `node`.
  static Origin at(Node node);
  // A value that is not written, in something that is: in `node`. `maker` is who made it.
  static Origin below(Node node, std::string_view maker = {});

  // Each adds a value and returns it: to the innermost open collection, or as a new root. `key`
  // counts only in a mapping; that no key comes twice is the caller's care.
  Node begin(NodeKind kind, std::string_view key, Origin origin);
  void end();
  Node scalar(std::string_view key, std::string text, MadeType type, Origin origin);
  Node null(std::string_view key, Origin origin);
  // A value and everything below it, as Kubernetes reads it (aliases followed, merges done).
  Node copy(std::string_view key, Node value);
  // A scalar or null with the text, style and tag of `value`, but at another place.
  Node scalar_like(std::string_view key, Node value, Origin origin);

 private:
  struct Text {
    std::string text;
    ScalarStyle style;
    std::string_view tag;
  };
  Node with_text(std::string_view key, Text text, Origin origin);
  struct Open {
    std::uint32_t node;
    std::uint32_t last = Node::kNone;
  };
  Node add(std::string_view key, NodeRecord record, Origin origin);

  Tree& tree_;
  Completeness completeness_;
  bool copying_ = false;  // what is copied is known whole
  std::vector<Open> open_;
};

}  // namespace plimsoll
