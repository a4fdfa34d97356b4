// A key of a project file's entry that nothing reads.

#include <algorithm>
#include <span>
#include <string>
#include <vector>

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

// Calls `visit` for every key that nothing reads, with its path below the entry.
template <typename Visit>
void walk(Node mapping, Path& path, const std::vector<TemplateRead>& reads, const Visit& visit) {
  for (const Node value : mapping) {
    path.emplace_back(value.key());
    const auto is_read = [&](const TemplateRead& read) { return covers(read.path, path); };
    if (std::ranges::none_of(reads, is_read)) {
      if (next_steps(reads, path).empty()) {
        visit(value, path);
      } else if (value.is_mapping()) {
        walk(value, path, reads, visit);
      }
    }
    path.pop_back();
  }
}

// Adds the entries of all environments, in the order of the file: the list's path with any key in
// the place of ${env}.
void add_entries(Node node, std::span<const std::string> steps, std::vector<Node>& entries) {
  if (steps.empty()) {
    for (const Node entry : node) entries.push_back(entry);
  } else if (steps.front() == "${env}") {
    for (const Node child : node) add_entries(child, steps.subspan(1), entries);
  } else {
    add_entries(node[steps.front()], steps.subspan(1), entries);
  }
}

// One mistake is repeated from entry to entry, so it is reported once a file: at the first.
void report(const Release& release, Node value, const Path& path,
            const std::vector<TemplateRead>& reads, Context& context) {
  std::vector<Node> entries;
  add_entries(release.project->file, path_steps(release.project->listed->list), entries);
  const auto has = [&](Node entry) { return value_at(entry, path).exists(); };
  const auto found = std::ranges::find_if(entries, has);
  const Node first = found == entries.end() ? value : value_at(*found, path);
  const auto near = nearest(path.back(), next_steps(reads, Path(path.begin(), path.end() - 1)));
  auto finding = context.report_key(
      first, sentence("nothing reads the key ", shown_path(path),
                      near ? concat("; did you mean ", *near, "?") : std::string()));
  if (!(first == value)) finding.related({&value.source(), value.key_span()}, "here too");
}

void check(const Release& release, Context& context) {
  if (!release.project || release.project->listed->other_keys.empty()) return;
  const auto reads = entry_reads(*release.project->listed);
  Path path;
  walk(release.project->entry, path, reads,
       [&](Node value, const Path& at) { report(release, value, at, reads, context); });
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
