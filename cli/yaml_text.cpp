// Strings as YAML, for people first.
//
//   2Gi                    plain
//   "true", "0123", ""     quoted, since plain they would be something else
//   '^\d+$'                single quotes where double ones would need escapes
//   "a\nb\e[2J"            double quotes for what cannot be seen
//
// Also quoted is what only other readers take for something else: dates, base 60, a lone `=`.

#include "cli/yaml_text.h"

#include <algorithm>

#include "cli/formats/escape.h"
#include "engine/text/utf8.h"
#include "engine/yaml/scalar.h"

namespace plimsoll {
namespace {

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// Whether every character can be shown as it is.
bool is_presentable(std::string_view text) {
  while (!text.empty()) {
    const CodePoint point = decode_code_point(text);
    if (!point.valid || is_unsafe(point.value) || starts_log_command(text)) return false;
    text.remove_prefix(point.size);
  }
  return true;
}

// Whether YAML takes the text, written without quotes, for one scalar that is all of it.
bool is_one_plain_scalar(std::string_view text) {
  constexpr std::string_view kFirst = "_/$(^.";
  if (text.empty() || text == "..." || text.back() == ' ' || text.back() == ':') return false;
  const bool ascii = static_cast<unsigned char>(text[0]) < 0x80;
  if (ascii && !is_alphanumeric(text[0]) && kFirst.find(text[0]) == kFirst.npos) return false;
  return text.find(": ") == text.npos && text.find(" #") == text.npos && is_presentable(text);
}

// Whether the text has the look of a number, a date or a time to some reader of YAML.
bool looks_numeric(std::string_view text) {
  const bool digits = text.find_first_not_of("0123456789-:_.+TZtz ") == text.npos;
  return digits && text.find_first_of("0123456789") != text.npos;
}

void append_escape(std::string& out, char32_t value) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const int digits = value < 0x100 ? 2 : value < 0x10000 ? 4 : 8;
  out += digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U";
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) out += kDigits[(value >> shift) & 0xF];
}

}  // namespace

std::string yaml_quoted(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const CodePoint point = decode_code_point(text);
    if (point.value == '"' || point.value == '\\') {
      out += '\\';
      out += text[0];
    } else if (point.value == '\n' || point.value == '\t') {
      out += point.value == '\n' ? "\\n" : "\\t";
    } else if (!point.valid || is_unsafe(point.value) || starts_log_command(text)) {
      append_escape(out, point.value);
    } else {
      out += text.substr(0, point.size);
    }
    text.remove_prefix(point.size);
  }
  return out + '"';
}

std::string yaml_string(std::string_view text) {
  const bool is_string = resolve_plain(text).type == ScalarType::kString;
  if (is_string && !looks_numeric(text) && is_one_plain_scalar(text)) return std::string(text);
  const bool escapes = text.find_first_of("\"\\") != text.npos;
  if (escapes && text.find('\'') == text.npos && is_presentable(text)) {
    return '\'' + std::string(text) + '\'';
  }
  return yaml_quoted(text);
}

std::string yaml_key(std::string_view key) {
  const bool number = !key.empty() && key.find_first_not_of("0123456789") == key.npos;
  return number && !canonical_key(key) ? std::string(key) : yaml_string(key);
}

bool fits_block_scalar(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  if (text.find('\n') == text.npos || text.ends_with('\n')) return false;
  if (text[0] == ' ' || text[0] == '\n') return false;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::size_t first = line.find_first_not_of(' ');
    // Lines of blanks are easily lost, and `::` is a command to the log of a CI service.
    if (first == line.npos ? !line.empty() : line.substr(first).starts_with("::")) return false;
    if (!is_presentable(line)) return false;
  }
  return true;
}

}  // namespace plimsoll
