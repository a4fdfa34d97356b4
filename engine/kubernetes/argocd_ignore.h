#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/kubernetes/argocd.h"

namespace plimsoll {

// The keys from an object's root to a field, mappings all the way: {"spec", "replicas"}.
using FieldPath = std::span<const std::string_view>;

// Whether differences in a field are left out of Argo CD's comparison. kUnknown: something is there
// that cannot be judged offline (a jq program, a template's placeholder).
enum class Ignored : std::uint8_t { kNo, kUnknown, kYes };

// Whether one entry of `jsonPointers` takes the field away: it names it or something it lies in.
// Argo CD's reading of RFC 6901, oddities included: text before the first `/` is
// dropped, so `spec/replicas` removes the top-level `replicas`.
bool pointer_covers(std::string_view pointer, FieldPath field);

// The same for one entry of `jqPathExpressions`. Paths of keys, indexes and `[]`, and comma
// lists of them, are understood, and what follows a pipe only where it cannot matter.
// `spec.replicas` and `/spec/replicas` are no jq and ignore nothing; everything else is kUnknown.
Ignored jq_covers(std::string_view expression, FieldPath field);

// Whether the paths and managers of an item of ignoreDifferences, or of a customization in
// argocd-cm, cover the field of whatever object the item is for. Managers count as covering when
// one is kube-controller-manager, who writes what autoscalers set.
Ignored item_covers(Node item, FieldPath field);

// An object as ignore rules see it. An empty namespace is unknown.
struct IgnoreTarget {
  std::string_view group;
  std::string_view kind;
  std::string_view name;
  std::string_view name_space;
};

// Whether an item of ignoreDifferences is for the object: group and kind are globs,
// an absent group is the core group; name and namespace are exact.
Ignored item_selects(Node item, const IgnoreTarget& target);

// Whether the Application ignores differences in the field of the object.
Ignored application_ignores(const ArgoApplication& application, const IgnoreTarget& target,
                            FieldPath field);

// Whether an `argocd-cm` of the set does, for every Application.
Ignored settings_ignore(const ResourceSet& set, const IgnoreTarget& target, FieldPath field);

// Whether either could ignore the field in objects of any kind: never kNo unless certain.
Ignored any_kind_ignored(const ResourceSet& set, const ArgoApplication& application,
                         FieldPath field);

}  // namespace plimsoll
