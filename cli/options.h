#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/terminal.h"
#include "engine/lint/severity.h"

namespace plimsoll {

enum class Format { kText, kJson, kSarif };

struct OutputRequest {
  Format format = Format::kText;
  std::string file;  // empty: standard output
};

struct FileRequest {
  std::vector<std::string> paths;  // "-" is standard input
  std::string stdin_filename;      // empty: "stdin"
  std::vector<std::string> include;
  std::vector<std::string> exclude;
};

struct LintRequest {
  FileRequest files;
  std::vector<OutputRequest> outputs;  // at least one
  std::vector<std::string> select;     // rules and categories; empty: all
  std::vector<std::string> ignore;
  Severity fail_on = Severity::kWarning;
  bool report_only = false;
  bool allow_empty = false;
  bool list_files = false;
  bool quiet = false;
  unsigned threads = 1;
};

enum class Command { kPrint, kLint, kRules, kExplain, kUsageError };

// A command line, understood.
struct Options {
  Command command = Command::kLint;
  std::string text;  // what to print: help, the version, or what is wrong with the command line
  ColorChoice color = ColorChoice::kAuto;
  LintRequest lint;
  bool markdown = false;  // of the command rules
  std::string rule;       // of the command explain
};

// Reads the arguments without the program's name. `hardware_threads` is the default of --threads.
// Never throws for what a user typed: that ends as Command::kUsageError.
Options parse_options(std::vector<std::string> arguments, unsigned hardware_threads);

}  // namespace plimsoll
