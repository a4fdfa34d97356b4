// docs/git.md is what people copy from: every command on it must be one.

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>
#include <string>

#include "cli/options.h"

namespace plimsoll {

TEST_CASE("every command of docs/git.md is one") {
  std::ifstream file(std::string(PLIMSOLL_SOURCE_DIR) + "/docs/git.md");
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const std::regex command("`plimsoll ([^`]+)`");
  int count = 0;
  for (std::sregex_iterator one(text.begin(), text.end(), command), end; one != end; ++one) {
    std::istringstream words(
        std::regex_replace((*one)[1].str(), std::regex("[\\[\\]]|\\.\\.\\."), ""));
    const std::vector<std::string> arguments{std::istream_iterator<std::string>(words), {}};
    const Options options = parse_options(arguments, 1);
    INFO((*one)[1] << ": " << options.text);
    CHECK(options.command != Command::kUsageError);
    ++count;
  }
  CHECK(count > 5);
}

}  // namespace plimsoll
