// What a manifest may say to a terminal: nothing.
//
// Names, values and lines of the input reach people through terminals and logs, where ESC starts a
// command, U+202E turns the rest of the line around and U+200B hides inside a name. Each of them is
// shown as something that can be seen: `ev\x1b[2Jil` becomes `ev␛[2Jil`, `a<U+202E>b` becomes
// `a\u{202e}b`. The logs of CI services obey text too: `##[error]` anywhere in a line makes an
// annotation, `##vso[task.setvariable]` sets a variable, so the first `#` is shown as `\u{23}`.
// Printable text, in whatever script, stays as it is. The result is for people; it does not promise
// to be turned back.

#include "cli/formats/escape.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

#include "rules/support/credential.h"

namespace plimsoll {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Format, filler and separator characters that draw nothing or move what is drawn.
constexpr Range kUnsafe[] = {
    {0x00, 0x1F},        // C0
    {0x7F, 0x9F},        // DEL, C1
    {0xAD, 0xAD},        // soft hyphen
    {0x034F, 0x034F},    // combining grapheme joiner
    {0x061C, 0x061C},    // Arabic letter mark (bidi)
    {0x115F, 0x1160},    // Hangul fillers
    {0x17B4, 0x17B5},    // Khmer inherent vowels
    {0x180B, 0x180F},    // Mongolian selectors
    {0x200B, 0x200F},    // zero width, bidi marks
    {0x2028, 0x202E},    // separators, bidi embeddings
    {0x2060, 0x206F},    // joiners, invisible operators, bidi isolates
    {0x3164, 0x3164},    // Hangul filler
    {0xFEFF, 0xFEFF},    // byte order mark
    {0xFFA0, 0xFFA0},    // half width Hangul filler
    {0xFFF0, 0xFFFB},    // interlinear annotation
    {0xFFFE, 0xFFFF},    // no characters
    {0x1D173, 0x1D17A},  // musical formats
    {0xE0000, 0xE0FFF},  // tags, variation selectors
};

std::string hexadecimal(char32_t value) {
  std::array<char, 8> digits;
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), static_cast<unsigned>(value), 16);
  return {digits.data(), end.ptr};
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string out;
  for (std::size_t at = text.find(from); at != std::string_view::npos; at = text.find(from)) {
    out.append(text.substr(0, at)).append(to);
    text.remove_prefix(at + from.size());
  }
  return out.append(text);
}

}  // namespace

bool is_unsafe(char32_t value) {
  if (value >= 0x20 && value < 0x7F) return false;
  return std::any_of(std::begin(kUnsafe), std::end(kUnsafe), [value](const Range& range) {
    return range.first <= value && value <= range.last;
  });
}

bool starts_log_command(std::string_view text) {
  if (!text.starts_with("##")) return false;
  const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz", 2);
  return end != std::string_view::npos && text[end] == '[';
}

std::string visible(std::string_view text, const CodePoint& point) {
  if (starts_log_command(text)) return "\\u{23}";
  if (!point.valid) return "\\x" + hexadecimal(static_cast<unsigned char>(text.front()));
  if (!is_unsafe(point.value)) return std::string(text.substr(0, point.size));
  // Unicode has a picture of every C0 control, in the same order.
  std::string picture;
  if (point.value < 0x20) append_utf8(picture, 0x2400 + point.value);
  if (point.value == 0x7F) append_utf8(picture, 0x2421);
  return picture.empty() ? "\\u{" + hexadecimal(point.value) + "}" : picture;
}

std::string visible(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const CodePoint point = decode_code_point(text);
    out += visible(text, point);
    text.remove_prefix(point.size);
  }
  return out;
}

std::string presentable(std::string_view text) {
  return visible(redact_text(text));
}

std::string presentable_pointer(std::string_view pointer) {
  std::string out;
  while (!pointer.empty()) {
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    const std::string_view step = pointer.substr(1, end - 1);
    pointer.remove_prefix(end);
    // A URL is only seen as one with its slashes.
    const std::string plain = replaced(replaced(step, "~1", "/"), "~0", "~");
    const std::string shown = redact_text(plain);
    out += '/';
    out += shown == plain ? std::string(step) : replaced(replaced(shown, "~", "~0"), "/", "~1");
  }
  return visible(out);
}

}  // namespace plimsoll
