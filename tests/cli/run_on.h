#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "cli/formats/format.h"
#include "cli/run.h"
#include "tests/cli/memory_file_system.h"

namespace plimsoll {

class NoGit final : public Git {
 public:
  Root root(const std::string&) const override { return {"", "no git here"}; }
  Ignored ignored(const std::string&, const std::vector<std::string>&) const override { return {}; }
};

struct Outcomes {
  int exit_code;
  std::string out;
  std::string err;
};

inline std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const Format* format : formats()) names.emplace_back(format->name);
  return names;
}

// Runs the program in process, on a tree in memory.
inline Outcomes run_on(const MemoryFileSystem& files, std::vector<std::string> arguments,
                       const std::string& input = "", Variables variables = {}) {
  std::istringstream in(input);
  std::ostringstream out, err;
  const NoGit git;
  const Host host{.in = in,
                  .out = out,
                  .err = err,
                  .files = files,
                  .git = git,
                  .variables = std::move(variables),
                  .today = "2026-06-30"};
  const int exit_code = run(std::move(arguments), host);
  return {exit_code, out.str(), err.str()};
}

}  // namespace plimsoll
