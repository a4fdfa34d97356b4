// Label selectors, evaluated over the nodes of a manifest.
//
//   matchLabels: {app: web}
//   matchExpressions:
//     - {key: tier, operator: NotIn, values: [cache]}
//
// matches pods labelled `app: web` without a `tier`, or with another than `cache`. Each requirement
// answers yes, no or unknown; one no decides, otherwise one unknown does. An object lifted from
// values may have more labels, and a selector more requirements, than is written: what depends on
// that is unknown. Selectors in the text syntax of kubectl's `-l` do not occur in manifests and are
// not read.

#include "engine/kubernetes/label_selector.h"

#include <string_view>

#include "engine/yaml/tree.h"

namespace plimsoll {
namespace {

bool is_partial(Node node) {
  return node.is_partial();
}

Match to_match(bool matches) {
  return matches ? Match::kYes : Match::kNo;
}

Match negate(Match match) {
  if (match == Match::kUnknown) return match;
  return to_match(match == Match::kNo);
}

// Both must hold.
Match both(Match a, Match b) {
  if (a == Match::kNo || b == Match::kNo) return Match::kNo;
  return a == Match::kUnknown || b == Match::kUnknown ? Match::kUnknown : Match::kYes;
}

Match has_label(Node labels, std::string_view key) {
  if (labels[key].exists()) return Match::kYes;
  return is_partial(labels) ? Match::kUnknown : Match::kNo;
}

bool lists(Node values, std::string_view text) {
  for (const Node value : values) {
    if (value.text() == text) return true;
  }
  return false;
}

// A null label is the empty string to Kubernetes, as is the text of a null node.
Match has_pair(Node labels, std::string_view key, std::string_view value) {
  const Node label = labels[key];
  return label.exists() ? to_match(label.text() == value) : has_label(labels, key);
}

Match has_one_of(Node labels, std::string_view key, Node values) {
  if (values.empty()) return Match::kUnknown;  // invalid
  const Node label = labels[key];
  return label.exists() ? to_match(lists(values, label.text())) : has_label(labels, key);
}

Match match_expression(Node expression, Node labels) {
  const std::string_view key = expression["key"].text();
  const std::string_view comparison = expression["operator"].text();
  if (comparison == "In") return has_one_of(labels, key, expression["values"]);
  if (comparison == "NotIn") return negate(has_one_of(labels, key, expression["values"]));
  if (comparison == "Exists") return has_label(labels, key);
  if (comparison == "DoesNotExist") return negate(has_label(labels, key));
  return Match::kUnknown;
}

// Every pair of a map. REQUIRES: the map is a mapping, or has no value.
Match match_pairs(Node map, Node labels) {
  Match match = is_partial(map) ? Match::kUnknown : Match::kYes;
  for (const Node pair : map) match = both(match, has_pair(labels, pair.key(), pair.text()));
  return match;
}

bool is_malformed(Node node, NodeKind kind) {
  return node && node.kind() != kind;
}

}  // namespace

Match match_selector(Node selector, Node labels, SelectorMeaning meaning) {
  const Node pairs = selector["matchLabels"];
  const Node expressions = selector["matchExpressions"];
  if (is_malformed(selector, NodeKind::kMapping) || is_malformed(pairs, NodeKind::kMapping) ||
      is_malformed(expressions, NodeKind::kSequence)) {
    return Match::kUnknown;
  }
  if (pairs.empty() && expressions.empty()) {
    if (is_partial(selector)) return Match::kUnknown;
    return to_match(selector ? meaning.empty_matches : meaning.null_matches);
  }
  Match match =
      both(is_partial(selector) ? Match::kUnknown : Match::kYes, match_pairs(pairs, labels));
  for (const Node one : expressions) match = both(match, match_expression(one, labels));
  return match;
}

Match match_label_map(Node selector, Node labels) {
  if (is_malformed(selector, NodeKind::kMapping)) return Match::kUnknown;
  if (selector.empty()) return is_partial(selector) ? Match::kUnknown : Match::kNo;
  return match_pairs(selector, labels);
}

}  // namespace plimsoll
