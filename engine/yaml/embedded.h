#pragma once

#include <memory>

#include "engine/yaml/parse.h"

namespace plimsoll {

// The YAML that a scalar holds, such as spec.source.helm.values of an Argo CD Application. Nodes
// and problems point into the file of the scalar, byte for byte; in a text above 32 KiB, to the
// whole scalar. The scalar's file must outlive the result. REQUIRES: scalar.is_scalar().
std::unique_ptr<const YamlFile> parse_embedded(Node scalar);

}  // namespace plimsoll
