// A part of an environment's block that replaces a mapping and leaves out some of its members.

#include <algorithm>

#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/text/concat.h"
#include "engine/values/helm_value.h"
#include "rules/support/values.h"
#include "rules/support/wording.h"

namespace plimsoll::rules {
namespace {

using Path = std::vector<std::string>;

struct Lost {
  std::string path;  // below the key of the block
  Node value;
};

// A value that nothing reads is no loss, nor one that the template's default puts back.
bool is_missed(const std::vector<TemplateRead>& reads, const Path& path, Node value) {
  return std::ranges::any_of(reads, [&](const TemplateRead& read) {
    if (read.fallback && value.is_scalar() && *read.fallback == helm_text(value)) return false;
    return covers(read.path, path);
  });
}

void collect(Node block, Node below, Path& path, const std::vector<TemplateRead>& reads,
             std::vector<Lost>& lost) {
  for (const Node value : below) {
    if (!is_truthy(value)) continue;
    path.emplace_back(value.key());
    const Node kept = block[value.key()];
    if (value.is_mapping() && (kept.is_mapping() || !kept.exists())) {
      collect(kept, value, path, reads, lost);
    } else if (!kept.exists() && is_missed(reads, path, value)) {
      lost.push_back({shown_path(std::span(path).subspan(1)), value});
    }
    path.pop_back();
  }
}

// `autoscaling: {enabled: false}` needs no more.
bool switches_off(Node part) {
  return part["enabled"].exists() && !is_truthy(part["enabled"]);
}

void check(const Release& release, Context& context) {
  const auto reads = reads_of(release.mapping);
  for (const Node part : release.templates->block()) {
    if (!part.is_mapping() || !is_truthy(part) || switches_off(part)) continue;
    if (release.templates->merges(part.key())) continue;
    const Node below = release.values->root()[part.key()];
    std::vector<Lost> lost;
    Path path = {std::string(part.key())};
    collect(part, below, path, reads, lost);
    if (lost.empty()) continue;
    std::vector<std::string> names;
    for (const Lost& one : lost) names.push_back(one.path);
    context
        .report(part, sentence("", part.key(),
                               concat(" here replaces the whole block and loses ", listing(names))))
        .related(lost.front().value, "lost");
  }
}

constexpr std::string_view kReferences[] = {
    "https://helm.sh/docs/chart_template_guide/values_files/",
    "https://helm.sh/docs/chart_template_guide/function_list/#default"};

}  // namespace

extern constinit const Rule incomplete_environment_block = {
    .id = "incomplete-environment-block",
    .category = "values",
    .severity = Severity::kError,
    .summary = "A block for one environment replaces a mapping and loses some of its values",
    .rationale =
        "The chart's templates take such a key of the environment instead of the general one, "
        "they do not merge the two. A block that repeats only what differs drops the rest: the "
        "CPU request is gone and the autoscaler has nothing to measure, or the autoscaler itself "
        "is gone with enabled.",
    .remediation =
        "Write the block whole, all values of the mapping that it replaces included, or change "
        "the template to merge it.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
