#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/text/source_file.h"

namespace plimsoll {

inline constexpr std::string_view kUtf8ByteOrderMark = "\xEF\xBB\xBF";

// One code point read from the front of a text. Bytes that are not UTF-8 decode one at a time, with
// `valid` false and the replacement character as the code point.
struct CodePoint {
  char32_t value = 0;
  std::uint32_t size = 0;  // bytes
  bool valid = true;
};

// REQUIRES: text is not empty.
CodePoint decode_code_point(std::string_view text);

// Appends `value` as UTF-8. REQUIRES: value is a Unicode scalar value.
void append_utf8(std::string& out, char32_t value);

// How many columns `text` takes in `unit`.
std::size_t column_width(std::string_view text, ColumnUnit unit);

// Why a text cannot be read as YAML at all, and where that first shows.
struct TextFault {
  enum class Kind {
    kUtf16,        // starts with a UTF-16 byte order mark, or is recognisably UTF-16
    kInvalidUtf8,  // a byte that belongs to no UTF-8 sequence
    kNul,          // a NUL byte
    kControl,      // a character that YAML does not allow unescaped, such as ESC or U+FFFE
  };
  Kind kind;
  std::uint32_t offset;
  std::uint32_t size;  // bytes of the offending character
};

// The first fault of the text, ignoring one byte order mark at its start. YAML's printable
// characters are TAB, LF, CR, U+0020..7E, U+0085, U+00A0..D7FF, U+E000..FFFD, and U+10000..10FFFF
// (go.yaml.in/yaml/v2, readerc.go).
std::optional<TextFault> find_text_fault(std::string_view bytes);

}  // namespace plimsoll
