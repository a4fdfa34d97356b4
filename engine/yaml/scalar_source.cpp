// From decoded text back to the bytes that spell it.
//
// A scalar's text and its source part ways at escapes, doubled quotes, folded lines and the
// indentation of block scalars. Both are known here, so the source is not decoded again: it is
// walked along the text, piece by piece, and every piece remembers where it came from. A piece is
// either verbatim (the same bytes on both sides) or a replacement (an escape, a fold, the end of a
// line with the indentation of the next). Of
//
//     url: "http://a\tb"       the text is   http://a<TAB>b
//
// the pieces are `http://a` (verbatim), `\t` for the tab, and `b` (verbatim). Whatever does not fit
// ends the walk, and the answer is "not spelled here" rather than a guess.

#include "engine/yaml/scalar_source.h"

#include <algorithm>
#include <string>

#include "engine/text/utf8.h"
#include "engine/yaml/quoted.h"

namespace plimsoll {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
bool is_break(char c) {
  return c == '\n' || c == '\r';
}
bool is_block_header(char c) {
  return c == '+' || c == '-' || (c >= '0' && c <= '9');
}

struct Piece {
  std::size_t text_begin;
  std::size_t text_end;
  Span source;
  bool verbatim;
};

// Walks the source along the text and keeps what the caller asked for: where the wanted bytes of
// the text begin and end.
class Walk {
 public:
  Walk(const ScalarSource& scalar, std::size_t begin, std::size_t end)
      : source_(scalar.source), text_(scalar.text), at_(scalar.begin), begin_(begin), end_(end) {}

  bool run(ScalarStyle style) {
    switch (style) {
      case ScalarStyle::kPlain:
        return plain();
      case ScalarStyle::kSingleQuoted:
      case ScalarStyle::kDoubleQuoted:
        return quoted(style == ScalarStyle::kDoubleQuoted ? '"' : '\'');
      case ScalarStyle::kLiteral:
      case ScalarStyle::kFolded:
        return block();
    }
    return false;
  }

  std::uint32_t end_of_scalar() const { return last_; }
  std::optional<Span> wanted() const {
    if (!wanted_begin_) return std::nullopt;
    return Span{*wanted_begin_, std::max(wanted_end_, *wanted_begin_)};
  }

 private:
  bool done() const { return read_ == text_.size(); }
  bool at_end() const { return at_ >= source_.size(); }
  char peek(std::uint32_t ahead = 0) const {
    return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0';
  }

  bool plain();
  bool quoted(char quote);
  bool escape();
  bool fold();
  bool block();
  bool block_line(std::uint32_t indent);
  std::optional<std::uint32_t> block_indent() const;

  // Takes `size` bytes that are the same on both sides.
  bool take_verbatim(std::size_t size) {
    const std::string_view here = source_.substr(at_, size);
    if (text_.substr(read_, size) != here || here.size() != size) return false;
    add({read_, read_ + size, {at_, at_ + static_cast<std::uint32_t>(size)}, true});
    return true;
  }

  // Takes `size` bytes of source that stand for `text`.
  bool take_replacement(std::uint32_t size, std::string_view text) {
    if (text_.substr(read_, text.size()) != text) return false;
    add({read_, read_ + text.size(), {at_, at_ + size}, false});
    return true;
  }

  void add(const Piece& piece) {
    const bool has_begin = piece.text_begin <= begin_ && begin_ < piece.text_end;
    const bool has_end = piece.text_begin < end_ && end_ <= piece.text_end;
    const auto offset = [&piece](std::size_t text_offset) {
      return piece.source.begin + static_cast<std::uint32_t>(text_offset - piece.text_begin);
    };
    if (has_begin) wanted_begin_ = piece.verbatim ? offset(begin_) : piece.source.begin;
    if (has_end) wanted_end_ = piece.verbatim ? offset(end_) : piece.source.end;
    read_ = piece.text_end;
    at_ = piece.source.end;
    last_ = at_;
  }

  // The number of bytes of a line break here; 0 where there is none.
  std::uint32_t break_size() const {
    if (peek() == '\r') return peek(1) == '\n' ? 2 : 1;
    return peek() == '\n' ? 1 : 0;
  }

  std::string_view source_;
  std::string_view text_;
  std::uint32_t at_;
  std::size_t read_ = 0;
  std::size_t begin_;
  std::size_t end_;
  std::uint32_t last_ = 0;
  std::optional<std::uint32_t> wanted_begin_;
  std::uint32_t wanted_end_ = 0;
};

bool Walk::plain() {
  while (!done()) {
    std::size_t size = 0;
    while (at_ + size < source_.size() && read_ + size < text_.size() &&
           source_[at_ + size] == text_[read_ + size] && !is_break(source_[at_ + size])) {
      ++size;
    }
    // Blanks before a line break belong to the fold.
    if (read_ + size < text_.size()) {
      while (size > 0 && is_blank(source_[at_ + size - 1])) --size;
    }
    if (size > 0) take_verbatim(size);
    if (!done() && !fold()) return false;
  }
  return true;
}

// A line fold: blanks, one or more line breaks, indentation. One break reads as a space, more as
// one line feed less than there are.
bool Walk::fold() {
  const std::uint32_t start = at_;
  std::uint32_t breaks = 0;
  std::uint32_t end = at_;
  while (end < source_.size() && (is_blank(source_[end]) || is_break(source_[end]))) {
    if (is_break(source_[end])) {
      ++breaks;
      if (source_.substr(end, 2) == "\r\n") ++end;
    }
    ++end;
  }
  if (breaks == 0) return false;
  const std::string text = breaks == 1 ? " " : std::string(breaks - 1, '\n');
  return take_replacement(end - start, text);
}

bool Walk::quoted(char quote) {
  ++at_;
  const auto doubled = [&] { return quote == '\'' && peek() == quote && peek(1) == quote; };
  while (!at_end() && (peek() != quote || doubled())) {
    std::uint32_t size = 0;
    while (at_ + size < source_.size() && peek(size) != quote && peek(size) != '\\' &&
           !is_break(peek(size))) {
      ++size;
    }
    if (is_break(peek(size))) {
      while (size > 0 && is_blank(peek(size - 1))) --size;
    }
    if (size > 0 && !take_verbatim(size)) return false;
    if (peek() == '\\') {
      if (quote == '"' ? !escape() : !take_verbatim(1)) return false;
    } else if (peek() != quote) {
      if (at_end() || !fold()) return false;
    } else if (doubled()) {
      if (!take_replacement(2, "'")) return false;
    }
  }
  if (at_end() || !done()) return false;
  last_ = at_ + 1;
  return true;
}

bool Walk::escape() {
  const char letter = peek(1);
  if (is_break(letter)) {  // an escaped line break: gone, with the indentation behind it
    std::uint32_t size = 1;
    std::uint32_t breaks = 0;
    for (; is_blank(peek(size)) || is_break(peek(size)); ++size) {
      breaks += peek(size) == '\n' || (is_break(peek(size)) && peek(size + 1) != '\n') ? 1u : 0u;
    }
    return take_replacement(size, std::string(breaks - 1, '\n'));
  }
  if (const std::string_view text = simple_escape(letter); !text.empty()) {
    return take_replacement(2, text);
  }
  const auto code = hex_escape(source_.substr(at_));
  if (!code) return false;
  std::string text;
  append_utf8(text, code->value);
  return take_replacement(code->size, text);
}

// The indentation of the content: that of the first line that is not blank, less the blanks that
// line keeps in the text (it keeps some only under an explicit indentation indicator).
std::optional<std::uint32_t> Walk::block_indent() const {
  const std::size_t line = text_.find_first_not_of('\n');
  if (line == std::string_view::npos) return UINT32_MAX;  // line breaks alone keep no blanks
  const std::size_t kept = text_.find_first_not_of(' ', line);
  if (kept == std::string_view::npos) return std::nullopt;
  std::uint32_t at = at_;
  std::uint32_t column = 0;
  while (at < source_.size() && (source_[at] == ' ' || is_break(source_[at]))) {
    column = is_break(source_[at]) ? 0 : column + 1;
    ++at;
  }
  const auto blanks = static_cast<std::uint32_t>(kept - line);
  if (column < blanks) return std::nullopt;
  return column - blanks;
}

bool Walk::block() {
  std::uint32_t end = at_ + 1;
  while (end < source_.size() && is_block_header(source_[end])) ++end;
  while (!at_end() && !is_break(peek())) ++at_;  // the rest of the header line: a comment
  at_ += break_size();
  const auto indent = block_indent();
  if (indent && !text_.empty()) {
    while (!done() && !at_end()) {
      if (!block_line(*indent)) return false;
      std::uint32_t tail = last_;
      while (tail > end && (is_blank(source_[tail - 1]) || is_break(source_[tail - 1]))) --tail;
      end = std::max(end, tail);
    }
    if (!done()) return false;
  }
  last_ = end;
  return true;
}

// One line of content and the break behind it. What the break reads as is in the text: nothing (the
// end), a space (folded), or line feeds, of which one may stand for several lines of source.
bool Walk::block_line(std::uint32_t indent) {
  std::uint32_t skip = 0;
  while (skip < indent && peek(skip) == ' ') ++skip;
  std::uint32_t size = 0;
  while (at_ + skip + size < source_.size() && !is_break(peek(skip + size))) ++size;
  at_ += skip;
  if (size > 0 && !take_verbatim(size)) return false;
  if (done()) return true;
  const std::uint32_t newline = break_size();
  if (newline == 0) return text_.substr(read_) == "\n" && take_replacement(0, "\n");
  if (text_[read_] == '\n') return take_replacement(newline, "\n");
  // Folded: this break reads as a space, or (before blank lines) as nothing.
  if (text_[read_] == ' ' && size > 0 && !is_break(peek(newline))) {
    return take_replacement(newline, " ");
  }
  return take_replacement(newline, "");
}

}  // namespace

ScalarStyle style_of(char first) {
  switch (first) {
    case '"':
      return ScalarStyle::kDoubleQuoted;
    case '\'':
      return ScalarStyle::kSingleQuoted;
    case '|':
      return ScalarStyle::kLiteral;
    case '>':
      return ScalarStyle::kFolded;
    default:
      return ScalarStyle::kPlain;
  }
}

std::optional<std::uint32_t> spelled_null_end(std::string_view source, std::uint32_t begin,
                                              bool is_key) {
  for (const std::string_view spelled : {"~", "null", "Null", "NULL"}) {
    if (!source.substr(begin).starts_with(spelled)) continue;
    const auto end = begin + static_cast<std::uint32_t>(spelled.size());
    const char next = end < source.size() ? source[end] : '\n';
    const bool ends = is_blank(next) || is_break(next) || next == ',' || next == '}' || next == ']';
    if (ends || (next == ':' && is_key)) return end;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> scalar_end(const ScalarSource& scalar) {
  Walk walk(scalar, 0, 0);
  if (!walk.run(scalar.style)) return std::nullopt;
  return std::max(walk.end_of_scalar(), scalar.begin);
}

std::optional<Span> text_source(const ScalarSource& scalar, std::size_t begin, std::size_t end) {
  Walk walk(scalar, begin, end);
  if (!walk.run(scalar.style)) return std::nullopt;
  return walk.wanted();
}

}  // namespace plimsoll
