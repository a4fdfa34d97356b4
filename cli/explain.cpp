// `plimsoll explain RULE`: everything a rule says about itself, on one page, offline.

#include <algorithm>

#include "cli/commands.h"
#include "cli/examples.h"
#include "cli/formats/escape.h"
#include "cli/pages.h"
#include "cli/selection.h"
#include "engine/text/concat.h"
#include "rules/catalogue.h"

namespace plimsoll {
namespace {

constexpr unsigned kIndent = 2;
constexpr unsigned kWidest = 100;  // longer lines are hard to read

std::string listed(const std::vector<std::string_view>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " and " : ", ";
    text += words[i];
  }
  return text;
}

std::string containers_of_rule(const Rule& rule) {
  if (!std::holds_alternative<void (*)(const Container&, Context&)>(rule.check)) return {};
  std::vector<std::string_view> classes;
  if (rule.containers.contains(ContainerClass::kApp)) classes.push_back("app");
  if (rule.containers.contains(ContainerClass::kInit)) classes.push_back("init");
  if (rule.containers.contains(ContainerClass::kSidecar)) classes.push_back("sidecar");
  if (rule.containers.contains(ContainerClass::kEphemeral)) classes.push_back("ephemeral");
  return concat(listed(classes), " containers");
}

std::string options_text(const Rule& rule, unsigned columns) {
  std::string text;
  for (const ConfigKey& option : rule.options) {
    text += wrap(concat(option.name, ": ", option.doc, " (default: ", option.fallback, ")."),
                 columns, kIndent);
  }
  return text;
}

}  // namespace

std::string applies_to(const Rule& rule) {
  if (std::holds_alternative<void (*)(const Document&, Context&)>(rule.check)) {
    return "every document";
  }
  if (std::holds_alternative<void (*)(const Suppression&, Context&)>(rule.check)) {
    return "every suppression";
  }
  const std::string containers = containers_of_rule(rule);
  if (rule.kinds.empty()) {
    return containers.empty() ? "every kind" : concat(containers, " of every kind with pods");
  }
  const std::string kinds = listed({rule.kinds.begin(), rule.kinds.end()});
  return containers.empty() ? kinds : concat(containers, " of ", kinds);
}

std::string example_text(std::string_view bytes, unsigned indent) {
  std::string text;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty()) text.append(indent, ' ').append(visible(line));
    text += '\n';
  }
  return text;
}

std::string explain_page(const Rule& rule, unsigned width, bool color) {
  const unsigned columns = std::min(width, kWidest);
  std::string page = concat(heading(rule.id, color), " (", severity_name(rule.severity), ", ",
                            rule.category, ")\n\n");
  const auto section = [&](std::string_view title, const std::string& body) {
    if (!body.empty()) page += concat("\n", heading(title, color), "\n", body);
  };
  page += wrap(concat(rule.summary, "."), columns, 0);
  section("Why", wrap(rule.rationale, columns, kIndent));
  section("How to fix it", wrap(rule.remediation, columns, kIndent));
  section("Options", options_text(rule, columns));
  section("Applies to", wrap(applies_to(rule), columns, kIndent));
  const auto example = std::ranges::find(rule_examples(), rule.id, &RuleExample::rule);
  if (example != rule_examples().end()) {
    section("Bad", example_text(example->bad, kIndent));
    section("Good", example_text(example->good, kIndent));
  }
  std::string references;
  for (const std::string_view url : rule.references) {
    references += concat(std::string(kIndent, ' '), url, "\n");
  }
  section("Read more", references);
  return page;
}

ExitCode run_explain(const Options& options, const Host& host) {
  const Rule* rule = find_rule(options.rule);
  if (rule == nullptr) return complain(unknown_rule(options.rule, false), host);
  const bool color = wants_color(options.color, host.variables, host.out_is_terminal);
  return print(explain_page(*rule, line_width(host.variables, host.terminal_width), color), host);
}

}  // namespace plimsoll
