#pragma once

#include <cstdint>

#include "engine/kubernetes/schema.h"

namespace plimsoll {

// Why the API server refuses to decode a value as a type.
enum class DecodeFault : std::uint8_t {
  kNone,
  kType,    // a string for an integer, a list for a mapping
  kRange,   // whole, but more than the integer holds
  kBase64,  // a string that does not decode to bytes
  kTime,    // a string that is no RFC 3339 time
};

// Judges one value, not what is inside it. Null is right everywhere. Every text and number passes
// for a quantity; whether it is a well-formed one is another question. Source: kubernetes-semantics
// 2.8; encoding/base64, intstr and metav1.Time as encoding/json calls them.
DecodeFault decode_fault(Node node, const ApiType& type);

}  // namespace plimsoll
