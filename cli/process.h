#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace plimsoll {

struct ProcessRequest {
  std::vector<std::string> arguments;    // the program's absolute path first; never a shell
  std::vector<std::string> environment;  // NAME=value, the whole of it
  std::string input;                     // standard input
  std::chrono::milliseconds timeout{30'000};
  std::size_t max_output = std::size_t{256} << 20;  // bytes of each stream
};

struct ProcessResult {
  int exit_code = -1;  // 128 + n when a signal n ended it
  std::string output;
  std::string errors;
  std::string failure;  // why there is no exit code: not started, took too long, said too much
};

// Runs a program to its end, feeding and draining its three streams at once, so that neither side
// waits for the other. On a timeout the program and all it started are killed.
ProcessResult run_process(const ProcessRequest& request);

// The absolute path of a program, sought in the folders of `path` (the value of PATH). Entries that
// are not absolute are passed over: they would run what lies in the folder being scanned. Empty
// when there is none.
std::string find_program(const std::string& name, const std::string& path);

}  // namespace plimsoll
