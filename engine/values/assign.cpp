// What one `--set` does to the values so far.
//
// Helm applies a flag while it reads it, step by step, and the steps do not treat what is in their
// way alike: a key demands a mapping, an index demands a list, but an index followed by a key makes
// a mapping of whatever the item was:
//
//   values          flag              result
//   a: text         a.b=1             refused
//   a: text         a[0]=1            refused
//   a: [text]       a[0].b=1          a: [{b: 1}]
//   (nothing)       a[2]=x            a: [null, null, x]
//   (nothing)       a[0].b=           a: []      (Helm stops at the end of the text)
//
// An empty key is walked through and then not kept.

#include "engine/values/assign.h"

#include <utility>

#include "engine/text/concat.h"
#include "engine/text/shorten.h"

namespace plimsoll {
namespace {

class Assigner {
 public:
  Assigner(const Assignment& assignment, std::uint32_t layer, std::size_t& budget)
      : assignment_(assignment), path_(assignment.path), layer_(layer), budget_(budget) {}

  std::optional<SetError> run(Slot& values) {
    if (path_.empty()) {
      Slot object = value_of(assignment_.value);
      Slot before{.kind = NodeKind::kMapping, .children = std::move(values.children)};
      overlay(object, std::move(before), Nulls::kKeep);
      values.children = std::move(object.children);
      return std::nullopt;
    }
    key_step(values, 0);
    return std::move(error_);
  }

 private:
  bool fail(std::size_t step, std::string reason) {
    error_ = SetError{path_[step].span, std::move(reason)};
    return false;
  }

  bool spend(std::size_t step, std::size_t values) {
    if (budget_ < values) {
      budget_ = 0;
      return fail(step, "the values grow beyond all measure");
    }
    budget_ -= values;
    return true;
  }

  Slot made(NodeKind kind) const { return {.kind = kind, .layer = layer_}; }

  void set(Slot& mapping, const std::string& key, Slot* existing, Slot value) {
    if (key.empty()) return;
    if (existing != nullptr) return replace(*existing, std::move(value));
    value.key = key;
    mapping.children.push_back(std::move(value));
  }

  // path_[at] is a key of `mapping`.
  bool key_step(Slot& mapping, std::size_t at) {
    const std::string& key = path_[at].key;
    Slot* const existing = key.empty() ? nullptr : find_member(mapping, key);
    if (!spend(at, 1)) return false;
    if (at + 1 == path_.size()) {
      set(mapping, key, existing, value_of(assignment_.value));
      return true;
    }
    const NodeKind wanted = path_[at + 1].index ? NodeKind::kSequence : NodeKind::kMapping;
    if (existing != nullptr && existing->kind != wanted) {
      return fail(at, concat(shortened(key, 60), " is set already, and is no ",
                             wanted == NodeKind::kSequence ? "list" : "mapping"));
    }
    Slot fresh = made(wanted);
    Slot& inner = existing != nullptr ? *existing : fresh;
    if (wanted == NodeKind::kSequence) {
      if (!item_step(inner, at + 1)) return false;
    } else {
      if (!key_step(inner, at + 1)) return false;
      if (inner.children.empty()) {
        return assignment_.ends_early || fail(at, "nothing is set below this key");
      }
    }
    if (existing == nullptr) set(mapping, key, nullptr, std::move(fresh));
    return true;
  }

  // path_[at] is an index of `list`.
  bool item_step(Slot& list, std::size_t at) {
    const std::size_t index = *path_[at].index;
    const bool exists = index < list.children.size();
    if (at + 1 == path_.size()) return set_item(list, at, value_of(assignment_.value));
    const NodeKind wanted = path_[at + 1].index ? NodeKind::kSequence : NodeKind::kMapping;
    if (exists && list.children[index].kind != wanted) {
      if (wanted == NodeKind::kSequence && !list.children[index].is_null()) {
        return fail(at, concat("the item ", index, " is set already, and is no list"));
      }
      replace(list.children[index], made(wanted));
    }
    Slot fresh = made(wanted);
    Slot& inner = exists ? list.children[index] : fresh;
    const bool done =
        wanted == NodeKind::kSequence ? item_step(inner, at + 1) : key_step(inner, at + 1);
    if (!done || exists || assignment_.ends_early) return done;
    return set_item(list, at, std::move(fresh));
  }

  bool set_item(Slot& list, std::size_t at, Slot value) {
    const std::size_t index = *path_[at].index;
    const std::size_t before = list.children.size();
    if (index < before) {
      replace(list.children[index], std::move(value));
      return true;
    }
    if (!spend(at, index + 1 - before)) return false;
    list.children.resize(index, made(NodeKind::kNull));
    list.children.push_back(std::move(value));
    return true;
  }

  Slot value_of(const SetValue& value) {
    Slot slot = made(NodeKind::kScalar);
    slot.node = assignment_.written;
    slot.made = value.text;
    switch (value.kind) {
      case SetValue::Kind::kNull:
        slot.kind = NodeKind::kNull;
        slot.made.clear();
        break;
      case SetValue::Kind::kBoolean:
        slot.made_type = MadeType::kBoolean;
        break;
      case SetValue::Kind::kInteger:
        slot.made_type = MadeType::kInteger;
        break;
      case SetValue::Kind::kString:
        break;
      case SetValue::Kind::kFile:  // nobody read it: what it holds is a string, and unknown
        slot.made.clear();
        break;
      case SetValue::Kind::kList:
        slot.kind = NodeKind::kSequence;
        for (const SetValue& item : value.items) slot.children.push_back(item_of(item));
        break;
      case SetValue::Kind::kJson:
        slot = slot_of(value.json->documents.front().root, layer_, budget_);
        forget_places(slot);
        slot.node = assignment_.written;
        break;
    }
    return slot;
  }

  // Of a `{list}` only the whole is written, in a parameter of Argo CD.
  Slot item_of(const SetValue& item) {
    Slot slot = value_of(item);
    slot.node = {};
    return slot;
  }

  // JSON of a flag has texts, but stands in no file.
  void forget_places(Slot& slot) {
    if (slot.kind == NodeKind::kScalar) slot.content = slot.node;
    slot.node = {};
    for (Slot& child : slot.children) forget_places(child);
  }

  const Assignment& assignment_;
  const std::vector<SetStep>& path_;
  std::uint32_t layer_;
  std::size_t& budget_;
  std::optional<SetError> error_;
};

}  // namespace

std::optional<SetError> assign(Slot& values, const Assignment& assignment, std::uint32_t layer,
                               std::size_t& budget) {
  return Assigner(assignment, layer, budget).run(values);
}

Slot slot_of(Node node, std::uint32_t layer, std::size_t& budget) {
  Slot slot{.kind = node.kind(), .node = node, .content = node, .layer = layer};
  if (!slot.is_mapping() && !slot.is_sequence()) return slot;
  for (const Node child : node) {
    if (budget == 0) break;
    --budget;
    slot.children.push_back(slot_of(child, layer, budget));
    slot.children.back().key = child.key();
  }
  return slot;
}

}  // namespace plimsoll
