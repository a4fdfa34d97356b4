// A value without which the chart does not render.

#include <algorithm>

#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/values/template_values.h"
#include "engine/yaml/scalar.h"
#include "rules/support/values.h"
#include "rules/support/wording.h"

namespace plimsoll::rules {
namespace {

bool is_there(const std::vector<Node>& values) {
  return !values.empty() && as_string(values.back()) != "";
}

// The root of the highest values file.
Node own_file(const Release& release) {
  const Node root = release.values->root();
  const Provenance& provenance = release.values->provenance(root);
  const auto is_file = [&](std::uint32_t layer) {
    return release.values->layers()[layer].kind == LayerKind::kFile;
  };
  if (is_file(provenance.layer) && root.is_written()) return root;
  const auto file = std::ranges::find_if(provenance.shadowed, is_file, &Shadowed::layer);
  return file == provenance.shadowed.end() ? Node() : file->node;
}

// What the chart's own values leave empty is for a values file to fill in; of a section that has
// other values there, one was lost.
Node place_for(const Release& release, std::string_view path) {
  const Node near = release.templates->nearest(path);
  const bool is_root = near == release.values->root();
  const bool is_section = near.is_mapping() && !near.empty();
  if (!is_root && (is_section || layer_kind(release, near) != LayerKind::kDefaults)) return near;
  const Node own = own_file(release);
  return own.exists() ? own : near;
}

void check(const Release& release, Context& context) {
  if (release.mapping == nullptr) return;
  if (!release.missing.empty() || !release.is_readable) return;  // it may be in that file
  for (const std::string& path : release.mapping->required) {
    if (is_there(release.templates->at(path))) continue;
    const Node near = release.templates->nearest(path);
    const Node place = place_for(release, path);
    auto report =
        context.report(place, sentence("", path, " has no value, and the chart needs one"));
    if (near.is_scalar() && !(near.origin() == place.origin())) {
      report.related(near, "empty by default");
    }
  }
}

constexpr std::string_view kReferences[] = {
    "https://helm.sh/docs/howto/charts_tips_and_tricks/#using-the-required-function",
    "https://helm.sh/docs/chart_template_guide/function_list/#required"};

}  // namespace

extern constinit const Rule required_value_missing = {
    .id = "required-value-missing",
    .category = "values",
    .severity = Severity::kError,
    .summary = "A value that the chart's templates cannot do without is missing",
    .rationale =
        "The templates call required, or look for a field inside a mapping that is not there "
        "(nil pointer evaluating interface {}). The chart does not render: the release cannot be "
        "installed, and with Argo CD the Application stays at its last state without syncing.",
    .remediation = "Give the value in the values of the release.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
