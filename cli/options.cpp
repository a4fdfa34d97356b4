// The command line: one table of commands, each with the options it takes and what it makes of the
// words between them.
//
// CLI11 splits arguments into options and values and writes the help. Its exceptions end here, as
// do those of cli/option_parts.h.

#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>

#include "cli/formats/escape.h"
#include "cli/git_options.h"
#include "cli/help_text.h"
#include "cli/option_parts.h"
#include "cli/scan_options.h"
#include "cli/setup_options.h"
#include "cli/suggest.h"
#include "engine/text/concat.h"
#include "engine/text/nearest.h"

namespace plimsoll {
namespace {

constexpr std::array<std::string_view, 3> kBaselineVerbs = {"write", "prune", "show"};
constexpr std::array<std::string_view, 3> kColors = {"auto", "always", "never"};
constexpr std::array<std::string_view, 2> kRulesFormats = {"text", "markdown"};
constexpr std::array<std::string_view, 2> kValuesFormats = {"text", "json"};

using Words = std::vector<std::string>;

void add_lint(CLI::App& app, Options& options) {
  app.name("plimsoll lint [PATH...]");
  app.description("Checks manifests; `plimsoll` alone is `plimsoll lint .`, and - standard input.");
  add_scan_options(app, options.lint);
  add_report_options(app, options.lint);
  add_git_options(app, options.lint.git);
  add_baseline_option(app, options.lint, "Leave out the findings that this file knows");
}

void use_lint(const Words& words, Options& options) {
  check_git(options.lint.git);
  use_paths(words, options.lint);
}

void add_values(CLI::App& app, Options& options) {
  app.name("plimsoll values [CHART [KEY...]]");
  app.description("Prints a chart's values as they come out, and where each comes from.");
  add_chart_options(app, options.lint.chart);
  add_config_options(app, options.lint.config);
  each(app, "--release", "NAME", "Print this release only",
       [&](const std::string& name) { options.release = name; });
  each(app, "--format", "FORMAT", "text (YAML with comments) or json",
       [&](const std::string& value) {
         options.json = choose("--format", value, kValuesFormats) == 1;
       });
}

void use_values(const Words& words, Options& options) {
  if (words.empty()) return;
  options.lint.chart.folder = words.front();
  options.keys.assign(words.begin() + 1, words.end());
}

void add_rules(CLI::App& app, Options& options) {
  app.name("plimsoll rules");
  app.description("Lists the rules.");
  each(app, "--format", "FORMAT", "text or markdown", [&](const std::string& value) {
    options.markdown = choose("--format", value, kRulesFormats) == 1;
  });
}

void use_rules(const Words& words, Options&) {
  refuse_words(words, 0);
}

void add_explain(CLI::App& app, Options&) {
  app.name("plimsoll explain RULE");
  app.description("Says what a rule finds, why, and how to fix it.");
}

void use_explain(const Words& words, Options& options) {
  refuse_words(words, 1);
  if (words.empty()) {
    throw UsageError{"explain takes the name of a rule; 'plimsoll rules' lists them"};
  }
  options.rule = words.front();
}

void add_baseline(CLI::App& app, Options& options) {
  app.name("plimsoll baseline write|prune|show [PATH...]");
  app.description(
      "Keeps a file of known findings: write what is found now, prune what is mended, or show "
      "what is in it.");
  add_scan_options(app, options.lint);
  add_baseline_option(app, options.lint,
                      concat("The file (default: the configuration's, else ", kBaselineName, ")"));
}

// The verb and the paths behind it. What is shown is the file, so no path goes with that.
void use_baseline(const Words& words, Options& options) {
  if (words.empty()) throw UsageError{"baseline takes one of write, prune and show"};
  options.verb = static_cast<BaselineVerb>(choose("baseline", words.front(), kBaselineVerbs));
  if (options.verb == BaselineVerb::kShow) refuse_words(words, 1);
  use_paths({words.begin() + 1, words.end()}, options.lint);
}

void add_config(CLI::App& app, Options& options) {
  app.name("plimsoll config");
  app.description("Prints the configuration in effect, and where each line comes from.");
  add_config_options(app, options.lint.config);
  add_choice_options(app, options.lint);
  each(app, "--format", "FORMAT", "text (YAML with comments) or json",
       [&](const std::string& value) {
         options.json = choose("--format", value, kValuesFormats) == 1;
       });
  app.add_flag("--schema", options.schema, "Print the JSON Schema of .plimsoll.yaml instead");
}

void use_config(const Words& words, Options&) {
  refuse_words(words, 0);
}

struct CommandEntry {
  std::string_view word;
  Command command;
  void (*add_options)(CLI::App&, Options&);
  void (*use_words)(const Words&, Options&);  // what is no option and no value of one
};

// The first is meant when none is named.
constexpr CommandEntry kCommands[] = {
    {"lint", Command::kLint, add_lint, use_lint},
    {"values", Command::kValues, add_values, use_values},
    {"rules", Command::kRules, add_rules, use_rules},
    {"explain", Command::kExplain, add_explain, use_explain},
    {"baseline", Command::kBaseline, add_baseline, use_baseline},
    {"hook install", Command::kHookInstall, add_hook_install_options, use_installed_hook},
    {"hook uninstall", Command::kHookUninstall, add_hook_uninstall_options, use_installed_hook},
    {"init", Command::kInit, add_init_options, use_init_words},
    {"config", Command::kConfig, add_config, use_config},
    {"hook", Command::kHook, add_hook_options, use_hook_words},
};

// Everything that is no option and no value of one. CLI11's own positional arguments are not used:
// they would take a folder called "[x]" for a list.
std::vector<std::string> take_words(const CLI::App& app) {
  std::vector<std::string> words = app.remaining();
  const auto is_option = [](const std::string& word) { return word.size() > 1 && word[0] == '-'; };
  const auto option = std::ranges::find_if(words, is_option);
  if (option == words.end()) return words;
  std::vector<std::string> names;
  for (const CLI::Option* known : app.get_options()) {
    for (const std::string& name : known->get_lnames()) names.push_back("--" + name);
  }
  throw UsageError{unknown("option", option->substr(0, option->find('=')),
                           std::vector<std::string_view>(names.begin(), names.end()))};
}

// Takes the command off the front. `plimsoll` alone, or with nothing but options, is `plimsoll
// lint`. A path is not taken for one: a misspelt command would be looked for as a file.
const CommandEntry& take_command(Words& arguments) {
  if (arguments.empty() || arguments.front().starts_with('-')) return kCommands[0];
  const std::string word = arguments.front();
  arguments.erase(arguments.begin());
  const std::string two_words = concat(word, " ", arguments.empty() ? "" : arguments.front());
  std::vector<std::string_view> names;
  for (const CommandEntry& entry : kCommands) {
    if (entry.word == two_words) arguments.erase(arguments.begin());
    if (entry.word == word || entry.word == two_words) return entry;
    names.push_back(entry.word);
  }
  if (!nearest(word, names) && nearest(two_words, names)) {
    throw UsageError{unknown("command", two_words, names)};
  }
  std::string message = unknown("command", word, names);
  if (!nearest(word, names)) {
    message += concat("; did you mean 'plimsoll lint ", visible(word), "'?");
  }
  throw UsageError{std::move(message)};
}

void parse(CLI::App& app, Words arguments, Options& options) {
  const CommandEntry& entry = take_command(arguments);
  options.command = entry.command;
  entry.add_options(app, options);
  each(app, "--color", "WHEN", "Colours: auto, always or never", [&](const std::string& value) {
    options.color = static_cast<ColorChoice>(choose("--color", value, kColors));
  });
  const auto mark = std::ranges::find(arguments, "--");
  Words rest(mark == arguments.end() ? mark : mark + 1, arguments.end());
  arguments.erase(mark, arguments.end());
  std::ranges::reverse(arguments);  // CLI11 takes them off the end
  app.parse(std::move(arguments));

  Words words = take_words(app);
  words.insert(words.end(), rest.begin(), rest.end());
  entry.use_words(words, options);
  check_outputs(options.lint);
}

bool asks(const std::vector<std::string>& arguments, std::initializer_list<std::string_view> how) {
  return arguments.size() == 1 && std::ranges::find(how, arguments[0]) != how.end();
}

}  // namespace

Options parse_options(std::vector<std::string> arguments, unsigned hardware_threads) {
  Options options;
  options.lint.threads = std::clamp(hardware_threads, 1u, kMostThreads);
  options.command = Command::kPrint;
  if (asks(arguments, {"-h", "--help", "help"})) options.text = kHelp;
  if (asks(arguments, {"-V", "--version", "version"}))
    options.text = "plimsoll " PLIMSOLL_VERSION "\n";
  if (!options.text.empty()) return options;

  CLI::App app;
  app.get_formatter()->column_width(30);
  app.allow_extras();
  try {
    parse(app, std::move(arguments), options);
  } catch (const CLI::CallForHelp&) {
    options.command = Command::kPrint;
    options.text = app.help();
  } catch (const CLI::ParseError& error) {
    options.command = Command::kUsageError;
    options.text = visible(error.what());
  } catch (const UsageError& error) {
    options.command = Command::kUsageError;
    options.text = error.message;
  }
  return options;
}

}  // namespace plimsoll
