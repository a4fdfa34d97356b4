#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/values/release.h"
#include "engine/yaml/scalar.h"

namespace plimsoll {

// The values of a release as its templates see them, made ready to be shown: what is there, who
// decided it, what it took the place of, and what was lost; credentials are hidden already. Owns
// its texts; borrows the names of layers.

// Where a value was decided: in a file, or by a flag.
struct ValuePlace {
  std::uint32_t layer = 0;
  const LayerInfo* info = nullptr;
  std::string path = {};   // the reported path; empty when the value stands in no file
  std::uint32_t line = 0;  // 1-based
  // Whether it is in the block that the templates apply last (TemplateValues::block).
  bool in_block = false;

  // "values.yaml:3", "--set replicas", fit to be shown. Paths below `folder` are told from there.
  std::string label(std::string_view folder) const;
};

// A value fit to be shown. `***` stands for a credential in `text`, or for all of it.
struct ShownValue {
  NodeKind kind = NodeKind::kNull;
  ScalarType type = ScalarType::kNull;
  std::string text = {};  // of a scalar, as JSON has it (json_text)
  bool hidden = false;
  std::size_t size = 0;  // items or members
};

struct OldValue {
  ValuePlace place;
  ShownValue value;
};

struct ValueEntry {
  enum class Loss : std::uint8_t {
    kNone,
    kDeleted,  // a null took it away
    kDropped,  // it stood in what the block replaces whole
  };
  std::string key = {};
  bool is_member = false;  // of a mapping; else an item, or the root
  ShownValue value = {};
  ValuePlace place = {};
  std::vector<OldValue> over = {};  // the last to lose first
  Loss loss = Loss::kNone;          // what is lost is in `over`, or in `children`
  bool replaces_whole = false;      // a mapping of the block that replaces another
  bool is_block = false;            // the block itself, where it is written
  std::vector<ValueEntry> children = {};

  bool is_mapping() const { return value.kind == NodeKind::kMapping; }
  bool is_collection() const { return is_mapping() || value.kind == NodeKind::kSequence; }
  // Whether the value, and all in it, is what the chart itself says.
  bool is_default() const;
};

struct ValuesView {
  const Release* release = nullptr;
  std::string block = {};  // the dotted path of the block; empty when there is none
  // What all files of the release have in common, up to the last slash; may be empty.
  std::string folder = {};
  ValueEntry root = {};
  bool hides_credentials = false;  // in what is shown
};

// `paths` are dotted paths of what is to be shown, with all that is in it; when there are none,
// everything is.
ValuesView view_values(const Release& release, std::span<const std::string> paths);

// A path without `folder`, if it begins with that.
std::string_view path_from(std::string_view folder, std::string_view path);

// The dotted paths of all members of mappings, what was lost included.
std::vector<std::string> paths_of(const ValuesView& view);

// Hides every credential of the whole tree; see values_secrecy.cpp.
void hide_credentials(ValueEntry& root);

}  // namespace plimsoll
