// The .plimsoll.yaml that `plimsoll init` writes.
//
// It is read more often than it is written, and by people who have not read the manual yet. So it
// says in a line what each key is for, and an example is one of this repository wherever there is
// one to be had.

#include "cli/init_text.h"

#include <algorithm>

#include "cli/globs.h"
#include "cli/yaml_text.h"
#include "engine/text/concat.h"
#include "rules/catalogue.h"

namespace plimsoll {
namespace {

constexpr std::string_view kHead =
    R"(# yaml-language-server: $schema=https://raw.githubusercontent.com/plimsoll-lint/plimsoll/main/docs/plimsoll.schema.json
#
# What plimsoll lints here. Plain `plimsoll`, in any folder of the repository, follows it;
# `plimsoll lint --list-files` shows what it comes to. A line that begins with #key: is a setting
# that is not in force: take away the # to use it. Every key has a sentence in
# https://github.com/plimsoll-lint/plimsoll/blob/main/docs/configuration.md

# The rules of this version may fail a run; those that come later give notes until this is raised, so
# that an upgrade never breaks a gate overnight.
)";

constexpr std::string_view kChoices = R"(
# What to begin with: a profile (recommended, strict, xgen) or a file.
#extends: recommended

# Rules and categories that differ here: off, on, or a severity. `plimsoll rules` lists them.
#rules:
#  gpu-without-anti-affinity: off
#  probes: error

# The mildest severity that fails a run: error, warning or note.
#fail-on: warning

# The version of the clusters.
#kubernetes-version: "1.31"

)";

constexpr std::string_view kTail =
    R"(# Findings that are meant to be, each with its reason. Comments and annotations do the same in place.
#require-reasons: true
#suppressions:
#  - rule: limit-below-request
#    kind: Deployment
#    name: example-*
#    reason: why it is right here

# What exists although no manifest here makes it.
#external:
#  - kind: Secret
#    name: "*-tls"

# What stands in no manifest and a rule may want to know.
#facts:
#  external-hosts: [db.example.com]
)";

std::string path_text(const std::string& path) {
  return yaml_string(path.empty() ? "." : path);
}

// A path without wildcards is taken as it is (cli/config_file.cpp).
std::string pattern_text(const std::string& path) {
  return yaml_string(path.find_first_of("*?[{") == std::string::npos ? path : escape_glob(path));
}

std::string exclusions(const Survey& survey) {
  if (survey.left_out.empty()) return {};
  std::string text =
      "# Left out, besides what git ignores. Patterns are those of .gitignore.\nexclude:\n";
  for (const Survey::LeftOut& one : survey.left_out) {
    text += concat("  - ", pattern_text(one.path), "  # ", one.why, "\n");
  }
  return text + "\n";
}

std::string environments(const Survey& survey) {
  std::string text =
      "# Environments. Each is a set of its own: an object of one never answers for one that is\n"
      "# missing in another. Files that belong to none are one more set.\n";
  if (survey.environments.empty()) return text + "#environments:\n#  dev:\n#  prd:\n\n";
  text += "environments:\n";
  for (const Survey::Environment& one : survey.environments) {
    text += concat("  ", yaml_key(one.name), ":\n");
    if (one.manifests.empty()) continue;
    text += "    manifests:\n";
    for (const std::string& path : one.manifests) {
      text += concat("      - ", pattern_text(path), "\n");
    }
  }
  return text + "\n";
}

std::string chart_entry(const Survey::Chart& chart) {
  std::string text = concat("  - path: ", path_text(chart.path), "\n    environments:\n");
  for (const auto& [environment, file] : chart.values) {
    text +=
        concat("      ", yaml_key(environment), ":\n        values: ", pattern_text(file), "\n");
  }
  return text;
}

std::string charts(const Survey& survey) {
  std::string text =
      "# Charts, with what lies above their values.yaml. A chart that is not named here is read "
      "with\n"
      "# its own values.yaml, or as an Argo CD Application deploys it.\n";
  std::string entries;
  for (const Survey::Chart& chart : survey.charts) {
    if (!chart.values.empty()) entries += chart_entry(chart);
  }
  if (!entries.empty()) return concat(text, "charts:\n", entries, "\n");
  const auto plain = std::ranges::find(survey.charts, false, &Survey::Chart::deployed);
  if (plain == survey.charts.end()) return {};
  return concat(text, "#charts:\n#  - path: ", path_text(plain->path),
                "\n#    set: [image.tag=1.2.3]\n\n");
}

}  // namespace

std::string init_text(const Survey& survey) {
  return concat(kHead, "ruleset: ", rulesets().back(), "\n", kChoices, exclusions(survey),
                environments(survey), charts(survey), kTail);
}

}  // namespace plimsoll
