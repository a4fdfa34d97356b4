#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "engine/text/location.h"
#include "engine/yaml/node.h"

namespace plimsoll {

// The one contract of where a finding points, so that no rule ever thinks of it:
//
//   a scalar                   the scalar as written, quotes included
//   a null that was left out   its key
//   a mapping or sequence      its key
//   an item of a sequence      the value of its `name` if it has one, else its first key
//   a whole object             the value of `kind`
//   an alias                   `*x`
//   a node of a synthetic tree its origin, by the rows above; one that is not written: the
//                              nearest ancestor that is
//
// What is missing is reported at the deepest ancestor that exists, by the same rule; see
// deepest(). REQUIRES: node.exists().
Location point_at(Node node);

// The deepest node along `path` below `node` that exists, null values counting as existing.
Node deepest(Node node, std::initializer_list<std::string_view> path);

// The JSON Pointer (RFC 6901) from `root` to `node`: /spec/replicas. What was reached through an
// alias or `<<` is where that is used. The whole path from the document when `root` is no ancestor
// (through several nested aliases, of which a node knows one).
std::string json_pointer(Node root, Node node);

}  // namespace plimsoll
