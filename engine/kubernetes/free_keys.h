#pragma once

#include "engine/yaml/node.h"

namespace plimsoll {

// Whether the keys of a mapping in a manifest are whatever its author likes, where the API has a
// map of texts instead of fields: metadata.labels and metadata.annotations, matchLabels,
// nodeSelector, and the data of ConfigMaps and Secrets. Told by names alone, so that it also holds
// in objects whose schema is unknown. Source: map[string]string and map[string][]byte in k8s.io/api
// core/v1 and apimachinery meta/v1.
bool has_free_keys(Node mapping);

}  // namespace plimsoll
