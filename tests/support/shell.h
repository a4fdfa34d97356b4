#pragma once

#include <sys/wait.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

namespace plimsoll::test {

// A folder of its own below the system's temporary one, removed with the object.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "plimsoll.XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
    path_ = pattern;
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

struct ShellResult {
  int exit_code = 0;
  std::string output;  // of stdout
};

// Runs a line of POSIX shell in `folder`, with the program under test as `plimsoll`. Standard error
// is dropped unless the line redirects it.
inline ShellResult run_shell(const std::string& line, const std::filesystem::path& folder) {
  const TemporaryFolder scripts;
  const std::filesystem::path script = scripts.path() / "line.sh";
  std::ofstream(script) << line << '\n';
  const std::string program_folder = std::filesystem::path(PLIMSOLL_PROGRAM).parent_path();
  const std::string command = "cd '" + folder.string() + "' && PATH='" + program_folder +
                              "':\"$PATH\" sh '" + script.string() + "' 2>/dev/null";
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("popen failed");
  ShellResult result;
  char buffer[4096];
  while (const std::size_t size = std::fread(buffer, 1, sizeof buffer, pipe)) {
    result.output.append(buffer, size);
  }
  const int status = pclose(pipe);
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

}  // namespace plimsoll::test
