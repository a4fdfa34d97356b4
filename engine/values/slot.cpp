// The merge itself.
//
//   low               high              the result
//   a: {x: 1, y: 2}   a: {y: 3}         a: {x: 1, y: 3}    mappings merge
//   l: [1, 2]         l: [9]            l: [9]             lists do not
//   r: {c: 1}         r: {}             r: {c: 1}          nothing is cleared by emptiness
//   r: {c: 1}         r: null           (no r)             but by null
//   n: a              n: {x: 1}         n: {x: 1}          the higher kind wins, either way
//
// Among values files a null is a value like others: the file that comes after may put something in
// its place, and only the null that is left meets the chart's defaults.
//
// The loser is not thrown away: the winner remembers it, and what it had won against before.

#include "engine/values/slot.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <utility>

namespace plimsoll {
namespace {

// The layer that wrote a part of both mappings and is the highest stands for the whole; one that a
// flag only passed through (`--set a.b=1` for `a`) gives way to one that is written.
void merge_mappings(Slot& high, Slot low, Nulls nulls) {
  Slot members{.kind = NodeKind::kMapping, .children = std::exchange(low.children, {})};
  std::move(low.deleted.begin(), low.deleted.end(), std::back_inserter(high.deleted));
  if (!high.node.exists() && low.node.exists()) {
    high.layer = low.layer;
    high.node = std::exchange(low.node, Node());
  }
  shadow(high, std::move(low));
  overlay(high, std::move(members), nulls);
}

bool deletes(const Slot& high, const Slot& low, Nulls nulls) {
  if (!high.is_null()) return false;
  return nulls == Nulls::kDeleteAlways || (nulls == Nulls::kDelete && !low.is_null());
}

// A null of the top of a chart's values stays one level deep only.
Nulls below(Nulls nulls) {
  return nulls == Nulls::kDeleteAlways ? Nulls::kDelete : nulls;
}

}  // namespace

Slot* find_member(Slot& mapping, std::string_view key) {
  const auto found = std::find_if(mapping.children.begin(), mapping.children.end(),
                                  [key](const Slot& member) { return member.key == key; });
  return found == mapping.children.end() ? nullptr : &*found;
}

void shadow(Slot& high, Slot low) {
  // A chart's values.yaml that is named as a file too overrides nothing.
  const bool same = low.node.exists() && low.node == high.node;
  if (!same && (low.node.exists() || low.kind == NodeKind::kScalar)) {
    Shadowed loser{low.layer, low.node, std::move(low.made)};
    if (!low.node.exists() && low.content.exists()) loser.text = low.content.text();
    high.shadowed.push_back(std::move(loser));
  }
  std::move(low.shadowed.begin(), low.shadowed.end(), std::back_inserter(high.shadowed));
}

void replace(Slot& old, Slot value) {
  value.key = std::move(old.key);
  shadow(value, std::move(old));
  old = std::move(value);
}

void overlay(Slot& high, Slot low, Nulls nulls, const std::vector<std::string_view>& sections) {
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < high.children.size(); ++i) places.emplace(high.children[i].key, i);
  std::vector<Slot> merged;
  std::vector<bool> used(high.children.size());
  merged.reserve(high.children.size() + low.children.size());
  for (Slot& default_value : low.children) {
    const auto place = places.find(default_value.key);
    if (place == places.end()) {
      merged.push_back(std::move(default_value));
      continue;
    }
    used[place->second] = true;
    Slot winner = std::move(high.children[place->second]);
    if (deletes(winner, default_value, nulls)) {
      shadow(winner, std::move(default_value));
      high.deleted.push_back(std::move(winner));
      continue;
    }
    if (winner.is_mapping() && default_value.is_mapping()) {
      const bool section =
          std::find(sections.begin(), sections.end(), winner.key) != sections.end();
      merge_mappings(winner, std::move(default_value), section ? Nulls::kKeep : below(nulls));
    } else {
      shadow(winner, std::move(default_value));
    }
    merged.push_back(std::move(winner));
  }
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (!used[i]) merged.push_back(std::move(high.children[i]));
  }
  high.children = std::move(merged);
}

}  // namespace plimsoll
