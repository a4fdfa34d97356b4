#include "cli/terminal.h"

#include <catch2/catch.hpp>

namespace plimsoll {

TEST_CASE("colours follow the choice, then the environment, then the terminal") {
  struct Case {
    ColorChoice choice;
    Variables variables;
    bool on_pipe;
    bool on_terminal;
  };
  const std::vector<Case> cases = {
      {ColorChoice::kAuto, {}, false, true},
      {ColorChoice::kAuto, {{"TERM", "dumb"}}, false, false},
      {ColorChoice::kAuto, {{"CLICOLOR", "0"}}, false, false},
      {ColorChoice::kAuto, {{"CLICOLOR", "1"}}, false, true},
      {ColorChoice::kAuto, {{"NO_COLOR", "1"}}, false, false},
      {ColorChoice::kAuto, {{"NO_COLOR", ""}}, false, true},
      {ColorChoice::kAuto, {{"CLICOLOR_FORCE", "1"}}, true, true},
      {ColorChoice::kAuto, {{"CLICOLOR_FORCE", "0"}}, false, true},
      {ColorChoice::kAuto, {{"FORCE_COLOR", "3"}, {"TERM", "dumb"}}, true, true},
      {ColorChoice::kAuto, {{"FORCE_COLOR", "0"}}, false, true},
      {ColorChoice::kAuto, {{"NO_COLOR", "1"}, {"FORCE_COLOR", "1"}}, false, false},
      {ColorChoice::kAlways, {{"NO_COLOR", "1"}, {"TERM", "dumb"}}, true, true},
      {ColorChoice::kNever, {{"FORCE_COLOR", "1"}}, false, false},
  };
  for (std::size_t i = 0; i < cases.size(); ++i) {
    INFO("case " << i);
    CHECK(wants_color(cases[i].choice, cases[i].variables, false) == cases[i].on_pipe);
    CHECK(wants_color(cases[i].choice, cases[i].variables, true) == cases[i].on_terminal);
  }
}

TEST_CASE("a line is as wide as COLUMNS says, else as measured, else a hundred cells") {
  CHECK(line_width({}, 0) == 100);
  CHECK(line_width({}, 132) == 132);
  CHECK(line_width({{"COLUMNS", "80"}}, 132) == 80);
  CHECK(line_width({{"COLUMNS", "0"}}, 132) == 132);
  CHECK(line_width({{"COLUMNS", "1"}}, 0) == 20);
  CHECK(line_width({{"COLUMNS", "10000"}}, 0) == 10000);
  for (const char* nonsense : {"", "-1", "wide", "80x", "99999999999999999999"}) {
    CHECK(line_width({{"COLUMNS", nonsense}}, 0) == 100);
  }
}

TEST_CASE("text is wrapped between words only") {
  CHECK(wrap("one two three", 9, 2) == "  one two\n  three\n");
  CHECK(wrap("unbreakable  word", 4, 0) == "unbreakable\nword\n");
  CHECK(wrap("\xEA\xB0\x80\xEB\x82\x98 \xEB\x8B\xA4", 4, 0) ==
        "\xEA\xB0\x80\xEB\x82\x98 \xEB\x8B\xA4\n");
  CHECK(wrap("", 10, 2).empty());
}

}  // namespace plimsoll
