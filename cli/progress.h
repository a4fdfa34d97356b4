#pragma once

#include <condition_variable>
#include <cstddef>
#include <iosfwd>
#include <mutex>
#include <string>
#include <thread>

#include "cli/host.h"

namespace plimsoll {

// Whether somebody watches who would like to know how far a long run is: standard error is a
// terminal that can take a line back, and no CI service (which pretend to be one).
bool wants_progress(const Host& host);

// A line on standard error that says how far a run is, for as long as the object lives: it comes
// when the wait has become long, is rewritten in place, and is gone when the object is. It belongs
// to whoever writes to standard error, who must not write meanwhile.
class ProgressLine {
 public:
  ProgressLine(const Host& host, bool shown, std::string text);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  // How many of all files are read. From any thread.
  void tell(std::size_t read, std::size_t files);

 private:
  void run();

  std::ostream& out_;
  std::size_t width_;  // cells that fit in a line
  std::mutex mutex_;
  std::condition_variable ended_;
  bool end_ = false;
  std::string text_;
  std::thread writer_;  // last: it uses all the others
};

}  // namespace plimsoll
