#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/span.h"
#include "engine/yaml/parse.h"

namespace plimsoll {

// The flags that set single values. Helm applies them in this order, whatever their order on the
// command line (Kubernetes semantics M-2).
enum class SetMode : std::uint8_t { kSetJson, kSet, kSetString, kSetFile, kSetLiteral };

// One step of a path: a key, or an index into a list.
struct SetStep {
  std::string key;
  std::optional<std::uint32_t> index;
  Span span;  // in the flag's text; of an index without its brackets
};

// A value as the flag spells it.
struct SetValue {
  enum class Kind : std::uint8_t {
    kNull,
    kBoolean,
    kInteger,  // int64: a template prints 1000000, not 1e+06
    kString,
    kList,
    kJson,  // `json`
    kFile,  // the text of the file called `text`, which the caller reads (resolve_file)
  };
  Kind kind = Kind::kNull;
  std::string text = {};             // canonical: "true", "-5"
  std::vector<SetValue> items = {};  // of a list
  std::shared_ptr<const YamlFile> json = {};
  Span span = {};

  // Replaces a file's name by what the file holds. REQUIRES: kind is kFile.
  void resolve_file(std::string content);
};

// `a.b[0]=x`.
struct Assignment {
  SetMode mode = SetMode::kSet;
  std::vector<SetStep> path;  // empty: a JSON object that is merged as a values file is
  SetValue value;
  // Whether the text ends where a value should begin: `a[0].b=`. Helm then sets the empty string,
  // but only in maps that exist already or are below maps alone.
  bool ends_early = false;
  Span span;  // path and value
  // The scalar that spells the value, for a parameter of an Argo CD Application; missing for a
  // flag, which stands in no file.
  Node written = {};
};

struct SetError {
  Span span;
  std::string reason;
};

// What one flag says. After an error, the assignments before it; Helm refuses the whole command.
struct SetFlag {
  std::vector<Assignment> assignments;
  std::optional<SetError> error;
};

// Reads the text of one flag, as helm.sh/helm/v4/pkg/strvals does (M-8, M-9; verified by
// reference/data/helm-values.tsv). Stricter in one thing: where the text ends inside a path (`a.`,
// `a[0]`, `a[0`) Helm sets nothing and says nothing, and here that is an error.
SetFlag parse_set(SetMode mode, std::string_view text);

// A parameter of an Argo CD Application, which reaches Helm as `--set name=value`, or as
// `--set-string` with `forceString`. Commas of the value are kept unless it is a `{list}`. Spans
// count in "name=value" with the commas' escapes. `written` is the parameter's `value`.
SetFlag parse_argo_parameter(std::string_view name, Node written, bool force_string);

}  // namespace plimsoll
