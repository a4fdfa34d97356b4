#pragma once

#include <string>

#include "engine/yaml/node.h"

namespace plimsoll {

// What a value is to Helm's templates, once values have gone through JSON: every number of a values
// file, of a chart's values.yaml too, is a Go float64, and only --set and templates make integers.
// Verified against helm 4.1.4 (reference/data/helm-values.tsv; Kubernetes semantics M-7).

// Whether `{{ if .Values.x }}` takes the branch. The string "false" is true; 0, "", empty lists and
// mappings, null and a missing value are not. Sprig's `default`, `empty`, `coalesce` and `merge`
// replace exactly the values that are not (facts E1, E4).
bool is_truthy(Node node);

// Whether a number is a Go int64 rather than a float64: one that --set or a template made.
bool is_int64(Node node);

// What `{{ .Values.x }}` prints: 1000000 as "1e+06", 0777 as "511", `{a: [1, null]}` as
// "map[a:[1 <nil>]]". Null prints as nothing where it is the whole value. Aliases are printed in
// full: do not hand this what is unbounded.
std::string helm_text(Node node);

// What `{{ .Values.x | quote }}` prints: helm_text in double quotes, escaped as Go escapes. Empty
// for null.
std::string helm_quoted(Node node);

}  // namespace plimsoll
