// What go-yaml refuses and yaml-cpp lets pass.
//
// kubectl reads with go-yaml, a port of libyaml. Where that stops, a file does not deploy, so it
// must not pass here:
//
//   a: 1<LF>b            a key without its colon
//   a: &x.y 1            an anchor with a dot in its name
//   %YAML 1.1<LF>a: 1    a directive without `---` behind it
//
// These functions look at the text beside what yaml-cpp reported and know nothing of trees. Tabs
// have a file of their own (tabs.cpp).

#include "engine/yaml/strictness.h"

#include <algorithm>

#include "engine/text/source_file.h"
#include "engine/text/utf8.h"

namespace plimsoll {
namespace {

constexpr std::size_t kMaxImplicitKey = 1024;

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
bool is_space(char c) {
  return is_blank(c) || c == '\n' || c == '\r';
}
bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         c == '-';
}
// go-yaml also takes `,`, `[` and `]` for parts of a tag where yaml-cpp sees the tag end.
bool is_tag_character(char c) {
  return is_word(c) || std::string_view(";/?:@&=+$.!~*'()%").find(c) != std::string_view::npos;
}

// The end of the line at `at`, without its terminator.
std::uint32_t line_end(std::string_view text, std::uint32_t at) {
  return static_cast<std::uint32_t>(std::min(text.find_first_of("\r\n", at), text.size()));
}

std::optional<Refusal> check_anchor(std::string_view text, Span anchor) {
  std::uint32_t end = anchor.begin + 1;
  while (end < anchor.end && is_word(text[end])) ++end;
  const bool named = end > anchor.begin + 1;
  const bool closes = end < text.size() && std::string_view(",]}").find(text[end]) != text.npos;
  if (named && (end == anchor.end || closes)) return std::nullopt;
  return Refusal{anchor, "the name of an anchor is made of letters, digits, - and _"};
}

std::optional<Refusal> check_tag(std::string_view text, Span tag) {
  const std::string_view written = text.substr(tag.begin, tag.size());
  if (written.starts_with("!<") && written.ends_with('>')) return std::nullopt;
  if (std::all_of(written.begin(), written.end(), is_tag_character)) return std::nullopt;
  return Refusal{tag, "the tag holds a character that no tag can"};
}

// Whether a directive is `%YAML 1.1` or `%TAG`, which is all that kubectl's YAML knows.
bool is_known_directive(std::string_view line) {
  if (line.starts_with("%TAG ")) return true;
  constexpr std::string_view kYaml = "%YAML";
  if (!line.starts_with(kYaml)) return false;
  const std::size_t version = line.find_first_not_of(" \t", kYaml.size());
  if (version == kYaml.size() || version == line.npos) return false;
  const std::string_view rest = line.substr(version);
  return rest.starts_with("1.1") && (rest.size() == 3 || is_blank(rest[3]));
}

}  // namespace

std::uint32_t skip_space_and_comments(std::string_view text, std::uint32_t at) {
  while (at < text.size()) {
    if (text[at] == '#' && (at == 0 || is_space(text[at - 1]))) {
      at = line_end(text, at);
    } else if (is_space(text[at])) {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

std::uint32_t properties_end(std::string_view text, std::uint32_t begin, std::uint32_t content) {
  std::uint32_t end = begin;
  for (std::uint32_t at = begin; at < content; at = skip_space_and_comments(text, end)) {
    end = at;
    while (end < content && !is_space(text[end])) ++end;
  }
  return end;
}

bool begins_with_empty_scalar(std::string_view text) {
  const char first = text.empty() ? ' ' : text[0];
  if (first == '|' || first == '>') return true;
  if (first != '"' && first != '\'') return false;
  return text.size() == 1 || text[1] == first || is_space(text[1]) || text[1] == '\\';
}

std::uint32_t column_of(std::string_view text, std::uint32_t at) {
  if (at == 0) return 0;
  return at - static_cast<std::uint32_t>(text.find_last_of("\r\n", at - 1) + 1);  // npos + 1 is 0
}

std::optional<Refusal> check_properties(std::string_view text, Span properties,
                                        std::uint32_t text_column) {
  for (std::uint32_t at = properties.begin; at < properties.end;) {
    std::uint32_t end = at;
    while (end < properties.end && !is_space(text[end])) ++end;
    const Span word{at, end};
    if (auto fault = text[at] == '&' ? check_anchor(text, word) : check_tag(text, word)) {
      return fault;
    }
    at = skip_space_and_comments(text, end);
    const bool alone = text.substr(end, at - end).find_first_of("\r\n") != text.npos;
    if (alone && at < text.size() && column_of(text, word.begin) < text_column) {
      return Refusal{word, "a tag or anchor on a line of its own must be indented like a value"};
    }
  }
  return std::nullopt;
}

std::optional<Refusal> check_implicit_key(std::string_view text, std::uint32_t begin, Span key,
                                          bool in_flow) {
  std::uint32_t at = key.end;
  while (at < text.size() && is_blank(text[at])) ++at;
  const bool has_colon = at < text.size() && text[at] == ':';
  if (!has_colon && in_flow) return std::nullopt;
  if (!has_colon) return Refusal{key, "this key has no : behind it on its line"};
  const std::string_view written = text.substr(begin, at - begin);
  if (written.find_first_of("\r\n") != written.npos) {
    return Refusal{key, "a key and its : must stand on one line"};
  }
  if (written.size() > kMaxImplicitKey &&
      column_width(written, ColumnUnit::kCodePoint) > kMaxImplicitKey) {
    return Refusal{key, "a key of more than 1024 characters needs a ? before it"};
  }
  return std::nullopt;
}

std::vector<Refusal> check_scalar(std::string_view text, Span scalar, ScalarStyle style,
                                  std::string_view tag, bool in_flow) {
  std::vector<Refusal> faults;
  if (tag.starts_with('!') && tag.find('!', 1) != tag.npos) {
    faults.push_back({scalar, "no %TAG declares the handle of the tag"});
  }
  const std::string_view written = text.substr(scalar.begin, scalar.size());
  if (in_flow && style == ScalarStyle::kPlain && written.starts_with(':')) {
    faults.push_back({scalar, "text in a flow collection cannot begin with a :"});
  }
  if (style != ScalarStyle::kDoubleQuoted) return faults;
  for (std::size_t at = written.find('\\'); at != written.npos; at = written.find('\\', at + 2)) {
    if (written[at + 1] != '/') continue;
    const std::uint32_t begin = scalar.begin + static_cast<std::uint32_t>(at);
    faults.push_back({{begin, begin + 2}, "YAML has no escape \\/"});
  }
  return faults;
}

std::optional<Refusal> check_place(std::string_view text, std::uint32_t begin,
                                   std::uint32_t text_column) {
  const std::uint32_t column = column_of(text, begin);
  const bool begins_line =
      text.substr(begin - column, column).find_first_not_of(' ') == std::string_view::npos;
  if (column >= text_column || !begins_line) return std::nullopt;
  return Refusal{{begin, begin + 1},
                 "what begins here is not indented deeper than its key or dash"};
}

std::vector<Refusal> check_prologue(std::string_view text, Span chunk) {
  std::vector<Refusal> faults;
  std::optional<Span> directive;
  for (std::uint32_t line = chunk.begin; line < chunk.end;) {
    const std::uint32_t end = std::min(line_end(text, line), chunk.end);
    const std::string_view written = text.substr(line, end - line);
    const std::size_t first = written.find_first_not_of(" \t");
    if (written.starts_with('%')) {
      directive = Span{line, end};
      if (written.starts_with("%YAML") && !is_known_directive(written)) {
        faults.push_back({*directive, "kubectl reads YAML 1.1 only and refuses this directive"});
      } else if (!is_known_directive(written)) {
        faults.push_back({*directive, "kubectl refuses an unknown directive"});
      }
    } else if (first != written.npos && written[first] != '#') {
      if (directive && !written.starts_with("---")) {
        faults.push_back({*directive, "a --- must follow the directives"});
      }
      if (written.starts_with("...") && (written.size() == 3 || is_blank(written[3]))) {
        faults.push_back({{line, line + 3}, "no document stands before this end of a document"});
      }
      return faults;
    }
    line = end + 1;
  }
  if (directive) faults.push_back({*directive, "directives without a document behind them"});
  return faults;
}

}  // namespace plimsoll
