// Keeping messages short whatever a manifest says.
//
// A message quotes names and values, and a hostile input has names of a megabyte. They are cut to
// bytes rather than to cells, since only the order of magnitude matters; a code point is never cut
// in two, so that what was UTF-8 still is.

#include "engine/text/shorten.h"

namespace plimsoll {
namespace {

constexpr std::string_view kCut = "...";

bool continues_code_point(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

}  // namespace

std::string shortened(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  std::size_t end = most - kCut.size();
  while (end > 0 && continues_code_point(text[end])) --end;
  return std::string(text.substr(0, end)).append(kCut);
}

}  // namespace plimsoll
