#pragma once

#include <iosfwd>
#include <string>

#include "cli/file_system.h"
#include "cli/git.h"
#include "cli/terminal.h"

namespace plimsoll {

// Everything outside a run that it can see or touch, so that tests can run the program in process.
struct Host {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  const FileSystem& files;
  const Git& git;
  Variables variables;  // of the environment
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  unsigned terminal_width = 0;  // 0: unknown
  unsigned hardware_threads = 1;
  std::string today = {};  // in UTC, as 2026-12-31; empty: not known
  // Where the files lie that steer a run (--config, --baseline) when it is about others than those
  // people see; null: among `files`.
  const FileSystem* named = nullptr;

  const FileSystem& named_files() const { return named != nullptr ? *named : files; }
};

// Runs the program on this machine: argc and argv are main's. Returns the exit code.
int run_here(int argc, char** argv);

}  // namespace plimsoll
