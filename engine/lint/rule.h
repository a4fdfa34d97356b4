#pragma once

#include <span>
#include <string_view>
#include <variant>

#include "engine/config/config_keys.h"
#include "engine/kubernetes/resource_set.h"
#include "engine/kubernetes/workload.h"
#include "engine/lint/severity.h"
#include "engine/values/release.h"
#include "engine/yaml/parse.h"

namespace plimsoll {

class Context;
struct Suppression;

// What a rule looks at. The type of the first parameter of its check decides how often the engine
// calls it: once a document (before anything is known to be Kubernetes), once a release (the values
// of a chart in one environment), once a resource, once a pod, once a container, once for the
// whole set, or once a suppression, when all findings are known.
using Check =
    std::variant<void (*)(const Document&, Context&), void (*)(const Release&, Context&),
                 void (*)(const Resource&, Context&), void (*)(const PodSpec&, Context&),
                 void (*)(const Container&, Context&), void (*)(const ResourceSet&, Context&),
                 void (*)(const Suppression&, Context&)>;

// Every kind: the default of Rule::kinds.
inline constexpr std::span<const std::string_view> kAllKinds = {};

// The ruleset of rules that do not say otherwise.
inline constexpr std::string_view kFirstRuleset = "2026.1";

// A rule is a value: what it says about itself, and a function. It lives in a file of its own,
// rules/<category>/<id>.cpp, as one constant. All texts have static storage.
struct Rule {
  // kebab-case, the stem of the file; names the pattern that is wrong.
  std::string_view id;
  // The folder the file lies in.
  std::string_view category;
  Severity severity = Severity::kWarning;
  // One sentence without a final full stop: what is wrong.
  std::string_view summary;
  // Why it matters: the outage it causes. Full sentences, plain text.
  std::string_view rationale;
  // What to type instead. Full sentences, plain text.
  std::string_view remediation;
  // Kinds the check is called for (of every API group); empty means all. Ignored by document,
  // release and set rules.
  std::span<const std::string_view> kinds = kAllKinds;
  // Container classes a container rule is called for.
  ContainerClasses containers = {ContainerClass::kApp, ContainerClass::kInit,
                                 ContainerClass::kSidecar};
  // What other linters call the same mistake, as "kube-linter/NAME", "kube-score/NAME" and
  // "polaris/NAME": where their own annotations exempt an object from it, this rule obeys.
  std::span<const std::string_view> peers = {};
  // The ruleset that it came with. One that pins an earlier ruleset gets its findings as notes.
  std::string_view since = kFirstRuleset;
  // What a configuration may say to it (rules: RULE: {options: ...}), each with its default
  // (ConfigKey::fallback). Read with Context::option().
  std::span<const ConfigKey> options = {};
  // Pages to read: absolute URLs.
  std::span<const std::string_view> references = {};
  Check check;
};

}  // namespace plimsoll
