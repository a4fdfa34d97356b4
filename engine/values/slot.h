#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/values/values_tree.h"
#include "engine/yaml/synthetic.h"

namespace plimsoll {

// A value while layers are merged: mutable, and with what it took the place of. Owns what is below
// it; borrows the nodes.
struct Slot {
  std::string key = {};
  NodeKind kind = NodeKind::kNull;
  Node node = {};  // where it is written; missing when it is not
  // The scalar whose text it has: usually `node` itself. Missing when `made` has the text.
  Node content = {};
  std::string made = {};
  MadeType made_type = MadeType::kString;
  std::uint32_t layer = 0;
  std::vector<Shadowed> shadowed = {};
  std::vector<Slot> children = {};
  std::vector<Slot> deleted = {};  // members that a null took away

  bool is_mapping() const { return kind == NodeKind::kMapping; }
  bool is_sequence() const { return kind == NodeKind::kSequence; }
  bool is_null() const { return kind == NodeKind::kNull; }
};

// The member of a mapping; nullptr when there is none.
Slot* find_member(Slot& mapping, std::string_view key);

// Puts `value` into the place of `old`: the key stays, and `old` is remembered as shadowed.
void replace(Slot& old, Slot value);
// Notes that `low` lost to `high`.
void shadow(Slot& high, Slot low);

// What becomes of a null that meets a default.
enum class Nulls {
  kKeep,          // among values files: it stays, to meet the defaults later
  kDelete,        // below the top of a chart: it deletes, unless the default is null too
  kDeleteAlways,  // at the top of a chart's values
};

// Merges two mappings, of which `high` wins. `keeps_nulls` names members below which nulls are kept
// for later: the sections of sub-charts.
void overlay(Slot& high, Slot low, Nulls nulls, const std::vector<std::string_view>& sections = {});

}  // namespace plimsoll
