// Which rules run: --select and --ignore.

#include "cli/selection.h"

#include <algorithm>

#include "cli/suggest.h"
#include "engine/text/concat.h"
#include "engine/text/nearest.h"
#include "rules/catalogue.h"

namespace plimsoll {
namespace {

bool names(const std::vector<std::string>& list, const Rule& rule) {
  return std::ranges::any_of(
      list, [&rule](const std::string& name) { return name == rule.id || name == rule.category; });
}

bool is_known(const std::string& name) {
  return std::ranges::any_of(catalogue(), [&name](const CatalogueEntry& entry) {
    return name == entry.rule->id || name == entry.rule->category;
  });
}

}  // namespace

std::string unknown_rule(const std::string& name, bool with_categories) {
  std::vector<std::string_view> known;
  for (const CatalogueEntry& entry : catalogue()) {
    known.push_back(entry.rule->id);
    if (with_categories) known.push_back(entry.rule->category);
  }
  const std::string text = unknown(with_categories ? "rule or category" : "rule", name, known);
  return nearest(name, known) ? text : concat(text, "; 'plimsoll rules' lists them");
}

Selection select_rules(const std::vector<std::string>& select,
                       const std::vector<std::string>& ignore) {
  Selection selection;
  for (const std::vector<std::string>* list : {&select, &ignore}) {
    const auto wrong = std::ranges::find_if_not(*list, is_known);
    if (wrong == list->end()) continue;
    selection.error = unknown_rule(*wrong, true);
    return selection;
  }
  for (const CatalogueEntry& entry : catalogue()) {
    const Rule& rule = *entry.rule;
    if ((select.empty() || names(select, rule)) && !names(ignore, rule)) {
      selection.rules.push_back(&rule);
    }
  }
  std::ranges::sort(selection.rules, {}, &Rule::id);
  if (selection.rules.empty()) selection.error = "--select and --ignore leave no rule to check";
  return selection;
}

}  // namespace plimsoll
