#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/text/glob.h"
#include "engine/yaml/node.h"

namespace plimsoll {

// Objects that somebody says exist, of which no manifest is at hand: made by Terraform, by an
// operator, by another repository. What is left out asks nothing.
struct ExternalObject {
  std::string kind;
  std::string name_space;
  std::string name;  // a glob
  Node labels;       // a mapping; of the object itself, or of its pods where it has some
};

// What a rule asks before it says that something is missing.
class ExternalObjects {
 public:
  ExternalObjects() = default;
  explicit ExternalObjects(std::vector<ExternalObject> objects);

  // Whether an object of this kind and name may exist in this namespace. A namespace that is left
  // open, here or there, may be any.
  bool has(std::string_view kind, std::string_view name_space, std::string_view name) const;
  // The objects of a kind that may exist in this namespace, to be asked for their labels
  // (engine/kubernetes/label_selector.h).
  std::vector<const ExternalObject*> all(std::string_view kind, std::string_view name_space) const;

 private:
  struct Entry {
    ExternalObject object;
    Glob name;
  };

  std::vector<Entry> entries_;
};

}  // namespace plimsoll
