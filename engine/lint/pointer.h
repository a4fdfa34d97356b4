#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/yaml/node.h"

namespace plimsoll {

// The segments of a JSON Pointer (RFC 6901), unescaped: "/a~1b/0" has "a/b" and "0".
std::vector<std::string> pointer_segments(std::string_view pointer);

// The member or item of `node` that one segment names; missing when there is none.
Node child_at(Node node, std::string_view segment);

// The node that a pointer names below `root`; missing when there is none.
Node node_at(Node root, std::string_view pointer);

}  // namespace plimsoll
