// Finds credentials by the text around them, whatever key they stand under.
//
//   postgres://app:x9Kd2mQ@db:5432        a URL's userinfo
//   jdbc:mysql://db/app?password=x9Kd2mQ  a parameter of a connection string
//   redis-cli -a x9Kd2mQ ping             an option of a command line
//   requirepass x9Kd2mQ                   a directive
//
// Every detector names literals; its regular expression runs only on text that has one of them, so
// that ordinary text costs a few searches. What a detector captures still has to look like a
// credential (credential_value.h): `--password=$(DB_PASSWORD)` is a reference. The tokens of
// providers (`ghp_...`) are not among them.

#include "rules/support/credential_shapes.h"

#include <re2/re2.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <mutex>

#include "rules/support/credential_key.h"
#include "rules/support/credential_words.h"
#include "rules/support/value_patterns.h"

namespace plimsoll {
namespace {

struct Detector {
  // Lower case, separated by `|`; one of them must occur.
  std::string_view literals;
  const char* pattern;
  // Whether group 1 is a name, which must name a credential, and the credential comes after it.
  bool named = false;
};

constexpr Detector kDetectors[] = {
    // JDBC, ODBC, ADO.NET, libpq: name=value among others.
    {"password|passwd|pwd",
     R"((?i)(?:[?&;,]|^|\s)(?:password|pwd|passwd|sslpassword|truststorepassword|)"
     R"(keystorepassword)\s{0,2}=\s{0,2}("[^"]{1,200}"|'[^']{1,200}'|[^&;\s"'=>][^&;\s"']{0,199}))"},
    {"secret=|accesskey=|accountkey=",
     R"((?i)[?&;](?:secret|accesskey|accountkey|sharedaccesskey)=)"
     R"(("[^"]{1,200}"|'[^']{1,200}'|[^&;\s"']{1,200}))"},
    {"jdbc:oracle:", R"((?i:jdbc:oracle:(?:thin|oci):)[^/@\s:]{1,64}/([^@\s]{1,128})@)"},
    // The MySQL driver of Go: user:password@tcp(host)/db.
    {"@tcp(|@unix(", R"((?:^|["'\s=])[^\s:@/"']{1,64}:([^\s@"']{1,128})@(?:tcp|unix)\()"},
    {"authorization", R"((?i)authorization["']?\s{0,3}[:=]\s{0,3}["']?)"
                      R"((?:basic|bearer|token|apikey)\s{1,3}([0-9a-z_.~+/=-]{8,}))"},
    {"loginmodule",
     R"(LoginModule[^;]*?\suser_[0-9A-Za-z_.-]{1,64}\s{0,3}=\s{0,3}\\?["']([^"'\\]{1,200}))"},
    {"requirepass|masterauth|primaryauth|auth-pass",
     R"((?mi)^\s{0,8}(?:--)?(?:requirepass|masterauth|primaryauth|)"
     R"(sentinel\s+auth-pass\s+\S+|masteruser\s+\S+\s+masterauth)\s+["']?([^\s"'#]{1,200}))"},
    {"user ", R"((?m)^\s{0,8}user\s+\S+\s+(?:\S+\s+)*?>(\S{1,200}))"},
    {"identified|password",
     R"((?i)(?:(?:create|alter)\s+(?:user|role|login)\b[^;]{0,200}?\bpassword\s*(?:=\s*)?|)"
     R"(identified\s+(?:with\s+\S+\s+)?by\s+|set\s+password\b[^;]{0,80}?=\s*(?:password\()?))"
     R"((?:N)?["']([^"']{1,200})["'])"},
    // HAProxy.
    {"insecure-password", R"(\sinsecure-password\s+(\S{1,200}))"},
    {"stats", R"(\bstats\s+auth\s+[^\s:]{1,64}:(\S{1,200}))"},
    {"machine ", R"((?:^|\s)machine\s+\S+\s+login\s+\S+\s+password\s+(\S{3,}))"},
    // Options of any program: --db-password=P, -Dkey.password P.
    {"pass|secret|token|api-key|api_key|apikey|access-key|access_key|accesskey",
     R"((?i)(?:^|[\s"'])--?((?:[a-z0-9]+[-_.])*[a-z0-9]*(?:password|passwd|passphrase|secret|token|)"
     R"(api[-_]?key|access[-_]?key|secret[-_]?key|requirepass|storepass|keypass))(?:\s{1,3}|=))"
     R"(("[^"]{1,200}"|'[^']{1,200}'|[^\s"'|;&-][^\s"'|;&]{0,199}))",
     true},
    // Options that mean a password for one program only.
    {"mysql|mariadb",
     R"(\b(?:mysql|mysqldump|mysqladmin|mariadb)\b[^|;&\n]*?\s-p([^\s"'|;&$]{2,100}))"},
    {"redis-cli", R"(\bredis-cli\b[^|;&\n]*?\s-a\s{1,3}["']?([^\s"'|;&]{1,100}))"},
    {"sshpass", R"(\bsshpass\s{1,3}-p\s{0,3}["']?([^\s"'|;&]{1,100}))"},
    {"curl",
     R"(\bcurl\b[^|;&\n]*?\s(?:-u|--user)[\s=]{1,3}["']?[^\s:"']{1,64}:([^\s"'|;&]{1,100}))"},
    {"mc ",
     R"(\bmc\s+(?:alias\s+set|config\s+host\s+add)\s+\S+\s+\S+\s+\S+\s+["']?([^\s"'|;&]{1,100}))"},
    {"pgpassword=|mysql_pwd=|rediscli_auth=|sshpass=",
     R"(\b(?:PGPASSWORD|MYSQL_PWD|REDISCLI_AUTH|SSHPASS)=["']?([^\s"'|;&]{1,100}))"},
};

const RE2& expression(std::size_t index) {
  struct Slot {
    std::once_flag once;
    std::unique_ptr<const RE2> compiled;
  };
  static Slot slots[std::size(kDetectors)];
  Slot& slot = slots[index];
  std::call_once(slot.once, [&slot, index] {
    RE2::Options options;
    options.set_log_errors(false);
    slot.compiled = std::make_unique<const RE2>(kDetectors[index].pattern, options);
  });
  return *slot.compiled;
}

bool has_literal(std::string_view lower, std::string_view literals) {
  while (!literals.empty()) {
    const std::size_t end = std::min(literals.find('|'), literals.size());
    if (lower.find(literals.substr(0, end)) != std::string_view::npos) return true;
    literals.remove_prefix(std::min(end + 1, literals.size()));
  }
  return false;
}

// Judges the bytes [begin, end) of `text` as a credential.
void judge(std::string_view text, std::size_t begin, std::size_t end, const ValueContext& context,
           std::vector<Credential>& found) {
  const std::string_view captured = text.substr(begin, end - begin);
  const ValueReading reading = read_value(captured, context);
  const Grade grade = grade_of_literal(reading.value_class,
                                       captured.substr(reading.begin, reading.end - reading.begin));
  if (grade != Grade::kNone) found.push_back({begin + reading.begin, begin + reading.end, grade});
}

bool names_credential(std::string_view option) {
  const KeyClass key_class = read_key(option).key_class;
  return key_class == KeyClass::kStrong || key_class == KeyClass::kPair;
}

void run(std::size_t index, std::string_view text, const ValueContext& context,
         std::vector<Credential>& found) {
  const Detector& detector = kDetectors[index];
  ValueContext captured_context = context;
  captured_context.password = !detector.named;
  re2::StringPiece groups[3];
  const int count = detector.named ? 3 : 2;
  std::size_t from = 0;
  while (from < text.size() &&
         expression(index).Match(re2::StringPiece(text.data(), text.size()), from, text.size(),
                                 RE2::UNANCHORED, groups, count)) {
    const re2::StringPiece& secret = groups[count - 1];
    const auto begin = static_cast<std::size_t>(secret.data() - text.data());
    const std::size_t end = begin + secret.size();
    const std::string_view name = {groups[1].data(), groups[1].size()};
    if (!detector.named || names_credential(name)) {
      if (detector.named) captured_context.password = read_key(name).password;
      judge(text, begin, end, captured_context, found);
    }
    from = end;
  }
}

bool is_scheme_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
         c == '.' || c == '-';
}

// Where the authority of a URL, which begins at `begin`, has its last `@`; npos when it has none.
// The authority ends at the first `/`, `?` or `#`, except where what stands before it is no
// host:port, so that an unescaped one must be part of a password.
std::size_t find_at(std::string_view text, std::size_t begin) {
  constexpr std::size_t kLongestAuthority = 1024;
  std::string_view rest = text.substr(begin, kLongestAuthority);
  rest = rest.substr(0, rest.find_first_of(" \t\r\n\"'<>`"));
  const std::size_t stop = std::min(rest.find_first_of("/?#"), rest.size());
  std::size_t at = rest.substr(0, stop).rfind('@');
  if (at == std::string_view::npos) {
    const std::size_t colon = rest.substr(0, stop).find(':');
    if (colon == std::string_view::npos || colon + 1 == stop) return std::string_view::npos;
    const std::string_view port = rest.substr(colon + 1, stop - colon - 1);
    if (port.find_first_not_of("0123456789") == std::string_view::npos || !is_scheme_byte(port[0]))
      return std::string_view::npos;
    at = rest.find('@', stop);
  }
  return at == std::string_view::npos ? at : begin + at;
}

// Passwords in the userinfo of URLs: scheme://user:password@host.
void find_in_urls(std::string_view text, const ValueContext& context,
                  std::vector<Credential>& found) {
  std::size_t from = 0;
  while (true) {
    const std::size_t mark = text.find("://", from);
    if (mark == std::string_view::npos) return;
    from = mark + 3;
    if (mark == 0 || !is_scheme_byte(text[mark - 1])) continue;
    const std::size_t colon = text.find_first_of(":/?#@[]\"'<>, \t\r\n", from);
    if (colon == std::string_view::npos || text[colon] != ':') continue;
    const std::size_t at = find_at(text, from);
    if (at == std::string_view::npos || at <= colon + 1 || at + 1 >= text.size()) continue;
    std::vector<std::string> guesses(context.guesses.begin(), context.guesses.end());
    guesses.push_back(lower_case(text.substr(from, colon - from)));
    ValueContext in_url = context;
    in_url.password = true;
    in_url.guesses = guesses;
    judge(text, colon + 1, at, in_url, found);
    from = at;
  }
}

void find_hash(std::string_view text, std::vector<Credential>& found) {
  if (text.find('$') == std::string_view::npos && text.find("{S") == std::string_view::npos) return;
  const std::string_view hash = find_shape(ValuePattern::kPasswordHash, text);
  if (hash.empty()) return;
  const auto begin = static_cast<std::size_t>(hash.data() - text.data());
  found.push_back({begin, begin + hash.size(), Grade::kMedium});
}

bool is_base64_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
         c == '/' || c == '=';
}

}  // namespace

Grade grade_of_literal(ValueClass value_class, std::string_view literal) {
  switch (value_class) {
    case ValueClass::kHuman:
    case ValueClass::kRandom:
    case ValueClass::kUuid:
      return Grade::kHigh;
    case ValueClass::kWeak:
    case ValueClass::kHash:
      return Grade::kMedium;
    case ValueClass::kChangeMe:
      return Grade::kLow;
    case ValueClass::kNumber:
      return literal.size() >= 4 ? Grade::kMedium : Grade::kNone;
    case ValueClass::kKubernetesName:
      // `password=config.password` is code.
      return literal.find('.') == std::string_view::npos ? Grade::kMedium : Grade::kNone;
    case ValueClass::kHarmless:
      break;
  }
  return Grade::kNone;
}

void find_private_keys(std::string_view text, std::vector<Credential>& found) {
  constexpr std::string_view kBegin = "-----BEGIN ";
  std::size_t from = 0;
  while ((from = text.find(kBegin, from)) != std::string_view::npos) {
    const std::size_t begin = from;
    from += kBegin.size();
    const std::size_t label_end = text.find("-----", from);
    if (label_end == std::string_view::npos || label_end - from > 40) continue;
    const std::string_view label = text.substr(from, label_end - from);
    if (label.find("PRIVATE KEY") == std::string_view::npos && !label.starts_with("OpenVPN ")) {
      continue;
    }
    const std::size_t body = label_end + 5;
    const std::size_t end = std::min(text.find("-----END ", body), text.size());
    // A shorter body is an empty armour, or a placeholder.
    constexpr std::ptrdiff_t kLeastBody = 64;
    const std::string_view inside = text.substr(body, end - body);
    from = end;
    if (std::count_if(inside.begin(), inside.end(), is_base64_byte) < kLeastBody) continue;
    const std::size_t close = text.find("-----", std::min(end + 9, text.size()));
    from = close == std::string_view::npos ? text.size() : close + 5;
    found.push_back({begin, from, Grade::kHigh});
  }
}

void find_shapes(std::string_view text, const ValueContext& context,
                 std::vector<Credential>& found) {
  find_in_urls(text, context, found);
  find_hash(text, found);
  const std::string lower = lower_case(text);
  for (std::size_t i = 0; i < std::size(kDetectors); ++i) {
    if (has_literal(lower, kDetectors[i].literals)) run(i, text, context, found);
  }
}

}  // namespace plimsoll
