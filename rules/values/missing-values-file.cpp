// A values file that is named and not there.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/text/concat.h"
#include "rules/support/misspelling.h"
#include "rules/support/wording.h"

namespace plimsoll::rules {
namespace {

std::string_view stem(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1);  // 0 when there is none
  return path.substr(0, path.rfind('.'));
}

// Names of services share much, so that of another service is near in letters and yet not meant:
// only a slip counts, and a name that was cut short.
std::string suggestion(const MissingFile& missing) {
  const std::string_view name = stem(missing.path);
  std::vector<std::string_view> stems;
  for (const std::string& sibling : missing.siblings) stems.push_back(stem(sibling));
  auto meant = misspelled(name, stems);
  const auto longer = [name](std::string_view one) { return one.starts_with(name); };
  const auto found = std::ranges::find_if(stems, longer);
  if (!meant && found != stems.end() && !name.empty()) meant = *found;
  return meant ? concat("; did you mean ", quoted_name(*meant, 40), "?") : std::string();
}

void check(const Release& release, Context& context) {
  const std::string folder = concat(release.chart, "/");
  for (const MissingFile& missing : release.missing) {
    if (missing.named.text().starts_with('$')) continue;  // perhaps of another repository
    std::string_view path = missing.path;
    if (path.starts_with(folder)) path.remove_prefix(folder.size());
    context.report(missing.named, sentence("there is no values file ", path, suggestion(missing)));
  }
}

constexpr std::string_view kReferences[] = {
    "https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#values-files",
    "https://helm.sh/docs/chart_template_guide/values_files/"};

}  // namespace

extern constinit const Rule missing_values_file = {
    .id = "missing-values-file",
    .category = "values",
    .severity = Severity::kError,
    .summary = "A values file that a release names is not there",
    .rationale =
        "Helm fails on a values file that it cannot open, so nothing is rendered: the release "
        "cannot be installed, and an Argo CD Application shows ComparisonError and stays at what "
        "was deployed before.",
    .remediation =
        "Correct the name, or add the file. Where a file may be absent on purpose, say so with "
        "ignoreMissingValueFiles in the Application.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
