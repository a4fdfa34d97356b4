#include "engine/text/base64.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace plimsoll {
namespace {

TEST_CASE("base64 is read as Go's standard encoding") {
  const std::vector<std::pair<std::string, std::string>> valid = {{"", ""},
                                                                  {"aGk=", "hi"},
                                                                  {"aA==", "h"},
                                                                  {"aGl0", "hit"},
                                                                  {"aG\nk=\r\n", "hi"},
                                                                  {"/+8=", "\xFF\xEF"},
                                                                  {"AAAA", std::string(3, '\0')}};
  for (const auto& [text, decoded] : valid) {
    INFO(text);
    CHECK(decode_base64(text) == decoded);
  }
  for (const std::string text :
       {"aGk", "a", "aGk==", "aG k=", "aGk=aGk=", "=", "====", "a===", "-_8=", "aG=k"}) {
    INFO(text);
    CHECK(decode_base64(text) == std::nullopt);
  }
}

}  // namespace
}  // namespace plimsoll
