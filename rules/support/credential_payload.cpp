// Takes values apart that are texts with keys and values of their own: a whole application.yml,
// .env file or shell script inside one key of a ConfigMap.
//
//   data:
//     application.yml: |
//       spring: {datasource: {password: x9Kd2mQ}}    found under `password`
//
// YAML and JSON are parsed, so that keys and quoting mean what they mean; what does not parse (a
// template, say) and everything else is read line by line. Commented lines hold no configuration
// and are passed over, but for URLs with a strong password. It neither follows includes nor
// evaluates anything.

#include "rules/support/credential_payload.h"

#include <re2/re2.h>

#include <algorithm>
#include <unordered_map>

#include "engine/yaml/parse.h"
#include "rules/support/credential_key.h"
#include "rules/support/credential_shapes.h"
#include "rules/support/credential_words.h"

namespace plimsoll {
namespace {

constexpr std::string_view kWhiteSpace = " \t\r\n";

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// What follows the last dot of a file name; `.env` has it too.
std::string extension(std::string_view key) {
  const std::size_t dot = key.rfind('.');
  return dot == std::string_view::npos ? std::string() : lower_case(key.substr(dot + 1));
}

PayloadSyntax syntax_of_name(std::string_view key) {
  for (const std::string_view name : {"pgpass", "userlist", "htpasswd"}) {
    if (key.find(name) != std::string_view::npos) return PayloadSyntax::kLines;
  }
  const std::string ending = extension(key);
  if (is_one_of(ending, {"yaml", "yml", "json"})) return PayloadSyntax::kYaml;
  if (ending == "xml") return PayloadSyntax::kXml;
  if (is_one_of(ending, {"sh", "bash"})) return PayloadSyntax::kShell;
  if (is_one_of(ending, {"py", "js", "ts", "lua", "rb", "php", "groovy", "go", "jq", "tpl"})) {
    return PayloadSyntax::kScript;
  }
  if (is_one_of(ending, {"properties", "env", "conf", "cfg", "ini", "toml", "cnf", "npmrc", "netrc",
                         "pgpass", "sql", "config"})) {
    return PayloadSyntax::kLines;
  }
  return PayloadSyntax::kNone;
}

std::string_view next_line(std::string_view text, std::size_t from) {
  return text.substr(from, text.find('\n', from) - from);
}

bool is_comment(std::string_view line) {
  const std::size_t first = line.find_first_not_of(kWhiteSpace);
  return first != std::string_view::npos &&
         (line[first] == '#' || line[first] == ';' || line[first] == '!');
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(kWhiteSpace) == std::string_view::npos;
}

// Whether the first line that says something is a key of YAML: `key:` or `- key:`.
PayloadSyntax syntax_of_lines(std::string_view text) {
  bool first = true;
  for (std::size_t from = 0; from < text.size();) {
    const std::string_view line = next_line(text, from);
    from += line.size() + 1;
    if (is_blank(line) || is_comment(line) || line == "---" || line.starts_with('[')) continue;
    const auto assignment = read_assignment(line);
    if (assignment && first) {
      const std::size_t after =
          static_cast<std::size_t>(assignment->key.data() - line.data()) + assignment->key.size();
      const std::size_t mark = line.find_first_not_of("\"' ", after);
      const bool yaml = mark != std::string_view::npos && line[mark] == ':' &&
                        (mark + 1 == line.size() || line[mark + 1] == ' ');
      return yaml ? PayloadSyntax::kYaml : PayloadSyntax::kLines;
    }
    if (assignment) return PayloadSyntax::kLines;
    first = false;
  }
  return PayloadSyntax::kNone;
}

// A user name makes a guessable password for its neighbours.
void add_neighbour(std::string_view key, std::string_view value, std::vector<std::string>& out) {
  if (!value.empty() && value.size() <= 64 && is_user_name_key(key)) {
    out.push_back(lower_case(value));
  }
}

// Whether the mapping that holds the scalar points at a Secret, as `passwordSecret: {password: x}`
// does, whose values are names.
bool is_inside_reference(Node scalar) {
  const Node parent = scalar.parent();
  return parent.exists() && parent.has_key() &&
         read_key(parent.key()).key_class == KeyClass::kReference;
}

// Judges every scalar of a parsed text. False when part of it could not be read.
bool judge_yaml(std::string_view text, int depth, std::vector<Credential>& found) {
  const auto file = parse_yaml("payload", std::string(text));
  for (const Document& document : file->documents) {
    if (document.unreadable() || document.root.is_scalar()) return false;
  }
  const Tree& tree = file->tree;
  std::unordered_map<std::uint32_t, std::vector<std::string>> neighbours;
  for (std::uint32_t i = 0; i < tree.size(); ++i) {
    const Node node(&tree, i);
    if (node.is_scalar() && node.has_key() && !node.is_alias()) {
      add_neighbour(node.key(), node.text(), neighbours[tree.record(i).parent]);
    }
  }
  std::vector<Credential> inside;
  for (std::uint32_t i = 0; i < tree.size(); ++i) {
    const Node node(&tree, i);
    if (!node.is_scalar() || node.is_alias()) continue;
    inside.clear();
    const std::string_view key = is_inside_reference(node) ? std::string_view() : meaning_key(node);
    judge_value(key, node.text(), neighbours[tree.record(i).parent], depth, inside);
    for (const Credential& one : inside) {
      const Span span = node.text_span(one.begin, one.end);
      found.push_back({span.begin, span.end, one.grade});
    }
  }
  return true;
}

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

// Runs an expression of three groups (a key, and a value in one of two places) over the text.
void judge_pairs(const RE2& expression, std::string_view text, int depth,
                 std::vector<Credential>& found) {
  re2::StringPiece groups[4];
  std::size_t from = 0;
  std::vector<Credential> inside;
  while (from < text.size() &&
         expression.Match(piece(text), from, text.size(), RE2::UNANCHORED, groups, 4)) {
    const re2::StringPiece& value = groups[2].empty() ? groups[3] : groups[2];
    from = static_cast<std::size_t>(groups[0].data() - text.data()) + groups[1].size() + 1;
    if (value.empty()) continue;
    const auto begin = static_cast<std::size_t>(value.data() - text.data());
    inside.clear();
    judge_value({groups[1].data(), groups[1].size()}, {value.data(), value.size()}, {}, depth,
                inside);
    for (const Credential& one : inside) {
      found.push_back({begin + one.begin, begin + one.end, one.grade});
    }
  }
}

// <password>x</password>, password="x", <entry key="password">x</entry>, name="password" value="x".
void judge_xml(std::string_view text, int depth, std::vector<Credential>& found) {
  static const RE2 kElement(
      R"re(<([A-Za-z_][0-9A-Za-z_.:-]{0,99})(?:\s[^<>]{0,500})?>([^<>]+)()</)re");
  static const RE2 kAttribute(
      R"re(\s([A-Za-z_][0-9A-Za-z_.:-]{0,99})\s{0,2}=\s{0,2}"([^"<]+)"())re");
  static const RE2 kNamed(R"re(\s(?:name|key|id)="([^"<]{1,200})")re"
                          R"re((?:[^<>]{0,200}\svalue="([^"<]+)"|[^<>]{0,200}>([^<>]+)</))re");
  judge_pairs(kElement, text, depth, found);
  judge_pairs(kAttribute, text, depth, found);
  judge_pairs(kNamed, text, depth, found);
}

// The last field of host:port:database:user:password, and the second of "user" "password".
void judge_password_file_line(std::string_view line, std::vector<Credential>& found) {
  static const RE2 kPgpass(R"(^[^\s:#]+:(?:[0-9]{2,5}|\*):[^\s:]+:[^\s:]+:(\S{3,})$)");
  static const RE2 kUserList(R"re(^"[^"]+"\s+"([^"]{3,})"\s*$)re");
  re2::StringPiece secret;
  if (!RE2::PartialMatch(piece(line), kPgpass, &secret) &&
      !RE2::PartialMatch(piece(line), kUserList, &secret)) {
    return;
  }
  const auto begin = static_cast<std::size_t>(secret.data() - line.data());
  const Credential one = judge_under_key("password", line.substr(begin, secret.size()), {}, true);
  if (one.grade != Grade::kNone) found.push_back({begin + one.begin, begin + one.end, one.grade});
}

bool holds_literal(const Assignment& assignment, PayloadSyntax syntax) {
  if (syntax == PayloadSyntax::kScript) return assignment.quoted;
  if (syntax == PayloadSyntax::kShell) return !assignment.spaced;
  return true;
}

void judge_line(std::string_view line, PayloadSyntax syntax,
                std::span<const std::string> neighbours, int depth,
                std::vector<Credential>& found) {
  find_shapes(line, {.in_payload = true, .guesses = neighbours}, found);
  if (syntax == PayloadSyntax::kScript) {
    // Bare words are code: connect(host, password=settings.password).
    std::erase_if(found, [line](const Credential& one) {
      return one.begin == 0 ||
             std::string_view("\"':").find(line[one.begin - 1]) == std::string_view::npos;
    });
  }
  const auto assignment = read_assignment(line);
  if (!assignment || !holds_literal(*assignment, syntax)) return;
  std::string_view value = line.substr(assignment->begin, assignment->end - assignment->begin);
  // The first word of a shell's line may be an assignment that holds for a command: X=y run.
  if (syntax == PayloadSyntax::kShell && !assignment->quoted) {
    value = value.substr(0, value.find_first_of(" \t;&|"));
  }
  const std::size_t before = found.size();
  if (depth < kDeepestPayload && value.starts_with('{')) {
    judge_value(assignment->key, value, neighbours, depth, found);
    for (std::size_t i = before; i < found.size(); ++i) {
      found[i].begin += assignment->begin;
      found[i].end += assignment->begin;
    }
    return;
  }
  if (value.find("://") != std::string_view::npos) return;  // judged by its shape
  const Credential one = judge_under_key(assignment->key, value, neighbours, true);
  if (one.grade == Grade::kNone) return;
  found.push_back({assignment->begin + one.begin, assignment->begin + one.end, one.grade});
}

// Of comments, only a URL with a password that is no example.
void judge_comment(std::string_view line, std::vector<Credential>& found) {
  if (line.find("://") == std::string_view::npos) return;
  find_shapes(line, {.in_payload = true}, found);
  std::erase_if(found, [](const Credential& one) { return one.grade != Grade::kHigh; });
}

void judge_lines(PayloadSyntax syntax, std::string_view key, std::string_view text, int depth,
                 std::vector<Credential>& found) {
  std::vector<std::string> neighbours;
  for (std::size_t from = 0; from < text.size();) {
    const std::string_view line = next_line(text, from);
    const auto assignment = read_assignment(line);
    if (assignment && !is_comment(line)) {
      add_neighbour(assignment->key,
                    line.substr(assignment->begin, assignment->end - assignment->begin),
                    neighbours);
    }
    from += line.size() + 1;
  }
  const bool sql = extension(key) == "sql";
  const auto commented = [sql](std::string_view line) {
    const std::size_t first = std::min(line.find_first_not_of(kWhiteSpace), line.size());
    return is_comment(line) || (sql && line.substr(first).starts_with("--"));
  };
  const bool password_file = key.find("pgpass") != std::string_view::npos ||
                             key.find("userlist") != std::string_view::npos;
  std::vector<Credential> inside;
  for (std::size_t from = 0; from < text.size();) {
    const std::string_view line = next_line(text, from);
    inside.clear();
    if (commented(line)) {
      judge_comment(line, inside);
    } else {
      judge_line(line, syntax, neighbours, depth, inside);
      if (password_file) judge_password_file_line(line, inside);
    }
    for (const Credential& one : inside) {
      found.push_back({from + one.begin, from + one.end, one.grade});
    }
    from += line.size() + 1;
  }
}

}  // namespace

PayloadSyntax payload_syntax(std::string_view key, std::string_view text) {
  const std::size_t first = text.find_first_not_of(kWhiteSpace);
  if (first == std::string_view::npos) return PayloadSyntax::kNone;
  const std::string_view body = text.substr(first, text.find_last_not_of(kWhiteSpace) + 1 - first);
  const bool one_line = body.find('\n') == std::string_view::npos;
  if ((body[0] == '{' || body[0] == '[') && body.find('"') != std::string_view::npos &&
      body.find(':') != std::string_view::npos) {
    return PayloadSyntax::kYaml;
  }
  if (body.starts_with("<?xml") || (body[0] == '<' && body.find("</") != std::string_view::npos)) {
    return PayloadSyntax::kXml;
  }
  if (body.starts_with("#!")) {
    const std::string_view interpreter = next_line(body, 0);
    return interpreter.ends_with("sh") ? PayloadSyntax::kShell : PayloadSyntax::kScript;
  }
  const PayloadSyntax named = syntax_of_name(key);
  if (named == PayloadSyntax::kLines && syntax_of_lines(body) == PayloadSyntax::kYaml) {
    return PayloadSyntax::kYaml;
  }
  if (named == PayloadSyntax::kYaml && (body[0] == '{' || body[0] == '[')) return named;
  if (named != PayloadSyntax::kNone) {
    // `spring.config: on` has a dotted key, not a file name.
    return one_line && !read_assignment(body) && key[0] != '.' ? PayloadSyntax::kNone : named;
  }
  return one_line ? PayloadSyntax::kNone : syntax_of_lines(body);
}

void judge_payload(PayloadSyntax syntax, std::string_view key, std::string_view text, int depth,
                   std::vector<Credential>& found) {
  constexpr std::size_t kLargestParsed = 64 << 10;
  if (syntax == PayloadSyntax::kXml) return judge_xml(text, depth, found);
  if (syntax == PayloadSyntax::kYaml) {
    std::vector<Credential> inside;
    if (text.size() <= kLargestParsed && judge_yaml(text, depth, inside)) {
      found.insert(found.end(), inside.begin(), inside.end());
      return;
    }
    syntax = PayloadSyntax::kLines;
  }
  judge_lines(syntax, key, text, depth, found);
}

std::string_view meaning_key(Node scalar) {
  if (scalar.has_key()) {
    if (scalar.key() != "value") return scalar.key();
    const Node name = scalar.parent()["name"];
    return name.is_scalar() ? name.text() : scalar.key();
  }
  const Node list = scalar.parent();
  return list.exists() && list.has_key() ? list.key() : std::string_view();
}

}  // namespace plimsoll
