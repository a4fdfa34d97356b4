#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/kubernetes/manifest.h"
#include "engine/kubernetes/resource_set.h"

namespace plimsoll {

// The objects of one text, as a set. `path` is where the text would stand in the repository.
class Objects {
 public:
  explicit Objects(std::string text, std::string path = "objects.yaml")
      : file_(parse_yaml(path, path, std::move(text))), set_(read(*file_)) {}

  const ResourceSet& set() const { return set_; }

  // The only object of that kind and name.
  const Resource& get(std::string_view kind, std::string_view name) const {
    INFO(kind << " " << name);
    const Resource* found = nullptr;
    for (const Resource& resource : set_.all()) {
      if (resource.kind != kind || resource.name != name) continue;
      REQUIRE(found == nullptr);
      found = &resource;
    }
    REQUIRE(found != nullptr);
    return *found;
  }

 private:
  static std::vector<Resource> read(const YamlFile& file) {
    std::vector<Resource> out;
    for (const Document& document : file.documents) {
      REQUIRE(document.problems.empty());
      append_resources(document, out);
    }
    return out;
  }

  std::unique_ptr<const YamlFile> file_;
  ResourceSet set_;
};

}  // namespace plimsoll
