// JSON as this program writes it.
//
// The library escapes what JSON demands: quotes, backslashes and C0 controls. DEL, C1 controls and
// bidirectional marks are legal in a JSON string, yet a log shows JSON as it is. Outside of strings
// JSON has only ASCII, so every such character of the finished text is in a string and can be
// written as an escape: U+202E becomes `\u202e`. So is the `##[` that a log would obey. Korean
// stays Korean.

#include "cli/formats/json_text.h"

#include <cstdint>
#include <nlohmann/json.hpp>

#include "cli/formats/escape.h"
#include "engine/text/utf8.h"

namespace plimsoll {
namespace {

void append_escape(std::string& out, std::uint32_t unit) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out.push_back(kDigits[(unit >> shift) & 0xF]);
}

// An indent of -1 is one line.
std::string dumped_safely(const nlohmann::ordered_json& value, int indent) {
  const std::string dumped =
      value.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  std::string out;
  out.reserve(dumped.size() + 1);
  std::string_view rest = dumped;
  while (!rest.empty()) {
    const CodePoint point = decode_code_point(rest);
    if (starts_log_command(rest)) {
      append_escape(out, point.value);
    } else if (point.value == '\n' || !is_unsafe(point.value)) {
      out += rest.substr(0, point.size);
    } else if (point.value < 0x10000) {
      append_escape(out, point.value);
    } else {
      append_escape(out, 0xD800 + ((point.value - 0x10000) >> 10));
      append_escape(out, 0xDC00 + ((point.value - 0x10000) & 0x3FF));
    }
    rest.remove_prefix(point.size);
  }
  return out;
}

}  // namespace

std::string json_document(const nlohmann::ordered_json& value) {
  return dumped_safely(value, 2) + '\n';
}

std::string json_line(const nlohmann::ordered_json& value) {
  return dumped_safely(value, -1);
}

}  // namespace plimsoll
