// Wildcard patterns, translated to RE2 expressions.
//
//   names   *.k8s.io        ->  .*\.k8s\.io
//           [!a-c]{x,y}     ->  [^\x{61}-\x{63}](?:x|y)
//   paths   *.yaml          ->  (?:.*/)?[^/]*\.yaml(?:/.*)?
//           /charts/**/ci/  ->  charts/(?:.*/)?ci/.*
//
// Patterns come from manifests as well as from the command line. RE2 matches in time linear in the
// text, and both lengths are bounded, so that a hostile one costs little. The two dialects share
// the scanner but little else: gobwas/glob, which Argo CD uses, knows no separators, takes a set
// for a list or for one range but never for both, and lets a brace go unclosed.

#include "engine/text/glob.h"

#include <re2/re2.h>

#include <cstdio>
#include <optional>
#include <string>

#include "engine/text/utf8.h"

namespace plimsoll {
namespace {

// Together they bound what one match may cost to some milliseconds, whoever wrote the pattern.
constexpr std::size_t kLongestPattern = 1024;
constexpr std::size_t kLongestName = 253;  // of an API group; kinds are shorter
constexpr std::size_t kLongestPath = 4096;

// Reads a pattern one code point at a time and collects the expression.
struct Translation {
  std::string_view rest;
  std::string out = {};
  int open_braces = 0;

  bool done() const { return rest.empty(); }
  bool take(std::string_view text) {
    if (!rest.starts_with(text)) return false;
    rest.remove_prefix(text.size());
    return true;
  }
  // REQUIRES: not done().
  std::string_view take_character() {
    const std::string_view character = rest.substr(0, decode_code_point(rest).size);
    rest.remove_prefix(character.size());
    return character;
  }
  void literal(std::string_view text) { out += re2::RE2::QuoteMeta(text); }
  // The braces and commas of alternatives; false when there is none here.
  bool take_alternatives() {
    if (take("{")) {
      out += "(?:";
      ++open_braces;
    } else if (open_braces > 0 && take(",")) {
      out += '|';
    } else if (open_braces > 0 && take("}")) {
      out += ')';
      --open_braces;
    } else {
      return false;
    }
    return true;
  }
};

// A character as a member of a set, whatever it is.
std::string set_member(std::string_view character) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "\\x{%X}",
                static_cast<unsigned>(decode_code_point(character).value));
  return buffer;
}

// A range from `low` to `high`; false when they are the wrong way round.
bool append_range(std::string& set, std::string_view low, std::string_view high) {
  if (decode_code_point(low).value > decode_code_point(high).value) return false;
  set += set_member(low) + '-' + set_member(high);
  return true;
}

// The set of a name pattern, behind its `[`; false when gobwas refuses it. `x-y` is a range only
// when nothing else is in the brackets; elsewhere a dash stands for itself.
bool translate_name_set(Translation& in) {
  in.out += in.take("!") ? "[^" : "[";
  if (in.done()) return false;
  const Translation before = in;
  const std::string_view low = in.take_character();
  if (in.take("-")) {
    if (in.done() || !append_range(in.out, low, in.take_character())) return false;
  } else {
    in.rest = before.rest;
    if (in.take("]")) return false;  // empty
    while (!in.done() && !in.rest.starts_with(']')) {
      in.take("\\");
      if (!in.done()) in.out += set_member(in.take_character());
    }
  }
  if (!in.take("]")) return false;
  in.out += ']';
  return true;
}

std::optional<std::string> translate_name(std::string_view pattern) {
  Translation in{.rest = pattern};
  while (!in.done()) {
    if (in.take_alternatives()) continue;
    if (in.take("*")) {
      in.out += ".*";
    } else if (in.take("?")) {
      in.out += '.';
    } else if (in.take("[")) {
      if (!translate_name_set(in)) return std::nullopt;
    } else {
      in.take("\\");
      if (!in.done()) in.literal(in.take_character());
    }
  }
  in.out.append(static_cast<std::size_t>(in.open_braces), ')');  // as gobwas does
  return in.out;
}

// The set of a path pattern, behind its `[`. As in .gitignore, a `]` right behind the opening is a
// member, and a negated set does not match a slash.
bool translate_path_set(Translation& in) {
  in.out += in.take("!") || in.take("^") ? "[^/" : "[";
  for (bool first = true; first || !in.rest.starts_with(']'); first = false) {
    in.take("\\");
    if (in.done()) return false;
    const std::string_view low = in.take_character();
    const bool is_range = in.rest.starts_with('-') && !in.rest.starts_with("-]");
    if (!is_range) {
      in.out += set_member(low);
      continue;
    }
    in.take("-");
    in.take("\\");
    if (in.done() || !append_range(in.out, low, in.take_character())) return false;
  }
  in.take("]");
  in.out += ']';
  return true;
}

// `**`, where it is a whole segment of the path; false when there is none here.
bool take_any_folders(Translation& in, bool at_segment) {
  if (!at_segment) return false;
  if (in.take("**/")) {
    in.out += "(?:.*/)?";
  } else if (in.rest == "**") {
    in.take("**");
    in.out += ".+";
  } else {
    return false;
  }
  return true;
}

bool translate_path_body(Translation& in) {
  bool at_segment = true;
  while (!in.done()) {
    if (take_any_folders(in, at_segment)) continue;
    at_segment = in.rest.find_first_of("/{,") == 0;
    if (in.take_alternatives()) continue;
    if (in.take("*")) {
      in.out += "[^/]*";
    } else if (in.take("?")) {
      in.out += "[^/]";
    } else if (in.take("[")) {
      if (!translate_path_set(in)) return false;
    } else {
      in.take("\\");
      if (in.done()) return false;
      in.literal(in.take_character());
    }
  }
  return in.open_braces == 0;
}

std::optional<std::string> translate_path(std::string_view pattern) {
  const bool from_root = pattern.starts_with("./");
  if (from_root) pattern.remove_prefix(1);
  const bool folder_only = pattern.size() > 1 && pattern.ends_with('/');
  if (folder_only) pattern.remove_suffix(1);
  const bool anchored = pattern.find('/') != pattern.npos;
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  if (pattern.empty()) return std::nullopt;

  Translation in{.rest = pattern};
  if (!anchored) in.out = "(?:.*/)?";
  if (!translate_path_body(in)) return std::nullopt;
  return in.out + (folder_only ? "/.*" : "(?:/.*)?");
}

std::shared_ptr<const re2::RE2> compile(const std::optional<std::string>& expression) {
  if (!expression) return nullptr;
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_dot_nl(true);
  auto regex = std::make_shared<const re2::RE2>(*expression, options);
  return regex->ok() ? regex : nullptr;
}

}  // namespace

Glob Glob::for_names(std::string_view pattern) {
  Glob glob;
  glob.longest_text_ = kLongestName;
  if (pattern.size() <= kLongestPattern) glob.regex_ = compile(translate_name(pattern));
  return glob;
}

Glob Glob::for_paths(std::string_view pattern) {
  Glob glob;
  glob.longest_text_ = kLongestPath;
  if (pattern.size() <= kLongestPattern) glob.regex_ = compile(translate_path(pattern));
  return glob;
}

bool Glob::matches(std::string_view text) const {
  return valid() && text.size() <= longest_text_ && re2::RE2::FullMatch(text, *regex_);
}

}  // namespace plimsoll
