// Text between quotes.
//
// Quotes are read here and not left to yaml-cpp, which loses line breaks before a closing quote:
//
//   'it''s'          it's                 the one escape of single quotes
//   "a\tb\u00e9"     a<TAB>bé
//   "a               a, a line feed, b    blanks around a line break go, one break reads as a
//                                         space, more as one line feed less than there are
//     b"
//   "a \             a b                  an escaped break is nothing, and keeps blanks before it
//     b"
//
// Where each byte of the text was written is scalar_source.cpp's business.

#include "engine/yaml/quoted.h"

#include <algorithm>
#include <iterator>

namespace plimsoll {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
bool is_break(char c) {
  return c == '\n' || c == '\r';
}

std::optional<char32_t> hex_value(std::string_view digits) {
  char32_t value = 0;
  for (const char c : digits) {
    const char lower = static_cast<char>(c | 0x20);
    if (c >= '0' && c <= '9') {
      value = value * 16 + static_cast<char32_t>(c - '0');
    } else if (lower >= 'a' && lower <= 'f') {
      value = value * 16 + static_cast<char32_t>(lower - 'a' + 10);
    } else {
      return std::nullopt;
    }
  }
  return value;
}

bool is_surrogate(char32_t value) {
  return value >= 0xD800 && value <= 0xDFFF;
}

class QuotedReader {
 public:
  explicit QuotedReader(std::string_view source) : source_(source) {}

  std::optional<Quoted> read() {
    const char quote = source_[0];
    const std::string_view stops = quote == '"' ? "\"\\\r\n" : "'\r\n";
    for (at_ = 1;;) {
      const std::size_t stop = source_.find_first_of(stops, at_);
      if (stop == std::string_view::npos) return std::nullopt;
      out_.text += source_.substr(at_, stop - at_);
      at_ = stop;
      if (is_break(source_[at_])) {
        fold();
      } else if (source_[at_] == '\\') {
        if (!escape()) return std::nullopt;
      } else if (quote == '\'' && source_.substr(at_, 2) == "''") {
        out_.text += quote;
        kept_ = out_.text.size();
        at_ += 2;
      } else {
        out_.size = static_cast<std::uint32_t>(at_) + 1;
        return std::move(out_);
      }
    }
  }

 private:
  // Skips white space and counts the line breaks in it.
  std::size_t skip_lines() {
    std::size_t breaks = 0;
    for (; at_ < source_.size() && (is_blank(source_[at_]) || is_break(source_[at_])); ++at_) {
      const bool crlf = source_.substr(at_, 2) == "\r\n";
      if (is_break(source_[at_]) && !crlf) ++breaks;
    }
    return breaks;
  }

  void fold() {
    while (out_.text.size() > kept_ && is_blank(out_.text.back())) out_.text.pop_back();
    const std::size_t breaks = skip_lines();
    out_.text += breaks == 1 ? " " : std::string(breaks - 1, '\n');
    kept_ = out_.text.size();
  }

  bool escape() {
    const char letter = at_ + 1 < source_.size() ? source_[at_ + 1] : '\0';
    if (is_break(letter)) {
      ++at_;
      out_.text.append(skip_lines() - 1, '\n');
    } else if (const std::string_view simple = simple_escape(letter); !simple.empty()) {
      out_.text += simple;
      at_ += 2;
    } else if (const auto code = hex_escape(source_.substr(at_))) {
      append_utf8(out_.text, code->value);
      at_ += code->size;
    } else {
      return false;
    }
    kept_ = out_.text.size();
    return true;
  }

  std::string_view source_;
  std::size_t at_ = 0;
  std::size_t kept_ = 0;  // what is before is not trimmed at a line break
  Quoted out_;
};

}  // namespace

std::string_view simple_escape(char letter) {
  struct Escape {
    char letter;
    std::string_view text;
  };
  static constexpr Escape kEscapes[] = {
      {'n', "\n"},
      {'t', "\t"},
      {'"', "\""},
      {'\\', "\\"},
      {'r', "\r"},
      {'0', std::string_view("\0", 1)},
      {'a', "\a"},
      {'b', "\b"},
      {'\t', "\t"},
      {'v', "\v"},
      {'f', "\f"},
      {'e', "\x1B"},
      {' ', " "},
      {'\'', "'"},
      {'/', "/"},
      {'N', "\xC2\x85"},
      {'_', "\xC2\xA0"},
      {'L', "\xE2\x80\xA8"},
      {'P', "\xE2\x80\xA9"},
  };
  const auto* found = std::find_if(std::begin(kEscapes), std::end(kEscapes),
                                   [letter](const Escape& one) { return one.letter == letter; });
  return found == std::end(kEscapes) ? std::string_view() : found->text;
}

std::optional<CodePoint> hex_escape(std::string_view text) {
  const char letter = text.size() > 1 ? text[1] : '\0';
  const std::uint32_t digits = letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
  if (digits == 0 || text.size() < 2 + digits) return std::nullopt;
  const auto value = hex_value(text.substr(2, digits));
  if (!value || *value > 0x10FFFF) return std::nullopt;
  if (!is_surrogate(*value)) return CodePoint{*value, 2 + digits};
  if (*value < 0xDC00 && text.substr(6, 2) == "\\u" && text.size() >= 12) {
    const auto low = hex_value(text.substr(8, 4));
    if (low && *low >= 0xDC00 && *low <= 0xDFFF) {
      return CodePoint{0x10000 + ((*value - 0xD800) << 10) + (*low - 0xDC00), 12};
    }
  }
  return CodePoint{0xFFFD, 2 + digits};
}

std::optional<Quoted> read_quoted(std::string_view source) {
  return QuotedReader(source).read();
}

std::optional<std::string> decode_json_string(std::string_view quoted) {
  std::string_view rest = quoted.substr(1, quoted.size() - 2);
  std::string text;
  while (!rest.empty()) {
    const std::size_t run = std::min(rest.find('\\'), rest.size());
    text += rest.substr(0, run);
    rest.remove_prefix(run);
    if (rest.empty()) break;
    if (rest.size() < 2) return std::nullopt;
    if (std::string_view("\"\\/bfnrt").find(rest[1]) != std::string_view::npos) {
      text += simple_escape(rest[1]);
      rest.remove_prefix(2);
      continue;
    }
    const auto code = rest[1] == 'u' ? hex_escape(rest) : std::nullopt;
    if (!code) return std::nullopt;
    append_utf8(text, code->value);
    rest.remove_prefix(code->size);
  }
  return text;
}

bool is_verbatim_quoted(std::string_view quoted) {
  const std::string_view inside = quoted.substr(1, quoted.size() - 2);
  return inside.find_first_of(quoted[0] == '"' ? "\\\r\n" : "'\r\n") == std::string_view::npos;
}

}  // namespace plimsoll
