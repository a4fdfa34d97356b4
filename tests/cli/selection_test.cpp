// What becomes of a rule when profiles, files, environments and flags all have a say.

#include "cli/selection.h"

#include <catch2/catch.hpp>

#include "engine/lint/context.h"
#include "engine/text/concat.h"
#include "rules/catalogue.h"

namespace plimsoll {
namespace {

using Names = std::vector<std::string>;

void check(const Document&, Context&) {}

constexpr ConfigKey kOptions[] = {
    {.name = "limit", .type = ConfigType::kInteger, .doc = "A number", .fallback = "3"},
    {.name = "names", .type = ConfigType::kStrings, .doc = "Some names", .fallback = "[a, b]"},
};

constexpr Rule kOld = {.id = "old",
                       .category = "things",
                       .severity = Severity::kError,
                       .summary = {},
                       .rationale = {},
                       .remediation = {},
                       .options = kOptions,
                       .check = static_cast<void (*)(const Document&, Context&)>(check)};
constexpr Rule kOther = {.id = "other",
                         .category = "things",
                         .summary = {},
                         .rationale = {},
                         .remediation = {},
                         .check = static_cast<void (*)(const Document&, Context&)>(check)};
constexpr Rule kNew = {.id = "new",
                       .category = "news",
                       .severity = Severity::kError,
                       .summary = {},
                       .rationale = {},
                       .remediation = {},
                       .since = "2026.10",
                       .check = static_cast<void (*)(const Document&, Context&)>(check)};
constexpr Rule kKeeper = {.id = kLockKeeper,
                          .category = "suppressions",
                          .summary = {},
                          .rationale = {},
                          .remediation = {},
                          .check = static_cast<void (*)(const Document&, Context&)>(check)};
constexpr std::string_view kRulesets[] = {"2026.1", "2026.2", "2026.10"};

RuleBook book() {
  return {.rules = {&kKeeper, &kNew, &kOld, &kOther}, .rulesets = kRulesets};
}

// Files, lowest first. One that begins with "repo:" is the repository's below a central one.
Config config_of(const Names& files) {
  std::vector<ConfigText> texts;
  for (std::string text : files) {
    const bool of_repository = text.starts_with("repo:");
    if (of_repository) text.erase(0, 5);
    texts.push_back(parse_config("c", "c", std::move(text)));
    texts.back().of_repository = of_repository;
  }
  Config config = make_config(std::move(texts));
  for (const ConfigError& error : config.errors) FAIL_CHECK(error.message);
  return config;
}

std::string level(const RuleDecision& decision) {
  if (!decision.setting.on) return "off";
  return std::string(severity_name(*decision.setting.severity));
}

std::string level_of(const Selection& selection, std::string_view rule,
                     std::string_view environment) {
  const auto own = selection.environments.find(environment);
  const auto& decisions = own == selection.environments.end() ? selection.general : own->second;
  for (const RuleDecision& one : decisions) {
    if (one.rule->id == rule) return level(one);
  }
  return "no such rule";
}

}  // namespace

TEST_CASE("what is said later, nearer and more exactly about a rule wins") {
  struct Case {
    Names files;
    Names select;
    Names ignore;
    std::string old_level;  // of the error `old`, of which `things` is the category
    std::string other;      // of the warning `other`, in the same category
  };
  const Case cases[] = {
      {{}, {}, {}, "error", "warning"},
      {{"rules: {old: off}"}, {}, {}, "off", "warning"},
      {{"rules: {old: Off}"}, {}, {}, "off", "warning"},
      {{"rules: {old: false}"}, {}, {}, "off", "warning"},
      {{"rules: {old: 'off'}"}, {}, {}, "off", "warning"},
      {{"rules: {old: no}"}, {}, {}, "off", "warning"},
      {{"rules: {old: {severity: off}}"}, {}, {}, "off", "warning"},
      {{"rules: {old: note}"}, {}, {}, "note", "warning"},
      {{"rules: {old: {severity: warning}}"}, {}, {}, "warning", "warning"},
      // a category, and a rule in it, in whatever order
      {{"rules: {old: error, things: off}"}, {}, {}, "error", "off"},
      {{"rules: {things: note, old: on}"}, {}, {}, "note", "note"},
      {{"rules: {things: note, old: warning}"}, {}, {}, "warning", "note"},
      // a severity of a category turns nothing on
      {{"rules: {things: off}", "rules: {things: error}"}, {}, {}, "off", "off"},
      {{"rules: {things: off}", "rules: {things: on}"}, {}, {}, "error", "warning"},
      // files one above the other
      {{"rules: {old: off}", "rules: {old: warning}"}, {}, {}, "warning", "warning"},
      {{"rules: {old: note}", "rules: {old: on}"}, {}, {}, "note", "warning"},
      {{"rules: {old: note}", "rules: {things: off}"}, {}, {}, "off", "off"},
      {{"rules: {old: warning}", "{}"}, {}, {}, "warning", "warning"},
      {{"ignore: old", "rules: {old: on}"}, {}, {}, "error", "warning"},
      {{"ignore: [things]\nrules: {old: on}"}, {}, {}, "error", "off"},
      {{"ignore: old", "ignore: other"}, {}, {}, "off", "off"},
      // select is a filter, of which the highest counts
      {{"select: other"}, {}, {}, "off", "warning"},
      {{"select: other", "select: old"}, {}, {}, "error", "off"},
      {{"select: other\nrules: {old: on}"}, {}, {}, "error", "warning"},
      {{"rules: {old: on}", "select: other"}, {}, {}, "off", "warning"},
      {{"ignore: old", "select: old"}, {}, {}, "error", "off"},
      {{"ignore: old", "select: things"}, {}, {}, "off", "warning"},
      // flags are above all files
      {{"rules: {old: on}"}, {"other"}, {}, "off", "warning"},
      {{"select: other"}, {"old"}, {}, "error", "off"},
      {{"rules: {old: off}"}, {"old"}, {}, "error", "off"},
      {{"rules: {old: off}"}, {"things"}, {}, "off", "warning"},
      {{"rules: {old: note}"}, {"things"}, {"other"}, "note", "off"},
      {{"rules: {old: note}"}, {"old"}, {"things"}, "off", "off"},
      // a central file is above the repository's
      {{"repo:rules: {old: off, other: off}", "rules: {old: warning}"}, {}, {}, "warning", "off"},
      {{"repo:select: other", "{}"}, {}, {}, "error", "warning"},
      {{"repo:rules: {old: note, other: error}", "locked: things"}, {}, {}, "error", "error"},
      {{"locked: old\nrules: {old: note}"}, {"other"}, {"old"}, "note", "warning"},
      {{"locked: old\nignore: things\nrules: {old: off}"}, {}, {}, "error", "off"},
  };
  for (const Case& one : cases) {
    INFO(one.files.size() << " " << (one.files.empty() ? "" : one.files.back()));
    const Config config = config_of(one.files);
    const Selection selection = select_rules(&config, one.select, one.ignore, book());
    CHECK(level_of(selection, "old", "") == one.old_level);
    CHECK(level_of(selection, "other", "") == one.other);
  }
}

TEST_CASE("an environment is above the files, and below the command line") {
  const Config config =
      config_of({"environments: {dev: {rules: {old: off}}, prd: {}}",
                 "rules: {old: note}\nenvironments:\n  dev: {rules: {other: error}}\n"
                 "  qa: {rules: {old: warning, things: on}}"});
  const Selection selection = select_rules(&config, {}, {"other"}, book());
  CHECK(level_of(selection, "old", "") == "note");
  CHECK(level_of(selection, "old", "dev") == "off");
  CHECK(level_of(selection, "old", "prd") == "note");
  CHECK(level_of(selection, "old", "qa") == "warning");
  CHECK(level_of(selection, "other", "dev") == "off");
  CHECK(selection.policy.of(kOld, "qa").severity == Severity::kWarning);
  CHECK(selection.policy.of(kOld, "unheard-of").severity == Severity::kNote);
}

TEST_CASE("a rule that is on in one environment only is run") {
  const Config config =
      config_of({"select: other\nenvironments: {dev: {}, prd: {rules: {old: on}}}"});
  const Selection selection = select_rules(&config, {}, {}, book());
  CHECK(selection.rules == std::vector<const Rule*>{&kOld, &kOther});
  CHECK(level_of(selection, "old", "dev") == "off");
  CHECK(level_of(selection, "old", "prd") == "error");
}

TEST_CASE("rules newer than the ruleset give notes, unless somebody names them") {
  const std::pair<const char*, const char*> cases[] = {
      {"{}", "error"},
      {"ruleset: 2026.1", "note"},
      {"ruleset: '2026.2'", "note"},
      {"ruleset: 2026.10", "error"},
      {"ruleset: 2026.1\nrules: {new: on}", "error"},
      {"ruleset: 2026.1\nrules: {new: warning}", "warning"},
      {"ruleset: 2026.1\nrules: {news: warning}", "note"},
      {"ruleset: 2026.1\nlocked: news", "error"},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    const Config config = config_of({text});
    const Selection selection = select_rules(&config, {}, {}, book());
    CHECK(level_of(selection, "new", "") == expected);
    CHECK(level_of(selection, "old", "") == "error");
  }
  const Config config = config_of({"ruleset: 2026.1"});
  CHECK(level_of(select_rules(&config, {"new"}, {}, book()), "new", "") == "error");
}

TEST_CASE("options are merged one by one and have defaults") {
  const Config config = config_of({"rules: {old: {options: {limit: 4, names: c}}}",
                                   "rules: {old: {severity: note, options: {limit: 5}}}"});
  const Selection selection = select_rules(&config, {}, {}, book());
  const RuleSetting& setting = selection.policy.of(kOld, "");
  REQUIRE(setting.options.size() == 2);
  CHECK(setting.options.at("limit").text() == "5");
  CHECK(setting.options.at("names").text() == "c");
  const Rule* const rules[] = {&kOld};
  const OptionDefaults defaults(rules);
  CHECK(defaults.of(kOld, "limit").text() == "3");
  CHECK(defaults.of(kOld, "names").size() == 2);
}

TEST_CASE("names and options that do not exist are marked in the configuration") {
  const std::pair<const char*, const char*> cases[] = {
      {"rules: {odl: off}", "odl: there is no rule or category odl; did you mean old?"},
      {"select: [othr]", "othr: there is no rule or category othr; did you mean other?"},
      {"ignore: thing", "thing: there is no rule or category thing; did you mean things?"},
      {"locked: zzzzzz", "zzzzzz: there is no rule or category zzzzzz"},
      {"environments: {dev: {rules: {odl: off}}}",
       "odl: there is no rule or category odl; did you mean old?"},
      {"rules: {old: {options: {limt: 1}}}", "limt: unknown key limt; did you mean limit?"},
      {"rules: {old: {options: {limit: many}}}", "many: limit wants an integer, not a string"},
      {"rules: {things: {options: {limit: 1}}}",
       "options: options are for a rule, not for a category"},
      {"ruleset: 2026.3",
       "2026.3: there is no ruleset 2026.3; this version knows 2026.1 2026.2 2026.10"},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    const Config config = config_of({text});
    const Selection selection = select_rules(&config, {}, {}, book());
    REQUIRE(selection.errors.size() == 1);
    const ConfigError& error = selection.errors.front();
    CHECK(concat(error.location.source->text(error.location.span), ": ", error.message) ==
          expected);
  }
}

TEST_CASE("every way to get rid of a locked rule is noted once") {
  const Config config =
      config_of({"repo:ignore: old\nrules: {old: {severity: note, options: {limit: 9}}}\n"
                 "environments: {dev: {rules: {things: off}}}",
                 "locked: [old]"});
  const Selection selection = select_rules(&config, {}, {"old"}, book());
  Names attempts;
  for (const Suppression& one : selection.attempts) {
    attempts.push_back(concat(one.location.source->text(one.location.span), " ", one.by));
    CHECK(one.rule == "old");
  }
  CHECK(attempts == Names{"old this configuration", "note this severity",
                          "options this configuration", "old --ignore",
                          "things this configuration"});
  CHECK(level_of(selection, "old", "dev") == "error");
  CHECK(selection.policy.of(kOld, "").options.empty());
  CHECK(selection.policy.is_locked(kKeeper));
}

TEST_CASE("the rules of the program came with rulesets that it knows, and their options are YAML") {
  const RuleBook real = rule_book();
  for (const Rule* rule : real.rules) {
    INFO(rule->id);
    CHECK(std::ranges::find(real.rulesets, rule->since) != real.rulesets.end());
    const Rule* const rules[] = {rule};
    const OptionDefaults defaults(rules);
    for (const ConfigKey& option : rule->options) {
      const Node value = defaults.of(*rule, option.name);
      REQUIRE(value.exists());
      CHECK(check_keys(value.parent(), rule->options).empty());
      CHECK_FALSE(option.doc.ends_with('.'));
    }
  }
}

}  // namespace plimsoll
