// UTF-8, read one code point at a time and checked once a file.
//
// A file is examined before anything parses it: whatever passes find_text_fault is valid UTF-8 made
// of characters that YAML allows, so nothing behind it has to think of broken sequences. Text that
// is nearly all ASCII is skipped eight bytes at a time.

#include "engine/text/utf8.h"

#include <cstring>

namespace plimsoll {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

std::uint8_t byte_at(std::string_view text, std::size_t index) {
  return static_cast<std::uint8_t>(text[index]);
}

bool is_yaml_printable(char32_t value) {
  if (value < 0x20) return value == '\t' || value == '\n' || value == '\r';
  if (value < 0x7F) return true;
  if (value < 0xA0) return value == 0x85;
  return value != 0xFFFE && value != 0xFFFF;
}

// Whether eight bytes hold nothing but printable ASCII, so that they need no closer look.
bool all_plain_ascii(const char* bytes) {
  std::uint64_t word;
  std::memcpy(&word, bytes, sizeof word);
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHigh = 0x8080808080808080;
  const std::uint64_t below_space = (word - kOnes * 0x20) & ~word;
  const std::uint64_t is_delete = ((word ^ (kOnes * 0x7F)) - kOnes) & ~(word ^ (kOnes * 0x7F));
  return ((word | below_space | is_delete) & kHigh) == 0;
}

bool looks_like_utf16(std::string_view bytes) {
  if (bytes.size() < 2) return false;
  const std::string_view mark = bytes.substr(0, 2);
  if (mark == "\xFF\xFE" || mark == "\xFE\xFF") return true;
  return (bytes[0] == '\0') != (bytes[1] == '\0') && bytes.size() % 2 == 0;
}

}  // namespace

CodePoint decode_code_point(std::string_view text) {
  const std::uint8_t lead = byte_at(text, 0);
  if (lead < 0x80) return {lead, 1, true};
  const std::uint32_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return {kReplacement, 1, false};
  char32_t value = lead & (0x7Fu >> size);
  for (std::uint32_t i = 1; i < size; ++i) {
    const std::uint8_t next = byte_at(text, i);
    if ((next & 0xC0) != 0x80) return {kReplacement, 1, false};
    value = (value << 6) | (next & 0x3Fu);
  }
  constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < kSmallest[size] || value > 0x10FFFF || surrogate) return {kReplacement, 1, false};
  return {value, size, true};
}

void append_utf8(std::string& out, char32_t value) {
  const auto continuation = [&out](char32_t bits) {
    out.push_back(static_cast<char>(0x80 | (bits & 0x3F)));
  };
  if (value < 0x80) {
    out.push_back(static_cast<char>(value));
  } else if (value < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (value >> 6)));
    continuation(value);
  } else if (value < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | (value >> 12)));
    continuation(value >> 6);
    continuation(value);
  } else {
    out.push_back(static_cast<char>(0xF0 | (value >> 18)));
    continuation(value >> 12);
    continuation(value >> 6);
    continuation(value);
  }
}

std::size_t column_width(std::string_view text, ColumnUnit unit) {
  if (unit == ColumnUnit::kByte) return text.size();
  std::size_t width = 0;
  while (!text.empty()) {
    const CodePoint point = decode_code_point(text);
    width += unit == ColumnUnit::kUtf16 && point.value >= 0x10000 ? 2 : 1;
    text.remove_prefix(point.size);
  }
  return width;
}

std::optional<TextFault> find_text_fault(std::string_view bytes) {
  using Kind = TextFault::Kind;
  if (looks_like_utf16(bytes)) return TextFault{Kind::kUtf16, 0, 2};
  std::size_t at = bytes.starts_with(kUtf8ByteOrderMark) ? kUtf8ByteOrderMark.size() : 0;
  while (at < bytes.size()) {
    if (at + 8 <= bytes.size() && all_plain_ascii(bytes.data() + at)) {
      at += 8;
      continue;
    }
    const CodePoint point = decode_code_point(bytes.substr(at));
    const auto offset = static_cast<std::uint32_t>(at);
    if (!point.valid) return TextFault{Kind::kInvalidUtf8, offset, 1};
    if (point.value == 0) return TextFault{Kind::kNul, offset, 1};
    if (!is_yaml_printable(point.value)) return TextFault{Kind::kControl, offset, point.size};
    at += point.size;
  }
  return std::nullopt;
}

}  // namespace plimsoll
