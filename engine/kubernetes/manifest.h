#pragma once

#include <cstdint>
#include <vector>

#include "engine/kubernetes/resource.h"
#include "engine/yaml/parse.h"

namespace plimsoll {

// What a document is to Kubernetes.
enum class DocumentKind : std::uint8_t {
  kManifest,    // one or more objects
  kNoManifest,  // a mapping with neither apiVersion nor kind, or a Kustomization: not our concern
  kIncomplete,  // an object that lacks its apiVersion or its kind
  kNoMapping,   // a scalar or a sequence: kubectl cannot decode it
  kUnreadable,  // no tree at all
};

DocumentKind classify(const Document& document);

// Appends the objects of a document: the root, or the items of a List (and of typed lists such as
// ConfigMapList, whose items inherit kind and version, Y-26), nested ones included. Appends nothing
// unless the document is a manifest.
void append_resources(const Document& document, std::vector<Resource>& resources);

// The same for a mapping that is no document: an object lifted from values.
void append_object(Node root, std::vector<Resource>& resources);

}  // namespace plimsoll
