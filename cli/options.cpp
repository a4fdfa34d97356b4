// The command line. The only file that includes CLI11, whose exceptions end here.
//
// CLI11 splits arguments into options and values and writes the help. What a value may be is
// decided here, since a wrong one deserves an answer that names the right ones.

#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <functional>

#include "cli/formats/escape.h"
#include "cli/help_text.h"
#include "cli/suggest.h"
#include "engine/text/concat.h"
#include "engine/text/glob.h"
#include "engine/text/nearest.h"

namespace plimsoll {
namespace {

constexpr std::array<std::string_view, 5> kCommands = {"lint", "values", "rules", "explain",
                                                       "baseline"};
constexpr std::array<std::string_view, 3> kBaselineVerbs = {"write", "prune", "show"};
constexpr std::array<std::string_view, 3> kSeverities = {"note", "warning", "error"};
constexpr std::array<std::string_view, 3> kColors = {"auto", "always", "never"};
constexpr std::array<std::string_view, 2> kRulesFormats = {"text", "markdown"};
constexpr std::array<std::string_view, 2> kValuesFormats = {"text", "json"};
constexpr unsigned kMostThreads = 256;

struct UsageError {
  std::string message;
};

std::string joined(std::span<const std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) text += concat(text.empty() ? "" : ", ", name);
  return text;
}

// The index of `word` among `names`.
std::size_t choose(std::string_view option, std::string_view word,
                   std::span<const std::string_view> names) {
  const auto found = std::ranges::find(names, word);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  throw UsageError{
      concat(unknown(concat("value of ", option), word, names), " (it takes ", joined(names), ")")};
}

void append_list(std::vector<std::string>& list, std::string_view option, std::string_view value) {
  while (true) {
    const std::size_t comma = std::min(value.find(','), value.size());
    if (comma == 0) throw UsageError{concat(option, " has an empty name in its list")};
    list.emplace_back(value.substr(0, comma));
    if (comma == value.size()) return;
    value.remove_prefix(comma + 1);
  }
}

void append_glob(std::vector<std::string>& list, std::string_view option, const std::string& glob) {
  if (!Glob::for_paths(glob).valid()) {
    throw UsageError{concat(option, " '", visible(glob), "' is no pattern")};
  }
  list.push_back(glob);
}

unsigned parse_threads(std::string_view value) {
  unsigned threads = 0;
  const auto read = std::from_chars(value.data(), value.data() + value.size(), threads);
  const bool whole = read.ec == std::errc{} && read.ptr == value.data() + value.size();
  if (whole && threads >= 1 && threads <= kMostThreads) return threads;
  throw UsageError{
      concat("--threads takes a number from 1 to ", kMostThreads, ", not '", visible(value), "'")};
}

// An option that may come several times and whose order among the others counts: `set` is called
// with each value as it is met.
CLI::Option* each(CLI::App& app, const std::string& names, const std::string& value_name,
                  const std::string& help, const std::function<void(const std::string&)>& set) {
  return app.add_option_function<std::string>(names, set, help)
      ->trigger_on_parse()
      ->allow_extra_args(false)
      ->type_name(value_name);
}

void add_file_options(CLI::App& app, FileRequest& files) {
  app.add_option("--stdin-filename", files.stdin_filename, "The name to report standard input by")
      ->type_name("PATH");
  each(app, "--include", "GLOB", "In folders, read only files that match; repeatable",
       [&](const std::string& glob) { append_glob(files.include, "--include", glob); });
  each(app, "--exclude", "GLOB", "Leave out files that match; repeatable",
       [&](const std::string& glob) { append_glob(files.exclude, "--exclude", glob); });
}

void add_config_options(CLI::App& app, ConfigRequest& config) {
  each(app, "--config", "FILE", "Read this configuration instead of the .plimsoll.yaml above here",
       [&](const std::string& file) {
         if (file.empty()) throw UsageError{"--config takes the name of a file"};
         config.file = file;
       });
  app.add_flag("--no-config", config.none, "Read no configuration");
}

void add_chart_options(CLI::App& app, ChartOptions& chart) {
  each(app, "-f,--values", "FILE", "Values above those of the chart; repeatable, the last wins",
       [&](const std::string& file) {
         if (file == "-" || file.empty()) throw UsageError{"--values takes the name of a file"};
         chart.values.push_back(file);
       });
  constexpr std::pair<const char*, SetMode> kSets[] = {{"--set", SetMode::kSet},
                                                       {"--set-string", SetMode::kSetString},
                                                       {"--set-json", SetMode::kSetJson},
                                                       {"--set-file", SetMode::kSetFile},
                                                       {"--set-literal", SetMode::kSetLiteral}};
  for (const auto& [name, mode] : kSets) {
    each(app, name, "KEY=VALUE", "A single value, as helm takes it; repeatable",
         [&chart, mode = mode](const std::string& text) {
           chart.set.push_back({mode, text});
         });
  }
  each(app, "--env", "NAME", "Look at this environment only",
       [&](const std::string& name) { chart.environment = name; });
}

const Format* choose_format(std::string_view word) {
  std::vector<std::string_view> names;
  for (const Format* format : formats()) names.push_back(format->name);
  return formats()[choose("--format", word, names)];
}

std::string formats_help() {
  std::string text = "Formats:\n";
  for (const Format* format : formats()) {
    const std::string indent(12 - format->name.size(), ' ');
    text += concat("  ", format->name, indent, format->description, "\n");
  }
  return text;
}

void add_output_options(CLI::App& app, LintRequest& lint) {
  app.footer(formats_help());
  each(app, "--format", "FORMAT", "How to report, as listed below; repeatable",
       [&](const std::string& value) {
         lint.outputs.push_back({.format = choose_format(value), .file = {}});
       });
  each(app, "-o,--output", "FILE",
       "Write the --format before it to FILE instead of standard output",
       [&](const std::string& file) {
         if (lint.outputs.empty()) throw UsageError{"-o belongs behind the --format it is for"};
         if (!lint.outputs.back().file.empty()) {
           throw UsageError{
               concat("-o '", visible(file), "' needs a --format of its own before it")};
         }
         if (file.empty()) throw UsageError{"-o takes the name of a file"};
         lint.outputs.back().file = file;
       });
}

void add_baseline_option(CLI::App& app, LintRequest& lint, const std::string& help) {
  each(app, "--baseline", "FILE", help, [&](const std::string& file) {
    if (file.empty()) throw UsageError{"--baseline takes the name of a file"};
    lint.baseline = file;
  });
}

void add_rule_options(CLI::App& app, LintRequest& lint) {
  each(app, "--select", "RULES", "Check only these rules or categories; a comma list, repeatable",
       [&](const std::string& value) { append_list(lint.select, "--select", value); });
  each(app, "--ignore", "RULES", "Leave out these rules or categories; a comma list, repeatable",
       [&](const std::string& value) { append_list(lint.ignore, "--ignore", value); });
  app.add_flag("--allow-empty", lint.allow_empty, "Exit with 0 when there is nothing to check");
  each(app, "--threads", "N", "Threads to work with (default: one for each processor)",
       [&](const std::string& value) { lint.threads = parse_threads(value); });
}

void add_lint_options(CLI::App& app, LintRequest& lint) {
  each(app, "--fail-on", "SEVERITY", "The least severity that fails: error, warning or note",
       [&](const std::string& value) {
         lint.fail_on = static_cast<Severity>(choose("--fail-on", value, kSeverities));
       });
  app.add_flag("--report-only", lint.report_only, "Exit with 0 in spite of findings");
  app.add_flag("--list-files", lint.list_files, "Say what would be read and what not, and why");
  app.add_flag("--show-suppressed", lint.show_suppressed,
               "List what suppressions cover, and why, in the text report");
  app.add_flag("-q,--quiet", lint.quiet, "No closing summary");
}

// The options of the commands that check something.
void add_scan_options(CLI::App& app, Options& options) {
  LintRequest& lint = options.lint;
  add_file_options(app, lint.files);
  each(app, "--chart", "DIR", "Check the values of this chart", [&](const std::string& folder) {
    if (folder.empty()) throw UsageError{"--chart takes the folder of a chart"};
    lint.chart.folder = folder;
  });
  add_chart_options(app, lint.chart);
  add_config_options(app, lint.config);
  add_rule_options(app, lint);
  if (options.command == Command::kBaseline) {
    app.name("plimsoll baseline write|prune|show [PATH...]")
        ->description(
            "Keeps a file of known findings: write what is found now, prune what is mended, or "
            "show what is in it.");
    lint.baseline = kBaselineName;
    add_baseline_option(app, lint, concat("The file (default: ", kBaselineName, ")"));
    return;
  }
  add_output_options(app, lint);
  add_lint_options(app, lint);
  add_baseline_option(app, lint, "Leave out the findings that this file knows");
}

// Builds the options of one command and the line that says how it is called.
void add_options(CLI::App& app, Options& options) {
  app.name("plimsoll lint [PATH...]");
  app.description("Checks manifests; `plimsoll` alone is `plimsoll lint .`, and - standard input.");
  if (options.command == Command::kRules) {
    app.name("plimsoll rules")->description("Lists the rules.");
    each(app, "--format", "FORMAT", "text or markdown", [&](const std::string& value) {
      options.markdown = choose("--format", value, kRulesFormats) == 1;
    });
  } else if (options.command == Command::kExplain) {
    app.name("plimsoll explain RULE")
        ->description("Says what a rule finds, why, and how to fix it.");
  } else if (options.command == Command::kValues) {
    app.name("plimsoll values [CHART [KEY...]]")
        ->description("Prints a chart's values as they come out, and where each comes from.");
    add_chart_options(app, options.lint.chart);
    add_config_options(app, options.lint.config);
    each(app, "--release", "NAME", "Print this release only",
         [&](const std::string& name) { options.release = name; });
    each(app, "--format", "FORMAT", "text (YAML with comments) or json",
         [&](const std::string& value) {
           options.json = choose("--format", value, kValuesFormats) == 1;
         });
  } else {
    add_scan_options(app, options);
  }
  each(app, "--color", "WHEN", "Colours: auto, always or never", [&](const std::string& value) {
    options.color = static_cast<ColorChoice>(choose("--color", value, kColors));
  });
}

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

// Without paths, a chart that is named is all there is to look at.
void check_chart(LintRequest& lint) {
  if (lint.config.none && !lint.config.file.empty()) {
    throw UsageError{"--config and --no-config exclude each other"};
  }
  const bool named = !lint.chart.folder.empty();
  if (!named && (!lint.chart.values.empty() || !lint.chart.set.empty())) {
    throw UsageError{"--values and --set are about a chart: name it with --chart DIR"};
  }
  if (lint.files.paths.empty() && !named) lint.files.paths.emplace_back(".");
}

void use_paths(std::vector<std::string> paths, LintRequest& lint) {
  lint.files.paths = std::move(paths);
  check_chart(lint);
  // `plimsoll lint "$FOLDER"` where nothing set FOLDER.
  if (std::ranges::find(lint.files.paths, "") != lint.files.paths.end()) {
    throw UsageError{"a path is empty; was a variable not set?"};
  }
}

// The verb and the paths behind it. What is shown is the file, so no path goes with that.
void use_baseline_words(std::vector<std::string> words, Options& options) {
  if (words.empty()) throw UsageError{"baseline takes one of write, prune and show"};
  options.verb = static_cast<BaselineVerb>(choose("baseline", words.front(), kBaselineVerbs));
  words.erase(words.begin());
  if (options.verb == BaselineVerb::kShow && !words.empty()) {
    throw UsageError{concat("unexpected '", visible(words.front()), "'")};
  }
  use_paths(std::move(words), options.lint);
}

void use_words(std::vector<std::string> words, Options& options) {
  if (options.command == Command::kBaseline) return use_baseline_words(std::move(words), options);
  if (options.command == Command::kValues) {
    if (!words.empty()) options.lint.chart.folder = words.front();
    options.keys.assign(words.empty() ? words.begin() : words.begin() + 1, words.end());
    return;
  }
  if (options.command == Command::kLint) {
    return use_paths(std::move(words), options.lint);
  }
  const std::size_t wanted = options.command == Command::kExplain ? 1 : 0;
  if (words.size() > wanted) throw UsageError{concat("unexpected '", visible(words[wanted]), "'")};
  if (words.size() < wanted) {
    throw UsageError{"explain takes the name of a rule; 'plimsoll rules' lists them"};
  }
  if (wanted == 1) options.rule = std::move(words.front());
}

void check_outputs(LintRequest& lint) {
  std::vector<OutputRequest>& outputs = lint.outputs;
  if (lint.list_files && !outputs.empty()) {
    throw UsageError{"--list-files is no report: it takes neither --format nor -o"};
  }
  if (outputs.empty()) outputs.emplace_back();
  std::vector<std::string> files;
  for (OutputRequest& output : outputs) {
    if (output.file == "-") output.file.clear();
    files.push_back(output.file);
  }
  std::ranges::sort(files);
  const auto twice = std::ranges::adjacent_find(files);
  if (twice == files.end()) return;
  throw UsageError{twice->empty()
                       ? "only one --format can go to standard output; give the others -o FILE"
                       : concat("two formats are to be written to '", visible(*twice), "'")};
}

// Takes the command off the front. `plimsoll` alone, or with nothing but options, is `plimsoll
// lint`. A path is not taken for one: a misspelt command would be looked for as a file.
Command take_command(std::vector<std::string>& arguments) {
  if (arguments.empty() || arguments.front().starts_with('-')) return Command::kLint;
  const std::string word = arguments.front();
  arguments.erase(arguments.begin());
  if (word == "lint") return Command::kLint;
  if (word == "values") return Command::kValues;
  if (word == "rules") return Command::kRules;
  if (word == "explain") return Command::kExplain;
  if (word == "baseline") return Command::kBaseline;
  std::string message = unknown("command", word, kCommands);
  if (!nearest(word, kCommands)) {
    message += concat("; did you mean 'plimsoll lint ", visible(word), "'?");
  }
  throw UsageError{std::move(message)};
}

void parse(CLI::App& app, std::vector<std::string> arguments, Options& options) {
  options.command = take_command(arguments);
  add_options(app, options);
  const auto mark = std::ranges::find(arguments, "--");
  std::vector<std::string> rest(mark == arguments.end() ? mark : mark + 1, arguments.end());
  arguments.erase(mark, arguments.end());
  std::ranges::reverse(arguments);  // CLI11 takes them off the end
  app.parse(std::move(arguments));

  std::vector<std::string> words = take_words(app);
  words.insert(words.end(), rest.begin(), rest.end());
  use_words(std::move(words), options);
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
