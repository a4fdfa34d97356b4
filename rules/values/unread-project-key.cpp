// A key of a project file's entry that nothing reads.

#include <algorithm>

#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/text/concat.h"
#include "engine/text/nearest.h"
#include "engine/values/template_values.h"
#include "rules/support/values.h"
#include "rules/support/wording.h"

namespace plimsoll::rules {
namespace {

using Path = std::vector<std::string>;

std::vector<TemplateRead> entry_reads(const ConfigReleases& listed) {
  std::vector<TemplateRead> reads = {{.path = {"name"}}};
  for (const ConfigReleases::Source& source : listed.entry) {
    for (const std::string& path : source.paths) reads.push_back({.path = path_steps(path)});
  }
  for (const auto* more : {&listed.other_keys, &listed.together}) {
    for (const std::string& path : *more) reads.push_back({.path = path_steps(path)});
  }
  return reads;
}

void walk(Node mapping, Path& path, const std::vector<TemplateRead>& reads, Context& context) {
  for (const Node value : mapping) {
    const auto known = next_steps(reads, path);
    path.emplace_back(value.key());
    const auto is_read = [&](const TemplateRead& read) { return covers(read.path, path); };
    if (std::ranges::none_of(reads, is_read)) {
      if (!next_steps(reads, path).empty()) {
        if (value.is_mapping()) walk(value, path, reads, context);
      } else {
        const auto near = nearest(value.key(), known);
        context.report_key(value,
                           sentence("nothing reads the key ", value.key(),
                                    near ? concat("; did you mean ", *near, "?") : std::string()));
      }
    }
    path.pop_back();
  }
}

void check(const Release& release, Context& context) {
  if (!release.project || release.project->listed->other_keys.empty()) return;
  Path path;
  walk(release.project->entry, path, entry_reads(*release.project->listed), context);
}

constexpr std::string_view kReferences[] = {
    "https://argo-cd.readthedocs.io/en/stable/operator-manual/cluster-bootstrapping/"};

}  // namespace

extern constinit const Rule unread_project_key = {
    .id = "unread-project-key",
    .category = "values",
    .severity = Severity::kWarning,
    .summary = "Nothing reads a key of the project file's entry",
    .rationale =
        "The template that turns the entry into an Application passes on the keys it knows and "
        "drops all others without a word. The setting stands in the file and has no effect: the "
        "autoscaler that was switched off runs, the limit that was raised is the old one.",
    .remediation =
        "Correct the key; or pass it on in the template and name it in the configuration, under "
        "entry when it becomes a value and under other-keys when not.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
