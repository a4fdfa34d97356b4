// From a command line to a report, whatever is then made of it:
//
//   find the configuration · put it under the flags · find the files · sort them · read and check
//
// A configuration that is wrong ends the run there, as input that could not be read: what it asks
// for is unknown, so nothing may be called clean.

#include "cli/scan.h"

#include <algorithm>
#include <istream>
#include <utility>

#include "cli/formats/escape.h"
#include "cli/progress.h"
#include "engine/text/concat.h"
#include "engine/values/set_syntax.h"
#include "engine/yaml/limits.h"

namespace plimsoll {
namespace {

ReadResult read_stream(std::istream& stream) {
  ReadResult result;
  std::vector<char> buffer(64u << 10);
  while (stream) {
    stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    result.bytes.append(buffer.data(), static_cast<std::size_t>(stream.gcount()));
    if (result.bytes.size() > kMaxInputBytes) return {.bytes = "", .error = too_large()};
  }
  if (stream.bad()) return {.bytes = "", .error = "cannot be read"};
  return result;
}

// What stands in a repository for a file that Git LFS keeps elsewhere, and in its place while it
// has not been fetched. Three lines, which would be read as one odd scalar. Facts:
// https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
constexpr std::string_view kPointer =
    "is a Git LFS pointer; the file itself is not in the repository (git lfs pull fetches it)";

bool is_lfs_pointer(std::string_view bytes) {
  constexpr std::string_view kStart = "version https://git-lfs.github.com/spec/v1\n";
  constexpr std::size_t kLongest = 1024;
  return bytes.size() < kLongest && bytes.starts_with(kStart);
}

// What --set-file flags name. Relative paths are the working folder's, as with helm.
void read_set_files(Scan& scan, const Host& host) {
  for (SetRequest& set : scan.request.chart.set) {
    if (set.mode != SetMode::kSetFile) continue;
    for (const Assignment& one : parse_set(set.mode, set.text).assignments) {
      ReadResult read = host.files.read(one.value.text);
      if (!read.error.empty()) {
        scan.error = concat("--set-file ", visible(one.value.text), ": ", read.error);
      }
      set.files[one.value.text] = std::move(read.bytes);
    }
  }
}

// The reported path of something the command line names, by its canonical path.
std::string reported(const std::string& real, const Scan& scan) {
  const std::string& base = scan.discovery.base;
  return is_within(real, base) ? relative_to(real, base) : file_name(real);
}

// A file as seen from the working folder.
std::string seen_from(const std::string& folder, const std::string& real) {
  std::string climbed;
  std::string from = folder;
  for (; !is_within(real, from); from = parent_folder(from)) climbed += "../";
  return climbed + relative_to(real, from);
}

// The values files of the command line, which may lie anywhere: what reported paths are relative to
// does not depend on them. One from elsewhere goes by its name, and by another where that is taken.
std::vector<std::string> add_named_values(Scan& scan, const Host& host) {
  std::vector<std::string> names;
  for (const std::string& path : scan.request.chart.values) {
    const std::string real = host.files.canonical(path);
    std::string name = reported(real, scan);
    std::vector<Input>& inputs = scan.discovery.inputs;
    const auto named = [&name](const Input& input) { return input.reported_path == name; };
    auto same = std::ranges::find_if(inputs, named);
    while (same != inputs.end() && host.files.canonical(same->path) != real) {
      name = concat("outside/", name);
      same = std::ranges::find_if(inputs, named);
    }
    names.push_back(name);
    if (same != inputs.end()) continue;
    inputs.push_back({.path = path, .reported_path = std::move(name), .values = true});
  }
  std::ranges::sort(scan.discovery.inputs, {}, &Input::reported_path);
  return names;
}

// Files that the configuration names for a chart of this run, and that lie outside the paths.
void add_wanted_files(Scan& scan, const Host& host) {
  for (const std::string& path : scan.project.wanted) {
    const std::string real = join_path(scan.discovery.base, path);
    if (host.files.status(real).type != FileType::kRegular) continue;
    scan.discovery.inputs.push_back({.path = seen_from(host.files.canonical("."), real),
                                     .reported_path = path,
                                     .values = true});
  }
  std::ranges::sort(scan.discovery.inputs, {}, &Input::reported_path);
}

void find_files(Scan& scan, const Host& host) {
  LintRequest& request = scan.request;
  const ChartOptions& chart = request.chart;
  if (!chart.folder.empty()) {
    request.files.paths.push_back(chart.folder);
    if (host.files.status(join_path(chart.folder, "Chart.yaml")).type != FileType::kRegular) {
      scan.error = concat("no Chart.yaml is in ", visible(chart.folder));
      return;
    }
  }
  scan.discovery = discover(request.files, host.files, host.git);
  const std::vector<std::string> values = add_named_values(scan, host);
  const std::string folder =
      chart.folder.empty() ? "" : reported(host.files.canonical(chart.folder), scan);
  const std::string config_folder =
      scan.config ? relative_to(scan.config->folder, scan.discovery.base) : "";
  scan.project = make_project(scan.config ? &scan.config->config : nullptr, config_folder, chart,
                              values, folder, scan.discovery.inputs, scan.discovery.left_out);
  scan.error = scan.project.error;
  add_wanted_files(scan, host);
}

void use_config(const ConfigFile& file, const std::string& base, LintOptions& options) {
  options.default_namespace = file.config.default_namespace;
  std::vector<ExternalObject> externals;
  for (const ConfigExternal& one : file.config.externals) {
    externals.push_back({one.kind, one.name_space, one.name, one.labels});
  }
  options.externals = ExternalObjects(std::move(externals));
  options.suppression.configured = file.config.suppressions;
  options.suppression.require_reasons = file.config.require_reasons;
  if (file.folder != base && is_within(file.folder, base)) {
    options.suppression.folder = relative_to(file.folder, base);
  }
}

// The rules of the run, now that the configuration is known; what names no rule is its mistake.
void choose_rules(Scan& scan) {
  Config& config = scan.config->config;
  Selection selection = select_rules(&config, scan.request.select, scan.request.ignore);
  if (!selection.errors.empty()) {
    config.errors = std::move(selection.errors);
  } else {
    scan.selection = std::move(selection);
  }
}

Scan configure_as(const LintRequest& request, const Host& host, const Host& configured) {
  Scan scan{.request = request};
  scan.selection = select_rules(nullptr, request.select, request.ignore);
  scan.config = find_config(request.config, configured, scan.error);
  if (!scan.error.empty()) return scan;
  if (scan.config) {
    if (&host == &configured) check_config_paths(*scan.config, host.files);
    if (!scan.misconfigured() && scan.selection.error.empty()) choose_rules(scan);
    if (scan.misconfigured()) return scan;
    apply_config(*scan.config, scan.request);
    // Said as people would type it: messages name no place of this machine.
    std::string& baseline = scan.request.baseline;
    if (request.baseline.empty() && !baseline.empty()) {
      baseline = seen_from(host.files.canonical("."), baseline);
    }
  }
  return scan;
}

}  // namespace

Scan configure(const LintRequest& request, const Host& host) {
  return configure_as(request, host, host);
}

Scan prepare_scan(const LintRequest& request, const Host& host) {
  return prepare_scan(request, host, host);
}

Scan prepare_scan(const LintRequest& request, const Host& host, const Host& configured) {
  Scan scan = configure_as(request, host, configured);
  if (!scan.error.empty() || scan.misconfigured()) return scan;
  read_set_files(scan, host);
  if (scan.error.empty()) find_files(scan, host);
  return scan;
}

Report run_scan(Scan& scan, std::vector<const Rule*> rules, const Host& host, ParsedFiles* parsed,
                std::function<void(std::size_t, std::size_t)> progress) {
  const auto read = [&](const Input& input) {
    if (input.is_stdin) return read_stream(host.in);
    ReadResult result = host.files.read(input.path);
    if (is_lfs_pointer(result.bytes))
      return ReadResult{.bytes = {}, .error = std::string(kPointer)};
    return result;
  };
  LintOptions options{.rules = std::move(rules), .threads = scan.request.threads};
  options.environments = scan.project.environments;
  options.charts = scan.project.charts;
  options.suppression.today = host.today;
  options.policy = scan.selection.policy;
  options.attempts = scan.selection.attempts;
  options.suppression.obey_inline = scan.request.obey_inline;
  options.suppression.partial = scan.partial;
  options.progress = std::move(progress);
  options.timed = scan.request.timings;
  options.parsed = parsed;
  if (scan.config) use_config(*scan.config, scan.discovery.base, options);
  Report report =
      lint(std::move(scan.discovery.inputs), read, std::move(scan.discovery.left_out), options);
  report.ledger.warnings = std::move(scan.discovery.warnings);
  if (scan.config) {
    for (const auto& file : scan.config->config.files) report.steering.push_back(file.get());
  }
  return report;
}

Report scan_with_progress(Scan& scan, std::vector<const Rule*> rules, const Host& host,
                          ParsedFiles* parsed) {
  ProgressLine line(host, !scan.request.quiet && wants_progress(host), "reading files");
  return run_scan(scan, std::move(rules), host, parsed,
                  [&line](std::size_t read, std::size_t files) { line.tell(read, files); });
}

Report report_config_errors(Config& config) {
  return report_errors(std::move(config.files), config.errors);
}

Report report_errors(std::unique_ptr<const YamlFile> file, std::span<const ConfigError> errors) {
  std::vector<std::unique_ptr<const YamlFile>> files;
  files.push_back(std::move(file));
  return report_errors(std::move(files), errors);
}

Report report_errors(std::vector<std::unique_ptr<const YamlFile>> files,
                     std::span<const ConfigError> errors) {
  Report report;
  for (const ConfigError& error : errors) {
    const SourceFile& source = *error.location.source;
    LedgerEntry entry;
    entry.path = source.path();
    entry.reported_path = source.reported_path();
    entry.outcome = Outcome::kUnreadable;
    entry.reason = error.message;
    entry.span = error.location.span;
    entry.source = &source;
    report.ledger.entries.push_back(std::move(entry));
  }
  report.files = std::move(files);
  return report;
}

}  // namespace plimsoll
