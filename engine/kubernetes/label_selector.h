#pragma once

#include <cstdint>

#include "engine/yaml/node.h"

namespace plimsoll {

// Whether a selector matches. Unknown when the selector is malformed (an operator that does not
// exist), or when a partial tree may hold more than is written.
enum class Match : std::uint8_t { kNo, kYes, kUnknown };

// What a selector that is missing or null, and one without any requirement, match. Kubernetes
// answers differently from field to field.
struct SelectorMeaning {
  bool null_matches;
  bool empty_matches;
};

// The rule (G-14): affinity terms, PodDisruptionBudget policy/v1 (B-5), workload selectors.
inline constexpr SelectorMeaning kNullNoneEmptyAll = {.null_matches = false, .empty_matches = true};
// Topology spread constraints (P-55), PodDisruptionBudget policy/v1beta1.
inline constexpr SelectorMeaning kNullNoneEmptyNone = {.null_matches = false,
                                                       .empty_matches = false};
// Selectors that are no pointer, where null is the same as empty: NetworkPolicy's podSelector.
inline constexpr SelectorMeaning kNullAllEmptyAll = {.null_matches = true, .empty_matches = true};

// Whether a LabelSelector (matchLabels and matchExpressions, all of them: G-13) matches an object
// with these labels. `labels` is a mapping, or missing for an object that certainly has none.
// Values are compared as text.
Match match_selector(Node selector, Node labels, SelectorMeaning meaning);

// Whether a plain map of labels does, as a Service (S-2) and a ReplicationController have it:
// every pair must be there. A missing or an empty map selects nothing.
Match match_label_map(Node selector, Node labels);

}  // namespace plimsoll
