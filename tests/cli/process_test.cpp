#include "cli/process.h"

#include <catch2/catch.hpp>

namespace plimsoll {
namespace {

ProcessResult shell(const std::string& script, std::string input = "",
                    std::chrono::milliseconds timeout = std::chrono::seconds(20)) {
  return run_process({.arguments = {"/bin/sh", "-c", script},
                      .environment = {"PATH=/usr/bin:/bin"},
                      .input = std::move(input),
                      .timeout = timeout});
}

}  // namespace

TEST_CASE("a process gives back its streams and its exit code") {
  const ProcessResult result = shell("cat; echo oops >&2; exit 7", "hello");
  CHECK(result.output == "hello");
  CHECK(result.errors == "oops\n");
  CHECK(result.exit_code == 7);
  CHECK(result.failure.empty());
  CHECK(shell("kill -9 $$").exit_code == 128 + 9);
}

TEST_CASE("streams larger than any buffer pass both ways at once") {
  const std::string big(std::size_t{3} << 20, 'x');
  CHECK(shell("tee /dev/stderr", big).output == big);
  CHECK(shell("tee /dev/stderr", big).errors == big);
}

TEST_CASE("a process that does not read its input does no harm") {
  const ProcessResult result = shell("exec <&-; echo done", std::string(std::size_t{1} << 20, 'x'));
  CHECK(result.output == "done\n");
  CHECK(result.exit_code == 0);
}

TEST_CASE("a process that hangs is ended, with what it started") {
  const ProcessResult result = shell("sleep 100 & sleep 100", "", std::chrono::milliseconds(100));
  CHECK(result.failure == "took too long");
}

TEST_CASE("a process that says too much is ended") {
  const ProcessResult result = run_process(
      {.arguments = {"/bin/cat", "/dev/zero"}, .environment = {}, .input = "", .max_output = 1000});
  CHECK(result.failure == "wrote too much");
}

TEST_CASE("a program that is not there is a failure, not an exit code") {
  const ProcessResult result =
      run_process({.arguments = {"/nowhere/program"}, .environment = {}, .input = ""});
  CHECK(result.exit_code == -1);
  CHECK(result.failure.find("/nowhere/program") != std::string::npos);
}

TEST_CASE("a conversation takes what was said in the pieces that are asked for") {
  Conversation cat({.arguments = {"/bin/cat"}, .environment = {}, .input = ""});
  std::string heard;
  REQUIRE(cat.say("one\nabcdef\n\n"));
  CHECK((cat.hear_line(heard, 10) && heard == "one"));
  CHECK((cat.hear(3, 3, heard) && heard == "abc"));
  CHECK((cat.hear(4, 1, heard) && heard == "d"));
  CHECK((cat.hear_line(heard, 10) && heard.empty()));
  const std::string much(std::size_t{1} << 16, 'x');
  REQUIRE(cat.say(much));
  CHECK((cat.hear(much.size(), much.size(), heard) && heard == much));
  REQUIRE(cat.say("longer than that\n"));
  CHECK_FALSE(cat.hear_line(heard, 4));
}

TEST_CASE("a conversation ends with a program that is gone, silent or not there") {
  const auto milliseconds = std::chrono::milliseconds(50);
  for (const std::vector<std::string>& program :
       {std::vector<std::string>{"/bin/true"}, {"/bin/sleep", "100"}, {"/nowhere/program"}}) {
    Conversation one(
        {.arguments = program, .environment = {}, .input = "", .timeout = milliseconds});
    std::string heard;
    one.say("x\n");
    CHECK_FALSE(one.hear_line(heard, 10));
    CHECK_FALSE(one.hear(1, 1, heard));
  }
}

TEST_CASE("programs are sought in absolute folders only") {
  CHECK(find_program("sh", "/nowhere:/bin") == "/bin/sh");
  CHECK(find_program("sh", ".:bin::").empty());
  CHECK(find_program("sh", "").empty());
}

}  // namespace plimsoll
