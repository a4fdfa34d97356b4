// The program as a process: exit codes through pipes and files, the same bytes however often and on
// however many threads, a terminal that sees how far a long run is, and nothing half done when
// somebody ends it.

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <filesystem>

#include "cli/progress.h"
#include "engine/text/concat.h"
#include "tests/cli/run_on.h"
#include "tests/cli/temporary_folder.h"
#include "tests/support/shell.h"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

constexpr const char* kGood = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n";
constexpr const char* kWrong =
    "apiVersion: v1\nkind: Service\nkind: Service\nmetadata: {name: a}\n";

// The program, reading from standard input what the test writes.
class Process {
 public:
  // With a terminal for standard error when `terminal` says so, else with none.
  Process(std::vector<std::string> arguments, bool terminal, const char* ci = "") {
    std::array<int, 2> input{};
    REQUIRE(::pipe(input.data()) == 0);
    // Held back until the child is the program: only that is to be ended.
    sigset_t signals;
    sigset_t before;
    ::sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::sigaddset(&signals, signal);
    ::sigprocmask(SIG_BLOCK, &signals, &before);
    child_ = ::forkpty(&terminal_, nullptr, nullptr, nullptr);
    REQUIRE(child_ >= 0);
    if (child_ == 0) {
      for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::signal(signal, SIG_DFL);
      ::sigprocmask(SIG_SETMASK, &before, nullptr);
      run(std::move(arguments), input, terminal, ci);
    }
    ::sigprocmask(SIG_SETMASK, &before, nullptr);
    ::close(input[0]);
    input_ = input[1];
  }
  ~Process() {
    close_input();
    ::close(terminal_);
    if (child_ > 0) {
      ::kill(child_, SIGKILL);
      ::waitpid(child_, nullptr, 0);
    }
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void write(std::string_view text) const {
    REQUIRE(::write(input_, text.data(), text.size()) == ssize_t(text.size()));
  }
  void close_input() {
    if (input_ >= 0) ::close(input_);
    input_ = -1;
  }
  void send(int signal) const { ::kill(child_, signal); }

  // Reads the terminal until it has shown `text`, or to its end.
  std::string read_until(const char* text) {
    std::array<char, 4096> buffer;
    while (*text == '\0' || shown_.find(text) == std::string::npos) {
      const ssize_t got = ::read(terminal_, buffer.data(), buffer.size());
      if (got <= 0) break;  // EIO once the program is gone
      shown_.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return shown_;
  }
  // The status of waitpid().
  int wait() {
    int status = 0;
    ::waitpid(child_, &status, 0);
    child_ = -1;
    return status;
  }

 private:
  [[noreturn]] static void run(std::vector<std::string> arguments, std::array<int, 2> input,
                               bool terminal, const char* ci) {
    ::dup2(input[0], STDIN_FILENO);
    ::close(input[1]);
    const int null = ::open("/dev/null", O_WRONLY);
    ::dup2(null, STDOUT_FILENO);
    if (!terminal) ::dup2(null, STDERR_FILENO);
    ::setenv("TERM", "xterm", 1);
    ::setenv("CI", ci, 1);
    ::unsetenv("NO_COLOR");
    std::vector<char*> pointers;
    arguments.insert(arguments.begin(), PLIMSOLL_PROGRAM);
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    ::execv(PLIMSOLL_PROGRAM, pointers.data());
    ::_exit(127);
  }

  int terminal_ = -1;
  int input_ = -1;
  pid_t child_ = -1;
  std::string shown_;
};

}  // namespace

TEST_CASE("every format and every way out agree on the exit code") {
  const TemporaryFolder folder;
  folder.write("good.yaml", kGood);
  folder.write("wrong.yaml", kWrong);
  folder.write("broken.yaml", "a: [\n");
  folder.write("empty/x.txt", "");
  const std::pair<const char*, int> outcomes[] = {{"good.yaml", 0},
                                                  {"wrong.yaml", 1},
                                                  {"wrong.yaml --report-only", 0},
                                                  {"broken.yaml", 2},
                                                  {"empty", 2},
                                                  {"empty --allow-empty", 0},
                                                  {"--no-such-option", 2},
                                                  {"gone.yaml", 2},
                                                  {"wrong.yaml broken.yaml --report-only", 2},
                                                  {"wrong.yaml --fail-on error", 1}};
  std::string script;
  for (const std::string& format : format_names()) {
    for (const auto& [arguments, code] : outcomes) {
      const std::string command = concat("plimsoll lint ", arguments, " --format ", format);
      const std::string ways[] = {concat("{ ", command, "; echo $? >code; } | cat >/dev/null"),
                                  concat(command, " >out; echo $? >code"),
                                  concat(command, " -o out; echo $? >code")};
      for (const std::string& way : ways) {
        script += concat(way, "; read code <code; [ \"$code\" = ", code, " ] || echo '", format,
                         " ", arguments, ": '$code\n");
      }
    }
  }
  CHECK(test::run_shell(script, folder.path()).output.empty());
}

TEST_CASE("the same input gives the same bytes, twenty times and on any number of threads") {
  MemoryFileSystem files;
  for (int i = 0; i < 4; ++i) {
    files.add(concat("/work/", i, ".yaml"), i % 3 == 0 ? kGood : kWrong);
  }
  files.add("/work/broken.yaml", "a: [\n").add("/work/chart/Chart.yaml", "name: chart\n");
  files.add("/work/chart/values.yaml", "resources: {limits: {memory: 1GB, cpu: 1}}\n");
  for (const std::string& format : format_names()) {
    const std::string expected = run_on(files, {"lint", "--format", format}).out;
    for (int run = 0; run < 20; ++run) {
      for (const char* threads : {"1", "4", "16"}) {
        const Outcomes outcome = run_on(files, {"lint", "--format", format, "--threads", threads});
        if (outcome.out != expected) FAIL("differs: " << format << " on " << threads);
      }
    }
  }
}

TEST_CASE("every command answers without arguments, however wide the terminal claims to be") {
  MemoryFileSystem files;
  files.add("/work/a.yaml", kWrong).add("/work/chart/Chart.yaml");
  files.add("/work/chart/values.yaml", "replicaCount: 0\n");
  const std::vector<std::vector<std::string>> commands = {{},
                                                          {"lint"},
                                                          {"values"},
                                                          {"values", "chart"},
                                                          {"rules"},
                                                          {"explain"},
                                                          {"explain", "duplicate-key"},
                                                          {"baseline"},
                                                          {"baseline", "show"},
                                                          {"help"},
                                                          {"lint", "--help"},
                                                          {"--version"},
                                                          {"lint", "--statistics"},
                                                          {"lint", "--list-files"}};
  for (const std::vector<std::string>& command : commands) {
    for (const char* columns : {"0", "1", "19", "10000", "-5", "99999999999999999999", "x"}) {
      const Outcomes outcome = run_on(files, command, "", {{"COLUMNS", columns}});
      CAPTURE(command, columns, outcome.err);
      CHECK(outcome.exit_code <= 2);
      CHECK_FALSE((outcome.out + outcome.err).empty());
    }
  }
}

TEST_CASE("who waits before a terminal sees how far the run is, and later no trace of it") {
  Process process({"lint", "-"}, true);
  process.write(kGood);
  const std::string while_waiting = process.read_until("reading files");
  CHECK(while_waiting.find("reading files") != std::string::npos);
  process.close_input();
  const std::string shown = process.read_until("");
  // The line is taken away before the summary is written.
  const std::size_t erased = shown.rfind("\r\x1b[2K");
  REQUIRE(erased != std::string::npos);
  CHECK(shown.substr(erased + 5).starts_with("1 file, 1 resource, "));
  CHECK(WEXITSTATUS(process.wait()) == 0);
}

TEST_CASE("what tells whether somebody waits before a terminal") {
  std::istringstream in;
  std::ostringstream out;
  const MemoryFileSystem files;
  const NoGit git;
  const auto wants = [&](bool terminal, Variables variables) {
    return wants_progress({.in = in,
                           .out = out,
                           .err = out,
                           .files = files,
                           .git = git,
                           .variables = std::move(variables),
                           .err_is_terminal = terminal});
  };
  CHECK(wants(true, {{"TERM", "xterm"}}));
  CHECK(wants(true, {{"TERM", "xterm"}, {"CI", "false"}}));
  CHECK_FALSE(wants(false, {{"TERM", "xterm"}}));
  CHECK_FALSE(wants(true, {{"TERM", "dumb"}}));
  CHECK_FALSE(wants(true, {}));
  CHECK_FALSE(wants(true, {{"TERM", "xterm"}, {"CI", "true"}}));
}

TEST_CASE("a run that is ended leaves nothing half done, and ends by the signal") {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const TemporaryFolder folder;
    folder.write("old.json", "kept\n");
    const std::string baseline =
        folder.write("baseline.json", "{\"version\": 1, \"findings\": []}\n");
    const std::string before = folder.read("baseline.json");
    const std::vector<std::vector<std::string>> commands = {
        {"lint", "-", "--format", "json", "-o", folder.path("old.json"), "--format", "sarif", "-o",
         folder.path("new.sarif")},
        {"baseline", "write", "-", "--baseline", baseline}};
    for (const std::vector<std::string>& command : commands) {
      Process process(command, false);
      process.write(kWrong);
      process.send(signal);
      const int status = process.wait();
      CHECK(WIFSIGNALED(status));
      CHECK(WTERMSIG(status) == signal);
      CHECK(folder.read("old.json") == "kept\n");
      CHECK(folder.read("baseline.json") == before);
      CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 2);
    }
  }
}

TEST_CASE("whenever a run is ended, no file is left that nobody asked for") {
  const TemporaryFolder folder;
  for (useconds_t wait = 0; wait < 60'000; wait += 3'000) {
    Process process({"lint", "-", "--format", "json", "-o", folder.path("out.json")}, false);
    process.write(kWrong);
    process.close_input();
    ::usleep(wait);
    process.send(SIGTERM);
    process.wait();
    for (const auto& entry : fs::directory_iterator(folder.path())) {
      CHECK(entry.path().filename() == "out.json");
    }
    const std::string report = folder.read("out.json");
    CHECK((report.empty() || report.ends_with("}\n")));
  }
}

}  // namespace plimsoll
