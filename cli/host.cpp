// The real surroundings of the program: standard streams, environment, terminal.

#include "cli/host.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <thread>

#include "cli/run.h"

namespace plimsoll {
namespace {

// A standard stream that the caller closed would be reused by the next file that is opened, and
// the report would be written into it. Reading from the stand-in finds nothing, writing fails.
void occupy_standard_streams() {
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream) {
    if (::fcntl(stream, F_GETFD) == -1) static_cast<void>(::open("/dev/null", O_RDONLY));
  }
}

unsigned measure_width() {
  winsize size{};
  return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

std::string today() {
  const std::chrono::year_month_day day(
      std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  std::array<char, 40> text{};
  const int size = std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", int(day.year()),
                                 unsigned(day.month()), unsigned(day.day()));
  return {text.data(), static_cast<std::size_t>(std::max(size, 0))};
}

std::vector<std::string> read_environment() {
  std::vector<std::string> variables;
  for (char** variable = environ; variable != nullptr && *variable != nullptr; ++variable) {
    variables.emplace_back(*variable);
  }
  return variables;
}

Variables by_name(const std::vector<std::string>& environment) {
  Variables variables;
  for (const std::string& variable : environment) {
    const std::size_t equals = variable.find('=');
    if (equals != std::string::npos) {
      variables.emplace(variable.substr(0, equals), variable.substr(equals + 1));
    }
  }
  return variables;
}

}  // namespace

int run_here(int argc, char** argv) {
  occupy_standard_streams();
  ::signal(SIGPIPE, SIG_IGN);  // a reader that left is seen when writing
  std::ios::sync_with_stdio(false);
  const std::vector<std::string> environment = read_environment();
  const GitProgram git(environment);
  const Host host{.in = std::cin,
                  .out = std::cout,
                  .err = std::cerr,
                  .files = disk(),
                  .git = git,
                  .variables = by_name(environment),
                  .out_is_terminal = ::isatty(STDOUT_FILENO) == 1,
                  .err_is_terminal = ::isatty(STDERR_FILENO) == 1,
                  .terminal_width = measure_width(),
                  .hardware_threads = std::thread::hardware_concurrency(),
                  .today = today()};
  return run(std::vector<std::string>(argv + std::min(argc, 1), argv + argc), host);
}

}  // namespace plimsoll
