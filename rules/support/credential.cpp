// Brings together what the key says (credential_key.h), what the value is (credential_value.h) and
// what its shape shows (credential_shapes.h), and says which bytes of a value are a credential.
//
//   DB_PASSWORD: Tq7nVb2Lx        high     the key says credential, the value is a literal
//   DB_PASSWORD: postgres         medium   guessed at once
//   SALT: q8Zr2Lx0VtB7nKd4Yw1P    low      ambiguous key: only a random value counts
//   PASSWORD_MIN_LENGTH: 12       nothing  the key is about credentials
//   NOTE: postgres://a:x9Kd2m@db  high     the URL shows it, whatever the key
//
// Neither entropy alone nor a suggestive key alone is ever enough.

#include "rules/support/credential.h"

#include <algorithm>

#include "engine/text/utf8.h"
#include "rules/support/credential_key.h"
#include "rules/support/credential_payload.h"
#include "rules/support/credential_shapes.h"
#include "rules/support/credential_value.h"
#include "rules/support/credential_words.h"
#include "rules/support/value_patterns.h"

namespace plimsoll {
namespace {

bool is_lower_words(std::string_view text) {
  return !text.empty() &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz-_. ") == std::string_view::npos;
}

bool is_capital_name(std::string_view text) {
  return text.find('_') != std::string_view::npos &&
         text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == std::string_view::npos;
}

// Where keys are not variables, words under `secret` and `key` mostly name something.
bool names_something(const KeyReading& key, std::string_view value) {
  if (key.screaming || key.password) return false;
  const bool pair = key.key_class == KeyClass::kPair;
  if (pair && is_capital_name(value)) return true;
  const bool secret = pair || (!key.words.empty() && key.words.back() == "secret");
  return secret && is_lower_words(value) && !in_list(WordList::kShippedDefault, value);
}

Grade grade_under_strong_key(const KeyReading& key, ValueClass value_class,
                             std::string_view value) {
  if (names_something(key, value)) return Grade::kNone;
  switch (value_class) {
    case ValueClass::kNumber:
      return key.password ? grade_of_literal(value_class, value) : Grade::kNone;
    case ValueClass::kKubernetesName:
      return key.screaming || (key.password && key.key_class != KeyClass::kPair) ? Grade::kMedium
                                                                                 : Grade::kNone;
    default:
      return grade_of_literal(value_class, value);
  }
}

Grade grade_of_salt_like(const KeyReading& key, ValueClass value_class) {
  if (value_class != ValueClass::kRandom) return Grade::kNone;
  const std::string& last = key.words.back();
  const bool salt =
      last == "salt" || last == "pepper" || last == "seed" || last == "nonce" || last == "iv";
  return salt ? Grade::kLow : Grade::kMedium;
}

bool is_hex_digest(std::string_view text) {
  return text.size() >= 32 && text.size() <= 128 &&
         text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

Grade grade_of(const KeyReading& key, ValueClass value_class, std::string_view value) {
  switch (key.key_class) {
    case KeyClass::kStrong:
    case KeyClass::kPair:
    case KeyClass::kWorkingDirectory:
      return grade_under_strong_key(key, value_class, value);
    case KeyClass::kWeak:
      return grade_of_salt_like(key, value_class);
    case KeyClass::kHash:
      return value_class == ValueClass::kHash || is_hex_digest(value) ? Grade::kMedium
                                                                      : Grade::kNone;
    case KeyClass::kNone:
    case KeyClass::kId:
    case KeyClass::kUrl:
    case KeyClass::kReference:
    case KeyClass::kNeutral:
    case KeyClass::kPublic:
      break;
  }
  return Grade::kNone;
}

bool decides_by_value(KeyClass key_class) {
  return key_class == KeyClass::kStrong || key_class == KeyClass::kPair ||
         key_class == KeyClass::kWeak || key_class == KeyClass::kHash ||
         key_class == KeyClass::kWorkingDirectory;
}

// Words of the key, which are guessed first: `archery.password: archery`.
void add_guesses(const std::vector<std::string>& words, std::vector<std::string>& guesses) {
  for (const std::string& word : words) {
    if (column_width(word, ColumnUnit::kCodePoint) >= 4) guesses.push_back(word);
  }
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

Grade worst(const std::vector<Credential>& found) {
  Grade grade = Grade::kNone;
  for (const Credential& one : found) grade = std::max(grade, one.grade);
  return grade;
}

}  // namespace

Credential judge_under_key(std::string_view name, std::string_view value,
                           std::span<const std::string> neighbours, bool in_payload) {
  const KeyReading key = read_key(name);
  if (!decides_by_value(key.key_class)) return {};
  std::vector<std::string> guesses(neighbours.begin(), neighbours.end());
  add_guesses(key.words, guesses);
  const ValueReading reading =
      read_value(value, {.password = key.password, .in_payload = in_payload, .guesses = guesses});
  if (reading.begin >= reading.end) return {};
  const std::string_view literal = value.substr(reading.begin, reading.end - reading.begin);
  Grade grade = grade_of(key, reading.value_class, literal);
  // A value that repeats its key stands for itself.
  if (grade > Grade::kLow && !key.screaming && !key.password && literal == name) {
    grade = Grade::kLow;
  }
  return {reading.begin, reading.end, grade};
}

void judge_value(std::string_view key, std::string_view value,
                 std::span<const std::string> neighbours, int depth,
                 std::vector<Credential>& found) {
  // etcd holds no larger object.
  constexpr std::size_t kLargestValue = 2 << 20;
  value = value.substr(0, kLargestValue);
  if (is_blank(value)) return;
  find_private_keys(value, found);
  const PayloadSyntax syntax = payload_syntax(key, value);
  if (syntax != PayloadSyntax::kNone) {
    if (depth < kDeepestPayload) judge_payload(syntax, key, value, depth + 1, found);
    return;
  }
  std::vector<Credential> shapes;
  find_shapes(value, {.in_payload = depth > 0, .guesses = neighbours}, shapes);
  const Credential whole = judge_under_key(key, value, neighbours, depth > 0);
  const bool is_url = value.find("://") != std::string_view::npos;
  if (whole.grade != Grade::kNone && (shapes.empty() || !is_url)) {
    shapes.assign(1, {whole.begin, whole.end, std::max(whole.grade, worst(shapes))});
  }
  found.insert(found.end(), shapes.begin(), shapes.end());
}

void normalise(std::vector<Credential>& found) {
  std::sort(found.begin(), found.end(), [](const Credential& a, const Credential& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
  });
  std::vector<Credential> joined;
  for (const Credential& one : found) {
    if (joined.empty() || one.begin >= joined.back().end) {
      joined.push_back(one);
      continue;
    }
    joined.back().end = std::max(joined.back().end, one.end);
    joined.back().grade = std::max(joined.back().grade, one.grade);
  }
  found = std::move(joined);
}

std::vector<Credential> find_credentials(std::string_view key, std::string_view value,
                                         std::span<const std::string> neighbours) {
  std::vector<Credential> found;
  judge_value(key, value, neighbours, 0, found);
  normalise(found);
  return found;
}

bool is_user_name_key(std::string_view key) {
  return read_key(key).key_class == KeyClass::kId;
}

std::string redact_text(std::string_view text) {
  std::vector<Credential> found;
  find_private_keys(text, found);
  find_shapes(text, {}, found);
  normalise(found);
  std::string out;
  std::size_t from = 0;
  for (const Credential& one : found) {
    out += text.substr(from, one.begin - from);
    out += "***";
    from = one.end;
  }
  out += text.substr(from);
  return out;
}

bool mentions_credential(std::string_view text) {
  return redact_text(text) != text;
}

}  // namespace plimsoll
