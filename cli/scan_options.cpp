// The options of the commands that check something: which files, which charts, which rules, and
// what is reported where.

#include "cli/scan_options.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "cli/formats/escape.h"
#include "cli/option_parts.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

constexpr std::array<std::string_view, 3> kSeverities = {"note", "warning", "error"};

unsigned parse_threads(std::string_view value) {
  unsigned threads = 0;
  const auto read = std::from_chars(value.data(), value.data() + value.size(), threads);
  const bool whole = read.ec == std::errc{} && read.ptr == value.data() + value.size();
  if (whole && threads >= 1 && threads <= kMostThreads) return threads;
  throw UsageError{
      concat("--threads takes a number from 1 to ", kMostThreads, ", not '", visible(value), "'")};
}

void add_file_options(CLI::App& app, FileRequest& files) {
  app.add_option("--stdin-filename", files.stdin_filename, "The name to report standard input by")
      ->type_name("PATH");
  each(app, "--include", "GLOB", "In folders, read only files that match; repeatable",
       [&](const std::string& glob) { append_glob(files.include, "--include", glob); });
  each(app, "--exclude", "GLOB", "Leave out files that match; repeatable",
       [&](const std::string& glob) { append_glob(files.exclude, "--exclude", glob); });
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
         require_value("-o", "the name of a file", file);
         lint.outputs.back().file = file;
       });
}

void add_selection(CLI::App& app, LintRequest& lint) {
  each(app, "--select", "RULES", "Check only these rules or categories; a comma list, repeatable",
       [&](const std::string& value) { append_list(lint.select, "--select", value); });
  each(app, "--ignore", "RULES", "Leave out these rules or categories; a comma list, repeatable",
       [&](const std::string& value) { append_list(lint.ignore, "--ignore", value); });
  app.add_flag_callback(
      "--no-inline-suppressions", [&lint] { lint.obey_inline = false; },
      "Obey no suppression in comments and annotations");
  app.add_flag("--allow-empty", lint.allow_empty, "Exit with 0 when there is nothing to check");
}

void add_verdict(CLI::App& app, LintRequest& lint) {
  each(app, "--fail-on", "SEVERITY", "The least severity that fails: error, warning or note",
       [&](const std::string& value) {
         lint.fail_on = static_cast<Severity>(choose("--fail-on", value, kSeverities));
       });
  app.add_flag("--report-only", lint.report_only, "Exit with 0 in spite of findings");
}

void add_lint_options(CLI::App& app, LintRequest& lint) {
  add_fail_options(app, lint);
  app.add_flag("--list-files", lint.list_files, "Say what would be read and what not, and why");
  app.add_flag("--show-suppressed", lint.show_suppressed,
               "List what suppressions cover, and why, in the text report");
  app.add_flag("--statistics", lint.statistics,
               "Count what each rule found instead of listing it, in the formats text and json");
  app.add_flag("--timings", lint.timings, "Say on standard error what took how long");
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

}  // namespace

void add_rule_options(CLI::App& app, LintRequest& lint) {
  add_selection(app, lint);
  each(app, "--threads", "N", "Threads to work with (default: one for each processor)",
       [&](const std::string& value) { lint.threads = parse_threads(value); });
}

void add_fail_options(CLI::App& app, LintRequest& lint) {
  add_verdict(app, lint);
  app.add_flag("-q,--quiet", lint.quiet, "No closing summary");
}

void add_config_options(CLI::App& app, ConfigRequest& config) {
  each(app, "--config", "FILE", "Read this configuration instead of the .plimsoll.yaml above here",
       [&](const std::string& file) {
         require_value("--config", "the name of a file", file);
         config.file = file;
       });
  app.add_flag("--no-config", config.none, "Read no configuration");
}

void add_choice_options(CLI::App& app, LintRequest& lint) {
  add_selection(app, lint);
  add_verdict(app, lint);
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

void add_baseline_option(CLI::App& app, LintRequest& lint, const std::string& help) {
  each(app, "--baseline", "FILE", help, [&](const std::string& file) {
    require_value("--baseline", "the name of a file", file);
    lint.baseline = file;
  });
}

void add_scan_options(CLI::App& app, LintRequest& lint) {
  add_file_options(app, lint.files);
  each(app, "--chart", "DIR", "Check the values of this chart", [&](const std::string& folder) {
    require_value("--chart", "the folder of a chart", folder);
    lint.chart.folder = folder;
  });
  add_chart_options(app, lint.chart);
  add_config_options(app, lint.config);
  add_rule_options(app, lint);
}

void add_report_options(CLI::App& app, LintRequest& lint) {
  add_output_options(app, lint);
  add_lint_options(app, lint);
}

void use_paths(std::vector<std::string> paths, LintRequest& lint) {
  lint.files.paths = std::move(paths);
  check_chart(lint);
  // `plimsoll lint "$FOLDER"` where nothing set FOLDER.
  if (std::ranges::find(lint.files.paths, "") != lint.files.paths.end()) {
    throw UsageError{"a path is empty; was a variable not set?"};
  }
}

void check_outputs(LintRequest& lint) {
  std::vector<OutputRequest>& outputs = lint.outputs;
  if (lint.list_files && !outputs.empty()) {
    throw UsageError{"--list-files is no report: it takes neither --format nor -o"};
  }
  if (outputs.empty()) outputs.emplace_back();
  const auto counts = [](const OutputRequest& output) { return output.format->statistics; };
  if (lint.statistics && std::ranges::none_of(outputs, counts)) {
    throw UsageError{"--statistics goes with --format text or json"};
  }
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

}  // namespace plimsoll
