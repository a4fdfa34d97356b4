#include "engine/text/shorten.h"

#include <catch2/catch.hpp>
#include <string>

#include "engine/text/utf8.h"

namespace plimsoll {
namespace {

TEST_CASE("shortened text fits, and is whole code points of the original") {
  const std::string text = "aé한😀 Kubernetes 한국어";
  for (std::size_t most = 3; most <= text.size() + 2; ++most) {
    INFO(most);
    const std::string cut = shortened(text, most);
    CHECK(cut.size() <= most);
    CHECK_FALSE(find_text_fault(cut));
    const bool fits = text.size() <= most;
    CHECK((cut == text) == fits);
    if (!fits) CHECK(text.starts_with(cut.substr(0, cut.size() - 3)));
  }
}

}  // namespace
}  // namespace plimsoll
