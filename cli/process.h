#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
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

// A program that is asked again and again, through its standard streams; what it says on standard
// error is dropped. Not for several threads at once. Ended, by force if need be, with the object.
class Conversation {
 public:
  // Of the request, the arguments, the environment and the timeout count, which holds for every
  // single wait. Whether it could be started shows at the first question.
  explicit Conversation(const ProcessRequest& request);
  ~Conversation();
  Conversation(const Conversation&) = delete;
  Conversation& operator=(const Conversation&) = delete;

  // Each is false once the program has ended, fallen silent or never started; it stays so.
  bool say(std::string_view text);
  // The next line, without its end, of at most `most` bytes.
  bool hear_line(std::string& line, std::size_t most);
  // The next `count` bytes; of those, only `kept` are kept.
  bool hear(std::size_t count, std::size_t kept, std::string& bytes);

 private:
  struct Line;  // the streams
  bool wait_for_more();

  std::unique_ptr<Line> line_;  // null when there is nobody to talk to
  std::chrono::milliseconds timeout_;
  std::string heard_;      // received
  std::size_t taken_ = 0;  // of it, handed out
};

// The absolute path of a program, sought in the folders of `path` (the value of PATH). Entries that
// are not absolute are passed over: they would run what lies in the folder being scanned. Empty
// when there is none.
std::string find_program(const std::string& name, const std::string& path);

}  // namespace plimsoll
