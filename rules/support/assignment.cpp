// Reads one line as `key = value`, in any of the spellings configuration files use.
//
//   spring.datasource.password=x9Kd2mQ      key `spring.datasource.password`
//   export DB_PASSWORD="x9Kd2mQ"            the value is inside the quotes
//     "password": "x9Kd2mQ",                JSON, when its text is too large or broken to parse
//   password = x9Kd2mQ  # the old one       without the comment
//
// A key is one token. Comparisons (`==`) and URLs (`http://`) are no assignments.

#include <algorithm>
#include <string>

#include "rules/support/credential_payload.h"

namespace plimsoll {
namespace {

constexpr std::string_view kBlank = " \t\r";

std::size_t skip_blank(std::string_view line, std::size_t from) {
  return std::min(line.find_first_not_of(kBlank, from), line.size());
}

// What may stand before a key: a list's dash, and words of shells.
std::size_t skip_prefix(std::string_view line) {
  std::size_t from = skip_blank(line, 0);
  constexpr std::string_view kPrefixes[] = {"- ",       "export ", "local ", "readonly ",
                                            "declare ", "ENV ",    "set ",   "const "};
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view prefix : kPrefixes) {
      if (!line.substr(from).starts_with(prefix)) continue;
      from = skip_blank(line, from + prefix.size());
      again = true;
    }
  }
  return from;
}

struct Key {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t after = 0;  // past the closing quote
};

std::optional<Key> read_key_token(std::string_view line) {
  Key key;
  key.begin = skip_prefix(line);
  if (key.begin == line.size()) return std::nullopt;
  const char quote = line[key.begin];
  if (quote == '"' || quote == '\'') {
    ++key.begin;
    key.end = line.find(quote, key.begin);
    if (key.end == std::string_view::npos) return std::nullopt;
    key.after = key.end + 1;
  } else {
    // The `:` of an .npmrc key (//registry/:_authToken=) is part of it.
    const bool npm = line.substr(key.begin).starts_with("//");
    key.end = line.find_first_of(npm ? "= \t" : "=: \t(){}<>$\"'`,", key.begin);
    if (key.end == std::string_view::npos) return std::nullopt;
    key.after = key.end;
  }
  return key.end > key.begin ? std::optional(key) : std::nullopt;
}

// Where the value begins after `=`, `:`, `:=`, `=>`, `?=`; nullopt when there is no separator.
std::optional<std::size_t> skip_separator(std::string_view line, std::size_t from) {
  from = skip_blank(line, from);
  if (from == line.size()) return std::nullopt;
  const std::string_view rest = line.substr(from);
  if (rest.starts_with("==") || rest.starts_with("://") || rest.starts_with("::")) {
    return std::nullopt;
  }
  if (rest.starts_with(":=") || rest.starts_with("=>") || rest.starts_with("?=")) return from + 2;
  return rest[0] == '=' || rest[0] == ':' ? std::optional(from + 1) : std::nullopt;
}

std::size_t closing_quote(std::string_view line, std::size_t open) {
  for (std::size_t i = open + 1; i < line.size(); ++i) {
    if (line[i] == '\\') {
      ++i;
    } else if (line[i] == line[open]) {
      return i;
    }
  }
  return std::string_view::npos;
}

std::size_t end_of_bare_value(std::string_view line, std::size_t begin) {
  std::size_t end = line.size();
  for (const std::string_view comment : {" #", "\t#", " ;", "\t;"}) {
    end = std::min(end, line.find(comment, begin));
  }
  while (end > begin &&
         std::string_view(" \t\r\\,;").find(line[end - 1]) != std::string_view::npos) {
    --end;
  }
  return end;
}

}  // namespace

std::optional<Assignment> read_assignment(std::string_view line) {
  const auto key = read_key_token(line);
  if (!key) return std::nullopt;
  const auto separated = skip_separator(line, key->after);
  if (!separated) return std::nullopt;
  Assignment assignment;
  assignment.key = line.substr(key->begin, key->end - key->begin);
  assignment.begin = skip_blank(line, *separated);
  assignment.spaced = assignment.begin > *separated || line[key->after] == ' ';
  if (assignment.begin < line.size() &&
      (line[assignment.begin] == '"' || line[assignment.begin] == '\'')) {
    // TOML's """x""".
    const std::string triple(3, line[assignment.begin]);
    if (line.substr(assignment.begin).starts_with(triple)) assignment.begin += 2;
    const std::size_t close = closing_quote(line, assignment.begin);
    if (close != std::string_view::npos) {
      assignment.quoted = true;
      ++assignment.begin;
      assignment.end = close;
      return assignment;
    }
  }
  assignment.end = end_of_bare_value(line, assignment.begin);
  return assignment;
}

}  // namespace plimsoll
