#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/formats/format.h"
#include "cli/terminal.h"
#include "engine/lint/severity.h"
#include "engine/values/release.h"

namespace plimsoll {

// The file of known findings unless --baseline names another.
inline constexpr const char* kBaselineName = ".plimsoll-baseline.json";

// The most that --threads takes.
inline constexpr unsigned kMostThreads = 256;

struct OutputRequest {
  const Format* format = formats().front();
  std::string file;  // empty: standard output
};

struct FileRequest {
  std::vector<std::string> paths;  // "-" is standard input
  std::string stdin_filename;      // empty: "stdin"
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  // The same from a configuration file, whose folder they are relative to.
  std::string config_folder;  // canonical; empty without a configuration
  std::vector<std::string> config_include;
  std::vector<std::string> config_exclude;
};

// Where the configuration comes from: `file`, or found from the working folder upwards.
struct ConfigRequest {
  std::string file;
  bool none = false;  // --no-config
};

// The chart that the command line names, and what differs from its values.yaml.
struct ChartOptions {
  std::string folder;               // empty: none is named
  std::vector<std::string> values;  // files, in order
  std::vector<SetRequest> set;
  std::string environment;  // the only one to look at; empty: all
};

struct LintRequest {
  FileRequest files;
  ConfigRequest config;
  ChartOptions chart;
  std::vector<OutputRequest> outputs;  // at least one
  std::vector<std::string> select;     // rules and categories; empty: all
  std::vector<std::string> ignore;
  std::optional<Severity> fail_on;  // when absent: warning
  bool report_only = false;
  bool allow_empty = false;
  bool list_files = false;
  bool show_suppressed = false;
  bool quiet = false;
  std::string baseline;  // a file of known findings; empty: none
  unsigned threads = 1;
};

enum class Command {
  kPrint,
  kLint,
  kValues,
  kRules,
  kExplain,
  kBaseline,
  kHookInstall,
  kHookUninstall,
  kInit,
  kConfig,
  kUsageError
};
enum class BaselineVerb { kWrite, kPrune, kShow };

// A command line, understood.
struct Options {
  Command command = Command::kLint;
  std::string text;  // what to print: help, the version, or what is wrong with the command line
  ColorChoice color = ColorChoice::kAuto;
  LintRequest lint;                         // of the command values too, as far as it goes
  std::vector<std::string> keys;            // of the command values: the paths to print; empty: all
  std::string release;                      // of the command values: the only one to print
  bool json = false;                        // of the commands values and config
  bool markdown = false;                    // of the command rules
  std::string rule;                         // of the command explain
  BaselineVerb verb = BaselineVerb::kShow;  // of the command baseline, as is lint
  std::string hook;                         // of hook install and uninstall: which one
  std::string folder = ".";                 // of the command init
  bool force = false;                       // of the commands hook install and init
  bool schema = false;                      // of the command config
};

// Reads the arguments without the program's name. `hardware_threads` is the default of --threads.
// Never throws for what a user typed: that ends as Command::kUsageError.
Options parse_options(std::vector<std::string> arguments, unsigned hardware_threads);

}  // namespace plimsoll
