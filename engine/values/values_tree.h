#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/values/set_syntax.h"
#include "engine/yaml/node.h"
#include "engine/yaml/tree.h"

namespace plimsoll {

// Helm's values after all layers were merged, as one synthetic tree (see Tree) that knows where
// each of its nodes was written and what it took the place of.
//
// The rules are those of helm 4.1.4 (Kubernetes semantics M-1 to M-6, M-11, M-12), low to high: a
// sub-chart's values.yaml, its parent's, values files in order, then what flags set, by kind of
// flag (see SetMode) and in order. Mappings merge key by key, lists and scalars are replaced whole,
// null deletes a default.

// Where values come from, for people.
enum class LayerKind : std::uint8_t { kDefaults, kFile, kProject, kFlag };

// One source of values. Borrows: the trees of its nodes must outlive what is merged from it.
struct ValuesLayer {
  std::string name;  // "values.yaml", "--set replicas=3", "Argo CD parameter"
  LayerKind kind = LayerKind::kFile;
  // The documents of a file in order; missing and null ones count for nothing.
  std::vector<Node> roots = {};
  std::vector<Assignment> assignments = {};
};

// A chart's own values, and those of the charts it depends on.
struct ChartValues {
  // The key under which the parent's values speak to this chart: the dependency's alias, else its
  // name. Empty for the top chart.
  std::string section = {};
  ValuesLayer defaults = {};
  std::vector<ChartValues> dependencies = {};  // those that are enabled
};

// A value that lost to one of a higher layer.
struct Shadowed {
  std::uint32_t layer = 0;
  Node node;              // missing when it is not written (a flag's)
  std::string text = {};  // of a scalar that is not written
};

// What is known of a value beside the value.
struct Provenance {
  // The layer that decided it, an index into ValuesTree::layers(); of a mapping, the highest one
  // that writes the mapping (a flag that only sets something in it does not).
  std::uint32_t layer = 0;
  std::vector<Shadowed> shadowed = {};  // the highest first
};

// A default that a null took away.
struct DeletedValue {
  Node parent;  // the mapping, in the merged tree
  std::string key;
  Node null;  // missing when a flag said null
  Provenance provenance;
};

// Why Helm would refuse to merge.
struct ValuesProblem {
  std::uint32_t layer = 0;
  Node node = {};  // what is wrong, when it is written
  Span span = {};  // else the part of the flag's text
  std::string reason = {};
};

struct LayerInfo {
  std::string name;
  LayerKind kind = LayerKind::kFile;
};

class ValuesTree {
 public:
  // The merged mapping. A chart below sees of it only its section, in which `global` is already
  // merged: root()["database"].
  Node root() const { return root_; }
  // The charts' own layers first (a chart before its dependencies), then the layers in order.
  std::span<const LayerInfo> layers() const { return layers_; }
  // REQUIRES: node is of this tree.
  const Provenance& provenance(Node node) const { return provenance_[node.index()]; }
  std::span<const DeletedValue> deleted() const { return deleted_; }
  std::span<const ValuesProblem> problems() const { return problems_; }

 private:
  friend class ValuesTreeWriter;
  ValuesTree() : nowhere_("", "", ""), tree_(nowhere_) {}

  SourceFile nowhere_;  // of values that no file has a part in
  Tree tree_;
  Node root_;
  std::vector<LayerInfo> layers_;
  std::vector<Provenance> provenance_;
  std::vector<DeletedValue> deleted_;
  std::vector<ValuesProblem> problems_;
};

// Merges. What Helm would refuse (a document that is no mapping, an assignment into a scalar, a
// section that is no mapping) is a problem, and left out. Mappings keep the order of the lowest
// layer, new keys following. Never fails; a tree above kMaxMergedValues is cut, with a problem.
std::unique_ptr<const ValuesTree> merge_values(const ChartValues& chart,
                                               std::span<const ValuesLayer> layers);

// How many values a merged tree may have: far above any chart, and low enough that a flag such as
// `a[65536][65536]…` costs little.
inline constexpr std::size_t kMaxMergedValues = 500'000;

}  // namespace plimsoll
