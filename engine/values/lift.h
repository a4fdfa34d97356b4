#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/yaml/tree.h"

namespace plimsoll {

// Merged values as a chart's templates see them: what Helm merged, and on top of it the block that
// the templates themselves apply last ("environments.prd"), if the chart has such a convention. A
// key of the block replaces the value of the same name whole, or is merged key by key when it is
// one of `merged`; an empty value in the block counts for nothing, as with sprig's `default`.
class TemplateValues {
 public:
  // `block` may be missing.
  TemplateValues(Node values, Node block, std::vector<std::string> merged)
      : values_(values), block_(block), merged_(std::move(merged)) {}

  // The value at a dotted path (`a.b\.c` has two steps): what is written, lowest first. Mappings of
  // several are to be merged, of scalars the last counts. Empty when there is none.
  std::vector<Node> at(std::string_view path) const;
  // The deepest node along the path that exists: where a missing value would have to be written.
  Node nearest(std::string_view path) const;

 private:
  Node values_;
  Node block_;
  std::vector<std::string> merged_;
};

// The steps of a dotted path.
std::vector<std::string> path_steps(std::string_view path);

// Objects made of values. Their nodes point to the values they came from.
struct LiftedObjects {
  explicit LiftedObjects(const SourceFile& source) : tree(source) {}

  Tree tree;
  std::vector<Node> roots;
};

// What is wrong in an expression of a skeleton.
struct LiftProblem {
  Node node;
  std::string message;
};

// Fills skeletons of objects with values. A skeleton is an object as it is written in a manifest,
// in which a value of the chart stands as an expression:
//
//   replicas: ${replicaCount}             the value as it is, a mapping or list whole
//   periodSeconds: ${probe.period:-10}    with the template's default for a value that is empty
//   name: ${serviceName}-config           as part of a text
//   data: {$merge: [${global.config}, ${config}]}    mappings laid on top of each other
//   $if: ${autoscaling.enabled}           leaves out the mapping it stands in when empty
//
// What an expression does not find is known to be absent (a null); what the skeleton does not have
// is unknown. `skeletons` is a list of objects; an object whose name or kind stays empty is left
// out.
std::unique_ptr<LiftedObjects> lift(Node skeletons, const TemplateValues& values,
                                    std::vector<LiftProblem>& problems);

}  // namespace plimsoll
