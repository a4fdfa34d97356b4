#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/yaml/node.h"

namespace plimsoll {

// What a scalar is once sigs.k8s.io/yaml has turned it into JSON, which is what the API server and
// kubectl see. Quoted scalars are strings whatever they look like; plain ones follow YAML 1.1 as
// go.yaml.in/yaml/v2 reads it: `yes` and `on` are booleans, `0x1F` and `0777` integers, `1:30` a
// string. Source: kubernetes-semantics Y-4 to Y-8; reference/data/yaml-scalars.tsv.
enum class ScalarType : std::uint8_t {
  kNull,
  kBoolean,
  kInteger,
  kFloat,
  kString,
  kInvalid,  // refused: `.inf` and `.nan` (JSON has no such value), impossible tags
};

struct ScalarValue {
  ScalarType type = ScalarType::kNull;
  bool boolean = false;
  // The value of an integer: magnitude and sign apart, since 18446744073709551615 is legal.
  std::uint64_t magnitude = 0;
  bool negative = false;
  double real = 0;  // of a float
};

// Resolves plain text: what an unquoted `text` means.
ScalarValue resolve_plain(std::string_view text);
// Resolves decoded text by how it was written. `tag` is the resolved tag, empty for none.
ScalarValue resolve(std::string_view text, ScalarStyle style, std::string_view tag);
// Resolves a node by its text, style and tag. A missing node is null. REQUIRES: the node is no
// mapping and no sequence.
ScalarValue resolve(Node node);
// The JSON that sigs.k8s.io/yaml writes for a scalar: `null`, `true`, a number as Go formats it
// (8000.0 is `8000`), or the value of a string, neither quoted nor escaped. Empty for what JSON
// cannot hold.
std::string json_text(Node node);

// Typed reads as the API server's decoder makes them. nullopt when the node is missing, null, or
// not of the type; the rule `wrong-type` reports the last, so readers need not.
std::optional<bool> as_bool(Node node);
// Integral numbers that fit, `8000.0` included; never a quoted one.
std::optional<std::int64_t> as_int(Node node);
// Those that fit 32 bits, as replicas, ports and the numbers of probes must.
std::optional<std::int32_t> as_int32(Node node);
// Strings: quoted, block, or plain text that is nothing else. nullopt for `!!binary` too, whose
// value has no text in the source.
std::optional<std::string_view> as_string(Node node);

// How people call what a node is: "a string", "a boolean", "an integer", "a number", "a list",
// "a mapping", "null".
std::string_view type_name(Node node);

// The key that a plain key becomes where Kubernetes makes another text of it: `on` is "true", `1.0`
// "1", `0x10` "16", `.Inf` ".inf". nullopt, and nothing spent, for text that is its own key, as
// nearly every key is. A key that is_null_text() cannot be converted: it is an error.
std::optional<std::string> canonical_key(std::string_view plain_text);

// Whether plain text is a null: "", "~", "null", "Null" or "NULL".
bool is_null_text(std::string_view plain_text);

}  // namespace plimsoll
