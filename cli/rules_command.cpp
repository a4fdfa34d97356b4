// `plimsoll rules`: the catalogue as a table, or as the page rules/README.md.

#include <algorithm>

#include "cli/commands.h"
#include "cli/examples.h"
#include "cli/pages.h"
#include "engine/text/concat.h"
#include "rules/catalogue.h"

namespace plimsoll {
namespace {

std::string padded(std::string_view text, std::size_t width) {
  return concat(text, std::string(width - std::min(width, text.size()), ' '));
}

std::size_t longest_id() {
  std::size_t longest = 0;
  for (const CatalogueEntry& entry : catalogue()) {
    longest = std::max(longest, entry.rule->id.size());
  }
  return longest;
}

// Four backticks: an example may itself hold a block of three.
std::string block(std::string_view title, std::string_view bytes) {
  const std::string text = example_text(bytes, 0);
  return text.empty() ? text : concat(title, "\n\n````yaml\n", text, "````\n\n");
}

std::string entry_markdown(const Rule& rule) {
  std::string text = concat("### ", rule.id, "\n\n", "**", severity_name(rule.severity), "** · ",
                            rule.summary, "\n\n", rule.rationale, "\n\n", "**How to fix it.** ",
                            rule.remediation, "\n\n", "**Applies to** ", applies_to(rule), ".\n\n");
  if (!rule.options.empty()) {
    text += "| option | default | what it does |\n| --- | --- | --- |\n";
    for (const ConfigKey& option : rule.options) {
      text += concat("| `", option.name, "` | `", option.fallback, "` | ", option.doc, " |\n");
    }
    text += "\n";
  }
  const auto example = std::ranges::find(rule_examples(), rule.id, &RuleExample::rule);
  if (example != rule_examples().end()) {
    text += block("Bad:", example->bad);
    text += block("Good:", example->good);
  }
  for (const std::string_view url : rule.references) text += concat("- <", url, ">\n");
  if (!rule.references.empty()) text += '\n';
  return text;
}

}  // namespace

std::string rules_table(bool color) {
  constexpr std::size_t kSeverityWidth = 9;
  const std::size_t width = longest_id() + 2;
  std::string table;
  std::string_view category;
  for (const CatalogueEntry& entry : catalogue()) {
    if (entry.folder != category) {
      category = entry.folder;
      table += concat(table.empty() ? "" : "\n", heading(category, color), "\n");
    }
    table += concat("  ", padded(entry.rule->id, width),
                    padded(severity_name(entry.rule->severity), kSeverityWidth),
                    entry.rule->summary, "\n");
  }
  return table;
}

std::string rules_markdown() {
  std::string page =
      "<!-- Written by `plimsoll rules --format markdown`: change the rules, not this page. -->\n\n"
      "# Rules\n\n"
      "Every rule, what breaks without it, and how to mend what it finds. `plimsoll explain RULE`\n"
      "shows the same on a terminal. The lines with carets in the bad examples mark what is\n"
      "reported, and end in the message.\n\n";
  std::string index, entries;
  std::string_view category;
  for (const CatalogueEntry& entry : catalogue()) {
    const Rule& rule = *entry.rule;
    if (entry.folder != category) {
      category = entry.folder;
      index += concat(index.empty() ? "" : "\n", "**", category, "**\n\n");
      entries += concat("## ", category, "\n\n");
    }
    index += concat("- [", rule.id, "](#", rule.id, ") (", severity_name(rule.severity),
                    "): ", rule.summary, "\n");
    entries += entry_markdown(rule);
  }
  page += concat(index, "\n", entries);
  page.pop_back();  // one line feed at the end
  return page;
}

ExitCode run_rules_command(const Options& options, const Host& host) {
  if (options.markdown) return print(rules_markdown(), host);
  return print(rules_table(wants_color(options.color, host.variables, host.out_is_terminal)), host);
}

}  // namespace plimsoll
