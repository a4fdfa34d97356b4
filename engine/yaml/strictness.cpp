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
bool is_tag_character(char c) {
  return is_word(c) || std::string_view(";/?:@&=+$,.!~*'()[]%").find(c) != std::string_view::npos;
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

std::optional<Refusal> check_properties(std::string_view text, std::uint32_t begin,
                                        std::uint32_t content) {
  for (std::uint32_t at = begin; at < content;) {
    std::uint32_t end = at;
    while (end < content && !is_space(text[end])) ++end;
    const Span word{at, end};
    auto fault = text[at] == '&'   ? check_anchor(text, word)
                 : text[at] == '!' ? check_tag(text, word)
                                   : std::nullopt;
    if (fault) return fault;
    if (text[at] == '#') end = line_end(text, at);
    at = end;
    while (at < content && is_space(text[at])) ++at;
  }
  return std::nullopt;
}

std::optional<Refusal> check_implicit_key(std::string_view text, std::uint32_t begin, Span key,
                                          bool in_flow_mapping) {
  std::uint32_t at = key.end;
  while (at < text.size() && is_blank(text[at])) ++at;
  const bool has_colon = at < text.size() && text[at] == ':';
  if (!has_colon && in_flow_mapping) return std::nullopt;
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
