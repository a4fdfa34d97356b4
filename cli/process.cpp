// Runs a child process with an argument vector.
//
// Its standard input is a socket rather than a pipe, because writing to a socket whose reader is
// gone can be asked not to raise SIGPIPE, without touching the signals of the whole program. The
// child leads a process group of its own, so that a timeout ends what it started too.
//
// A conversation is the same with one program that stays: `git cat-file --batch` is given the name
// of an object and answers with its bytes, a thousand times over.

#include "cli/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>
#include <system_error>

#include "engine/text/concat.h"

namespace plimsoll {
namespace {

using Clock = std::chrono::steady_clock;

// One end of a pipe or socket, closed at the latest when it goes out of scope.
struct End {
  int descriptor = -1;
  End() = default;
  ~End() { close(); }
  End(const End&) = delete;
  End& operator=(const End&) = delete;
  bool open() const { return descriptor >= 0; }
  void close() {
    if (open()) ::close(descriptor);
    descriptor = -1;
  }
};

struct Streams {
  End child_in, child_out, child_err;
  End in, out, err;

  bool create() {
    std::array<int, 2> pair{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0) return false;
    child_in.descriptor = pair[0], in.descriptor = pair[1];
    if (::pipe2(pair.data(), O_CLOEXEC) != 0) return false;
    out.descriptor = pair[0], child_out.descriptor = pair[1];
    if (::pipe2(pair.data(), O_CLOEXEC) != 0) return false;
    err.descriptor = pair[0], child_err.descriptor = pair[1];
    return true;
  }
};

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (const std::string& text : texts) result.push_back(const_cast<char*>(text.c_str()));
  result.push_back(nullptr);
  return result;
}

// Returns 0 or the error.
int spawn(const ProcessRequest& request, const Streams& streams, pid_t& child) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, streams.child_in.descriptor, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, streams.child_out.descriptor, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, streams.child_err.descriptor, STDERR_FILENO);

  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t signals;
  sigemptyset(&signals);
  posix_spawnattr_setsigmask(&attributes, &signals);
  sigaddset(&signals, SIGPIPE);  // this program ignores it; the child need not know
  posix_spawnattr_setsigdefault(&attributes, &signals);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes,
                           POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);

  const std::vector<char*> arguments = pointers(request.arguments);
  const std::vector<char*> environment = pointers(request.environment);
  const int error = ::posix_spawn(&child, arguments.front(), &actions, &attributes,
                                  arguments.data(), environment.data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

// Appends what can be read now; closes the end at the end of the stream.
void drain(End& end, std::string& text) {
  std::array<char, 65536> buffer;
  const ssize_t got = ::read(end.descriptor, buffer.data(), buffer.size());
  if (got > 0) {
    text.append(buffer.data(), static_cast<std::size_t>(got));
  } else if (got == 0 || errno != EINTR) {
    end.close();
  }
}

// Sends what can be sent now; closes the end when all is sent or nobody reads any more.
void feed(End& end, std::string_view& rest) {
  const ssize_t sent =
      ::send(end.descriptor, rest.data(), rest.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent >= 0) {
    rest.remove_prefix(static_cast<std::size_t>(sent));
  } else if (errno != EINTR && errno != EAGAIN) {
    rest = {};
  }
  if (rest.empty()) end.close();
}

// Moves bytes until the child has closed its streams. Returns why it stopped before, if it did.
std::string pump(const ProcessRequest& request, Streams& streams, ProcessResult& result) {
  const auto deadline = Clock::now() + request.timeout;
  std::string_view rest = request.input;
  if (rest.empty()) streams.in.close();
  while (streams.out.open() || streams.err.open()) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return "took too long";
    // A negative descriptor is passed over by poll().
    std::array<pollfd, 3> ends = {pollfd{streams.in.descriptor, POLLOUT, 0},
                                  pollfd{streams.out.descriptor, POLLIN, 0},
                                  pollfd{streams.err.descriptor, POLLIN, 0}};
    const int ready = ::poll(ends.data(), ends.size(), static_cast<int>(left));
    if (ready < 0 && errno != EINTR) return std::generic_category().message(errno);
    if (ready <= 0) continue;
    if (ends[0].revents != 0) feed(streams.in, rest);
    if (ends[1].revents != 0) drain(streams.out, result.output);
    if (ends[2].revents != 0) drain(streams.err, result.errors);
    if (std::max(result.output.size(), result.errors.size()) > request.max_output) {
      return "wrote too much";
    }
  }
  return {};
}

int exit_code_of(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

ProcessResult run_process(const ProcessRequest& request) {
  ProcessResult result;
  Streams streams;
  if (!streams.create()) {
    result.failure = std::generic_category().message(errno);
    return result;
  }
  pid_t child = 0;
  if (const int error = spawn(request, streams, child); error != 0) {
    result.failure = concat("cannot start ", request.arguments.front(), ": ",
                            std::generic_category().message(error));
    return result;
  }
  streams.child_in.close();
  streams.child_out.close();
  streams.child_err.close();

  result.failure = pump(request, streams, result);
  if (!result.failure.empty()) ::kill(-child, SIGKILL);
  const int exit_code = exit_code_of(child);
  if (result.failure.empty()) result.exit_code = exit_code;
  return result;
}

struct Conversation::Line {
  pid_t child = 0;
  Streams streams;
  std::string errors;  // read so that the program need not wait, and dropped
};

Conversation::Conversation(const ProcessRequest& request)
    : line_(std::make_unique<Line>()), timeout_(request.timeout) {
  Streams& streams = line_->streams;
  if (!streams.create() || spawn(request, streams, line_->child) != 0) {
    line_.reset();
    return;
  }
  streams.child_in.close();
  streams.child_out.close();
  streams.child_err.close();
}

Conversation::~Conversation() {
  if (!line_) return;
  ::kill(-line_->child, SIGKILL);
  exit_code_of(line_->child);
}

bool Conversation::say(std::string_view text) {
  const auto deadline = Clock::now() + timeout_;
  while (line_ && !text.empty()) {
    End& in = line_->streams.in;
    pollfd end{in.descriptor, POLLOUT, 0};
    ::poll(&end, 1, 100);
    const ssize_t sent =
        ::send(in.descriptor, text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0) {
      text.remove_prefix(static_cast<std::size_t>(sent));
    } else if ((errno != EINTR && errno != EAGAIN) || Clock::now() > deadline) {
      return false;
    }
  }
  return line_ != nullptr;
}

bool Conversation::wait_for_more() {
  if (!line_) return false;
  Streams& streams = line_->streams;
  const std::size_t before = heard_.size();
  const auto deadline = Clock::now() + timeout_;
  while (streams.out.open() && heard_.size() == before && Clock::now() < deadline) {
    std::array<pollfd, 2> ends = {pollfd{streams.out.descriptor, POLLIN, 0},
                                  pollfd{streams.err.descriptor, POLLIN, 0}};
    if (::poll(ends.data(), ends.size(), 100) <= 0) continue;
    if (ends[0].revents != 0) drain(streams.out, heard_);
    if (ends[1].revents != 0) drain(streams.err, line_->errors);
    line_->errors.clear();
  }
  return heard_.size() > before;
}

bool Conversation::hear_line(std::string& line, std::size_t most) {
  while (true) {
    const std::size_t end = heard_.find('\n', taken_);
    if (end != std::string::npos) {
      line.assign(heard_, taken_, end - taken_);
      taken_ = end + 1;
      return line.size() <= most;
    }
    if (heard_.size() - taken_ > most || !wait_for_more()) return false;
  }
}

bool Conversation::hear(std::size_t count, std::size_t kept, std::string& bytes) {
  bytes.clear();
  while (true) {
    const std::size_t here = std::min(count, heard_.size() - taken_);
    bytes.append(heard_, taken_, std::min(here, kept));
    kept -= std::min(here, kept);
    count -= here;
    taken_ += here;
    if (count == 0) return true;
    heard_.clear();
    taken_ = 0;
    if (!wait_for_more()) return false;
  }
}

std::string find_program(const std::string& name, const std::string& path) {
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find(':', begin), path.size());
    const std::string folder = path.substr(begin, end - begin);
    begin = end + 1;
    if (!folder.starts_with('/')) continue;
    const std::string program = concat(folder, "/", name);
    if (::access(program.c_str(), X_OK) == 0) return program;
  }
  return {};
}

}  // namespace plimsoll
