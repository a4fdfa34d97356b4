// How the program answers a word it does not know.

#include "cli/suggest.h"

#include "cli/formats/escape.h"
#include "engine/text/concat.h"
#include "engine/text/nearest.h"

namespace plimsoll {

std::string unknown(std::string_view what, std::string_view word,
                    std::span<const std::string_view> candidates) {
  const std::string text = concat("unknown ", what, " '", visible(word), "'");
  const auto near = nearest(word, candidates);
  return near ? concat(text, "; did you mean '", *near, "'?") : text;
}

}  // namespace plimsoll
