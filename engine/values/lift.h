#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/values/template_values.h"
#include "engine/yaml/tree.h"

namespace plimsoll {

// Something a template does with a value that whoever wrote it may not expect.
struct LiftNote {
  enum class Kind : std::uint8_t {
    kDefaulted,      // the value is empty (0, "", false), so the default `text` is taken instead
    kOutvoted,       // the value is empty, so that of a lower layer, `other`, stays
    kUnknownChoice,  // the value is none of the choices `text` ("http, tcp")
    kWrittenTwice,   // the template writes the key itself, and the merged mapping has it again
    kCondition,      // the value decides whether something is rendered
  };
  Kind kind;
  Node node;
  Node other = {};
  std::string text = {};
};

// Objects made of values. Their nodes point to the values they came from.
struct LiftedObjects {
  explicit LiftedObjects(const SourceFile& source) : tree(source) {}

  Tree tree;
  std::vector<Node> roots;
  std::vector<LiftNote> notes;
  // Mappings that a skeleton spells out inside `$merge`; notes may point into them.
  std::vector<std::unique_ptr<Tree>> spelled;
  std::deque<std::string> makers;  // what Node::maker() of their nodes says
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
//   $if: ${autoscaling.enabled}           leaves out the mapping it stands in when empty;
//   $unless: ${autoscaling.enabled}       when not empty
//   replicas: {$unless: ..., $value: ${replicaCount}}     the same for what is no mapping
//   data:                                 mappings laid on top of each other, the last one on top,
//     APP_PORT: ${port}                   after what the template writes itself
//     $merge: [{HOST: "${db.host}"}, "${global.config}", "${config}"]
//   livenessProbe:                        the case that a value names, beside what all have;
//     $switch: ${healthCheck.type}        without a case the mapping is left out
//     $cases: {http: {httpGet: {...}}, tcp: {tcpSocket: {...}}}
//
// What an expression does not find is known to be absent (a null); what the skeleton does not have
// is unknown. `skeletons` is a list of objects; `values` must outlive the result.
std::unique_ptr<LiftedObjects> lift(Node skeletons, const TemplateValues& values,
                                    std::vector<LiftProblem>& problems);

}  // namespace plimsoll
