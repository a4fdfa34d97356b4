// What yaml-cpp says is wrong, and where.
//
// Its messages name its grammar (`end of map flow not found`); ours name what the reader of the
// file sees (`the bracket of this flow mapping is never closed`). A message that is not listed is
// passed on without what is no ASCII. Its mark is a single place, often the one behind the fault;
// ours is the word or the escape that it is in.

#include "engine/yaml/yaml_cpp_errors.h"

#include <algorithm>

#include "engine/text/utf8.h"

namespace plimsoll {
namespace {

struct Wording {
  std::string_view theirs;  // the beginning of it
  std::string_view ours;
};
constexpr Wording kWordings[] = {
    {"illegal map value", "a mapping value cannot stand here"},
    {"end of map not found", "neither a key of this mapping nor its end"},
    {"end of sequence not found", "neither an item of this sequence nor its end"},
    {"end of map flow not found", "the bracket of this flow mapping is never closed"},
    {"end of sequence flow not found", "the bracket of this flow sequence is never closed"},
    {"illegal flow end", "a closing bracket that nothing opened"},
    {"illegal block entry", "an item of a sequence cannot stand here"},
    {"illegal map key", "a key cannot stand here"},
    {"illegal tab when looking for indentation", "a tab cannot indent"},
    {"illegal EOF in scalar", "the quote is never closed"},
    {"illegal document indicator in scalar", "the document ends inside a quote"},
    {"unknown token", "no value can start with this character"},
    {"unknown escape character", "YAML has no such escape"},
    {"invalid unicode", "this escape is no Unicode character"},
    {"bad character found while scanning hex number", "an escape with too few hexadecimal digits"},
    {"unexpected character in block scalar", "only a comment may follow the | or > of a block"},
    {"cannot set zero indentation for a block scalar", "the indentation of a block cannot be 0"},
    {"the referenced anchor is not defined", "no anchor of this name stands before the alias"},
    {"alias not found after *", "an alias without a name"},
    {"anchor not found after &", "an anchor without a name"},
    {"cannot assign multiple tags", "a second tag for one value"},
    {"cannot assign multiple anchors", "a second anchor for one value"},
    {"aliases can't have any content", "an alias takes neither tag nor anchor"},
};

bool is_ascii_text(char c) {
  return c >= 0x20 && c < 0x7F;
}

}  // namespace

std::string reworded(std::string_view theirs) {
  for (const Wording& wording : kWordings) {
    if (theirs.starts_with(wording.theirs)) return std::string(wording.ours);
  }
  std::string message(theirs);
  std::erase_if(message, [](char c) { return !is_ascii_text(c); });
  return message;
}

Span word_at(std::string_view text, std::uint32_t begin, std::uint32_t at) {
  const auto size = static_cast<std::uint32_t>(text.size());
  const auto blank = [&](std::uint32_t i) {
    return i == size || std::string_view(" \t\r\n").find(text[i]) != std::string_view::npos;
  };
  const auto continues = [&](std::uint32_t i) {
    return i < size && (static_cast<std::uint8_t>(text[i]) & 0xC0) == 0x80;
  };
  std::uint32_t first = std::min(at, size);
  while (first > begin && (blank(first) || continues(first))) --first;
  std::uint32_t end = first;
  while (end < size && !blank(end)) ++end;
  return {first, end};
}

Span error_span(std::string_view text, std::uint32_t begin, std::uint32_t at,
                std::string_view theirs) {
  const auto is = [theirs](std::string_view message) { return theirs.starts_with(message); };
  const bool escape = is("unknown escape character") || is("invalid unicode") ||
                      is("bad character found while scanning hex number");
  const std::size_t backslash = escape ? text.substr(0, at).rfind('\\') : std::string_view::npos;
  if (backslash == std::string_view::npos || backslash < begin || backslash + 1 >= text.size()) {
    return word_at(text, begin, at);
  }
  const auto first = static_cast<std::uint32_t>(backslash);
  return {first, std::max(at, first + 1 + decode_code_point(text.substr(first + 1)).size)};
}

}  // namespace plimsoll
