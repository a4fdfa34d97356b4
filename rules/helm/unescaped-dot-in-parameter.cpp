// A Helm parameter of an Argo CD Application whose key has dots of its own, not escaped.

#include <algorithm>
#include <array>
#include <optional>

#include "engine/kubernetes/argocd.h"
#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/text/concat.h"
#include "engine/values/template_values.h"
#include "rules/support/values.h"
#include "rules/support/wording.h"

namespace plimsoll::rules {
namespace {

constexpr std::string_view kKinds[] = {"Application", "ApplicationSet"};

// What may stand before the slash of a key when its domain was cut at a dot.
constexpr std::array<std::string_view, 16> kTopDomains = {"ai",  "app", "cc",  "cloud", "com", "de",
                                                          "dev", "eu",  "io",  "k8s",   "kr",  "me",
                                                          "net", "org", "run", "sh"};

// The bytes of a parameter's name that were meant as one key: from the start of its domain, of
// which at least one label was cut off, to the end of the step with the slash.
struct CutKey {
  std::size_t begin;
  std::size_t end;
};

// The dots of `name` that separate keys.
std::vector<std::size_t> separators(std::string_view name) {
  std::vector<std::size_t> dots;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '\\') {
      ++i;
    } else if (name[i] == '.') {
      dots.push_back(i);
    }
  }
  return dots;
}

// Below a mapping that has such keys all is one key; elsewhere one label is known to be of it.
// `cut` is the dot before the step with the slash.
std::size_t begin_of_key(std::string_view name, const std::vector<std::size_t>& dots,
                         std::size_t cut) {
  for (std::size_t i = 0; i < cut; ++i) {
    const std::size_t start = i == 0 ? 0 : dots[i - 1] + 1;
    if (is_open_map(name.substr(start, dots[i] - start))) return dots[i] + 1;
  }
  return cut == 0 ? 0 : dots[cut - 1] + 1;
}

std::optional<CutKey> cut_key(std::string_view name) {
  const std::vector<std::size_t> dots = separators(name);
  for (std::size_t i = 0; i < dots.size(); ++i) {
    const std::size_t end = i + 1 < dots.size() ? dots[i + 1] : name.size();
    const std::string_view step = name.substr(dots[i] + 1, end - dots[i] - 1);
    const std::size_t slash = step.find('/');
    if (slash == std::string_view::npos) continue;
    if (std::ranges::find(kTopDomains, step.substr(0, slash)) == kTopDomains.end()) continue;
    return CutKey{.begin = begin_of_key(name, dots, i), .end = end};
  }
  return std::nullopt;
}

std::string escaped(std::string_view key) {
  std::string out;
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (key[i] == '.' && (i == 0 || key[i - 1] != '\\')) out += '\\';
    out += key[i];
  }
  return out;
}

void check_parameters(Node parameters, Context& context) {
  for (const Node parameter : parameters) {
    const Node name = parameter["name"];
    if (is_placeholder(name.text())) continue;
    const auto cut = cut_key(name.text());
    if (!cut) continue;
    const std::string_view key = name.text().substr(cut->begin, cut->end - cut->begin);
    context.report(name, cut->begin, cut->end,
                   sentence("the dot cuts this key in two; as one key it is ", escaped(key), ""));
  }
}

void check(const Resource& resource, Context& context) {
  const auto application = argo_application_of(resource);
  if (!application) return;
  for (const Node source : sources_of(*application)) {
    check_parameters(source["helm"]["parameters"], context);
    check_parameters(source["helm"]["fileParameters"], context);
  }
}

constexpr std::string_view kReferences[] = {
    "https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-parameters",
    "https://helm.sh/docs/intro/using_helm/#the-format-and-limitations-of---set"};

}  // namespace

extern constinit const Rule unescaped_dot_in_parameter = {
    .id = "unescaped-dot-in-parameter",
    .category = "helm",
    .severity = Severity::kError,
    .summary = "A dot inside a key of a Helm parameter is not escaped",
    .rationale =
        "Names of parameters are paths, and every dot begins a new key: "
        "resources.limits.nvidia.com/gpu sets com/gpu below nvidia. The GPU is never asked for, "
        "and the pod starts on a node without one or is refused for the unknown resource.",
    .remediation = "Escape the dots that belong to the key: resources.limits.nvidia\\.com/gpu.",
    .kinds = kKinds,
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
