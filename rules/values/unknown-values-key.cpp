// A key in a values file that the chart does not know, and that is nearly one it does.

#include <algorithm>
#include <unordered_map>

#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/text/concat.h"
#include "engine/text/nearest.h"
#include "engine/values/template_values.h"
#include "rules/support/misspelling.h"
#include "rules/support/values.h"
#include "rules/support/wording.h"

namespace plimsoll::rules {
namespace {

using Path = std::vector<std::string>;

class Search {
 public:
  Search(const Release& release, Context& context)
      : release_(release), context_(context), reads_(reads_of(release.mapping)) {}

  // `known` is the mapping whose defaults count: `values` itself, or what a block stands above.
  void walk(Node values, Node known, Path& path) {
    const auto names = known_keys(known, path);
    if (names.empty())
      return;  // a map that is open: its default is empty, and nothing reads a part of it
    std::unordered_map<std::string_view, Node> members;  // one lookup a key would be quadratic
    for (const Node value : known) members.emplace(value.key(), value);
    for (const Node value : values) {
      const auto found = members.find(value.key());
      const Node same = found == members.end() ? Node() : found->second;
      path.emplace_back(value.key());
      if (is_unknown(value, same, path)) report(value, values, names);
      if (value.is_mapping() && !is_open_map(value.key())) walk(value, same, path);
      path.pop_back();
    }
  }

 private:
  std::vector<std::string_view> known_keys(Node known, const Path& path) const {
    std::vector<std::string_view> names;
    for (const Node value : known) {
      if (has_default(release_, value)) names.push_back(value.key());
    }
    for (const std::string_view name : next_steps(reads_, path)) names.push_back(name);
    return names;
  }

  // `same` is the value beneath, if there is one.
  bool is_unknown(Node value, Node same, const Path& path) const {
    if (has_default(release_, value) || is_of_project(release_, value)) return false;
    if (same.exists() && has_default(release_, same)) return false;
    return std::ranges::none_of(reads_, [&](const TemplateRead& read) {
      const bool is_whole = next_steps(reads_, read.path).empty();
      return (is_whole && covers(read.path, path)) || covers(path, read.path);
    });
  }

  // A known key that is set beside the unknown one was not meant by it.
  void report(Node value, Node siblings, const std::vector<std::string_view>& names) {
    const auto meant = misspelled(value.key(), names);
    if (!meant) return;
    const Node other = siblings[*meant];
    if (other.exists() && layer_kind(release_, other) != LayerKind::kDefaults) return;
    context_.report_key(value, sentence("the chart has no key ", value.key(),
                                        concat(" here; did you mean ", *meant, "?")));
  }

  const Release& release_;
  Context& context_;
  std::vector<TemplateRead> reads_;
};

// A block for an environment that there is not, and that is nearly one there is.
void check_environments(const Release& release, Context& context) {
  constexpr std::string_view kVariable = ".${env}";
  if (release.mapping == nullptr || !release.mapping->environment.ends_with(kVariable)) return;
  std::string_view parent = release.mapping->environment;
  parent.remove_suffix(kVariable.size());
  const std::vector<std::string_view> names(release.environments.begin(),
                                            release.environments.end());
  const Node blocks = value_at(release.values->root(), parent);
  for (const Node block : blocks) {
    if (std::ranges::find(names, block.key()) != names.end()) continue;
    const auto meant = nearest(block.key(), names);
    if (!meant || blocks[*meant].exists()) continue;
    context.report_key(block, sentence("there is no environment ", block.key(),
                                       concat("; did you mean ", *meant, "?")));
  }
}

void check(const Release& release, Context& context) {
  check_environments(release, context);
  Search search(release, context);
  Path path;
  search.walk(release.values->root(), release.values->root(), path);
  const Node block = release.templates->block();
  if (block.is_mapping()) search.walk(block, release.values->root(), path);
}

constexpr std::string_view kReferences[] = {
    "https://helm.sh/docs/chart_template_guide/values_files/",
    "https://helm.sh/docs/topics/charts/#schema-files"};

}  // namespace

extern constinit const Rule unknown_values_key = {
    .id = "unknown-values-key",
    .category = "values",
    .severity = Severity::kWarning,
    .summary = "A key of the values is not one of the chart's, but nearly",
    .rationale =
        "Helm accepts any key and templates read the ones they know, so a misspelled key is "
        "dropped without a word and the chart's default stays in force.",
    .remediation = "Spell the key as the chart's values.yaml does, or remove it.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
