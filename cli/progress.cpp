// How far a run is, for whoever waits in front of a terminal.
//
//   reading files: 1200 of 3100
//
// A thread of its own writes it, so that the line comes although one huge file takes all the time,
// and so that nobody who reads files ever waits for a terminal. Most runs end before it has written
// anything: a line that flashes up helps nobody.

#include "cli/progress.h"

#include <algorithm>
#include <chrono>
#include <ostream>
#include <system_error>

#include "engine/text/concat.h"

namespace plimsoll {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 500ms;
constexpr auto kInterval = 100ms;
constexpr std::string_view kEraseLine = "\r\x1b[2K";

bool is_set(const Variables& variables, std::string_view name) {
  const auto found = variables.find(name);
  return found != variables.end() && !found->second.empty() && found->second != "false" &&
         found->second != "0";
}

}  // namespace

bool wants_progress(const Host& host) {
  if (!host.err_is_terminal || is_set(host.variables, "CI")) return false;
  const auto terminal = host.variables.find("TERM");
  return terminal != host.variables.end() && !terminal->second.empty() &&
         terminal->second != "dumb";
}

ProgressLine::ProgressLine(const Host& host, bool shown, std::string text)
    : out_(host.err),
      // A line that reaches the last column may already be two, of which one would stay.
      width_(line_width(host.variables, host.terminal_width) - 1),
      text_(std::move(text)) {
  if (!shown) return;
  try {
    writer_ = std::thread([this] { run(); });
  } catch (const std::system_error&) {
    // The system gives no more threads; the run goes on without.
  }
}

ProgressLine::~ProgressLine() {
  if (!writer_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    end_ = true;
  }
  ended_.notify_one();
  writer_.join();
}

void ProgressLine::tell(std::size_t read, std::size_t files) {
  if (!writer_.joinable()) return;
  std::string text = read < files ? concat("reading files: ", read, " of ", files)
                                  : concat("checking ", files, files == 1 ? " file" : " files");
  const std::lock_guard lock(mutex_);
  text_ = std::move(text);
}

void ProgressLine::run() {
  const auto ended = [this] { return end_; };
  std::unique_lock lock(mutex_);
  if (ended_.wait_for(lock, kPatience, ended)) return;
  do {
    const std::string text = text_.substr(0, width_);
    lock.unlock();
    out_ << kEraseLine << text << std::flush;
    lock.lock();
  } while (!ended_.wait_for(lock, kInterval, ended));
  out_ << kEraseLine << std::flush;
}

}  // namespace plimsoll
