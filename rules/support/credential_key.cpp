// Decides from the name of a key whether its value would be a credential.
//
//   DB_PASSWORD            strong
//   PASSWORD_MIN_LENGTH    neutral: the words after the credential word make it a setting
//   SECRET_NAME            reference
//   MAX_TOKENS             neutral: tokens of a language model
//   SIGNING_KEY            pair
//
// The words of the name are read from the right, because the head of an English compound stands
// last; the first rule that applies decides. What the value looks like is none of its business:
// that is credential_value.cpp, and credential.cpp brings the two together.

#include "rules/support/credential_key.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "rules/support/credential_words.h"

namespace plimsoll {
namespace {

using Words = std::span<const std::string>;

bool any_in(Words words, WordList list) {
  return std::any_of(words.begin(), words.end(),
                     [list](const std::string& word) { return in_list(list, word); });
}

bool any_of(Words words, std::initializer_list<std::string_view> wanted) {
  return std::any_of(words.begin(), words.end(), [wanted](const std::string& word) {
    return std::find(wanted.begin(), wanted.end(), word) != wanted.end();
  });
}

bool one_of(std::string_view word, std::initializer_list<std::string_view> wanted) {
  return std::find(wanted.begin(), wanted.end(), word) != wanted.end();
}

bool ends_with(Words words, std::initializer_list<std::string_view> tail) {
  return words.size() >= tail.size() &&
         std::equal(tail.begin(), tail.end(),
                    words.end() - static_cast<std::ptrdiff_t>(tail.size()));
}

// The position after the first occurrence of the consecutive words `run`.
std::optional<std::size_t> after_run(Words words, std::initializer_list<std::string_view> run) {
  const auto found = std::search(words.begin(), words.end(), run.begin(), run.end());
  if (found == words.end()) return std::nullopt;
  return static_cast<std::size_t>(found - words.begin()) + run.size();
}

bool is_screaming(std::string_view name) {
  if (name.empty() || name[0] < 'A' || name[0] > 'Z') return false;
  return name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == std::string_view::npos;
}

// Korean names for credentials, written without spaces inside longer names.
constexpr std::array<std::string_view, 10> kKorean = {"비밀번호", "패스워드", "암호키", "암호",
                                                      "시크릿",   "토큰",     "인증키", "비밀키",
                                                      "접속키",   "api키"};

bool has_korean_credential_word(std::string_view name) {
  const std::string lower = lower_case(name);
  return std::any_of(kKorean.begin(), kKorean.end(), [&lower](std::string_view word) {
    return lower.find(word) != std::string::npos;
  });
}

Words without_qualifiers(Words words) {
  while (words.size() > 1) {
    const std::string& last = words.back();
    const bool number = last.find_first_not_of("0123456789") == std::string::npos;
    if (!number && !in_list(WordList::kQualifier, last)) break;
    words = words.first(words.size() - 1);
  }
  return words;
}

// The right-most words that name a credential.
struct Head {
  enum Kind { kNone, kStrong, kPair, kAccessKey } kind = kNone;
  std::size_t begin = 0;
  std::size_t end = 0;
};

Head find_head(Words words) {
  Head head;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool key = i + 1 < words.size() && one_of(words[i + 1], {"key", "keys"});
    if (words[i] == "access" && key && words[i + 1] == "key") {
      head = {Head::kAccessKey, i, i + 2};
    } else if (key && in_list(WordList::kKeyPair, words[i])) {
      head = {Head::kPair, i, i + 2};
    } else if (in_list(WordList::kStrong, words[i]) && (words[i] != "pw" || i > 0)) {
      head = {Head::kStrong, i, i + 1};
    }
  }
  return head;
}

KeyClass class_of_token(Words before) {
  if (!before.empty() && one_of(before.back(), {"max", "min", "num", "total"})) {
    return KeyClass::kNeutral;
  }
  if (!before.empty() && in_list(WordList::kLanguageModel, before.back())) return KeyClass::kWeak;
  return any_of(before, {"csrf", "xsrf"}) ? KeyClass::kWeak : KeyClass::kStrong;
}

bool names_secret_object(Words before, bool screaming) {
  if (before.empty()) return false;
  return in_list(WordList::kSecretObject, before.back()) ||
         (!screaming && in_list(WordList::kSecretObjectInConfig, before.back()));
}

// Whether `<before> key` in a values file is the name of a key inside a Secret.
bool names_key_in_secret(Words words, const Head& head) {
  if (words[head.begin] == "token") return true;
  const Words before = words.first(head.begin);
  return any_of(before, {"password", "passwd", "username", "user", "token"}) &&
         !any_of(words.first(head.end), {"api", "encryption", "signing", "private"});
}

KeyClass class_of_head(Words words, const Head& head, bool screaming) {
  const Words before = words.first(head.begin);
  const Words after = words.subspan(head.end);
  if (head.kind == Head::kPair && !screaming && names_key_in_secret(words, head)) {
    return KeyClass::kReference;
  }
  if (any_in(after, WordList::kReference)) return KeyClass::kReference;
  if (any_in(after, WordList::kNeutral)) return KeyClass::kNeutral;
  const std::string& word = words[head.begin];
  if (head.kind == Head::kStrong && word == "token") {
    const KeyClass token = class_of_token(before);
    if (token != KeyClass::kStrong) return token;
  }
  if (head.kind == Head::kStrong && word == "secret" && names_secret_object(before, screaming)) {
    return KeyClass::kReference;
  }
  if (in_list(WordList::kPreNeutral, words.front())) return KeyClass::kNeutral;
  if (head.kind == Head::kAccessKey) {
    // Elsewhere the access key is the identifier; on Azure it is the secret.
    return any_of(words, {"azure", "cosmos", "cosmosdb", "servicebus", "eventhub", "shared"})
               ? KeyClass::kPair
               : KeyClass::kId;
  }
  return head.kind == Head::kPair ? KeyClass::kPair : KeyClass::kStrong;
}

// Names that decide as a whole, before any credential word is looked for.
std::optional<KeyClass> class_of_idiom(std::string_view name, Words words) {
  const std::string& last = words.back();
  if (any_of(words, {"proxy", "fastcgi", "uwsgi"}) && last == "pass") return KeyClass::kNone;
  if (one_of(last, {"url", "uri", "urls", "dsn", "jdbc", "conn", "connstr", "endpoint", "endpoints",
                    "brokers"}) ||
      ends_with(words, {"connection", "string"})) {
    return KeyClass::kUrl;
  }
  if (ends_with(words, {"secret", "id"}) && any_of(words, {"vault", "approle"})) {
    return KeyClass::kStrong;
  }
  if ((last == "hash" || any_of(words, {"hashed"})) && any_in(words, WordList::kStrong)) {
    return KeyClass::kHash;
  }
  if (lower_case(name).ends_with("htpasswd")) return KeyClass::kHash;
  if (ends_with(words, {"requirepass"}) || ends_with(words, {"masterauth"}) ||
      ends_with(words, {"rediscli", "auth"}) || name == "_auth") {
    return KeyClass::kStrong;
  }
  if (words.size() > 1 && one_of(last, {"salt", "pepper", "nonce", "iv"})) return KeyClass::kWeak;
  return std::nullopt;
}

std::optional<KeyClass> class_of_phrase(Words words) {
  for (const auto& run :
       {after_run(words, {"secret", "access", "key"}),
        after_run(words, {"access", "key", "secret"}), after_run(words, {"access", "secret"})}) {
    if (!run) continue;
    const Words after = words.subspan(*run);
    if (!any_in(after, WordList::kNeutral) && !any_in(after, WordList::kReference)) {
      return KeyClass::kStrong;
    }
  }
  if (any_in(words, WordList::kPublic) && any_of(words, {"key"})) return KeyClass::kPublic;
  if (ends_with(words, {"root", "token", "id"})) return KeyClass::kStrong;
  if (after_run(words, {"initial", "cluster", "token"})) return KeyClass::kNone;
  if (words.back().ends_with("accesskeysecret")) return KeyClass::kStrong;
  if (after_run(words, {"name", "of"}) || any_of(words, {"existing"})) return KeyClass::kReference;
  if (words.back() == "secrets") return KeyClass::kReference;
  if (any_of(words, {"tokens"}) &&
      !any_of(words, {"api", "access", "auth", "bearer", "refresh", "secret"})) {
    return KeyClass::kNeutral;
  }
  return std::nullopt;
}

KeyClass class_of_last_word(Words words) {
  const std::string& last = words.back();
  if (one_of(last, {"key", "keys"})) {
    const bool other =
        words.size() > 1 && in_list(WordList::kNotSecretKey, words[words.size() - 2]);
    return other ? KeyClass::kNone : KeyClass::kWeak;
  }
  if (one_of(last, {"username", "user", "login"}) || ends_with(words, {"client", "id"}) ||
      ends_with(words, {"key", "id"})) {
    return KeyClass::kId;
  }
  if (in_list(WordList::kWeak, last)) return KeyClass::kWeak;
  return ends_with(words, {"secret", "base"}) ? KeyClass::kStrong : KeyClass::kNone;
}

KeyClass class_of(std::string_view name, Words words, bool screaming) {
  if (name == "PWD" || name == "OLDPWD") return KeyClass::kWorkingDirectory;
  if (has_korean_credential_word(name)) return KeyClass::kStrong;
  if (words.empty()) return KeyClass::kNone;
  words = without_qualifiers(words);
  if (const auto idiom = class_of_idiom(name, words)) return *idiom;
  if (const auto phrase = class_of_phrase(words)) return *phrase;
  const Head head = find_head(words);
  return head.kind == Head::kNone ? class_of_last_word(words)
                                  : class_of_head(words, head, screaming);
}

}  // namespace

KeyReading read_key(std::string_view name) {
  // Longer than any key of Kubernetes or of an application: text that happens to stand left of a
  // colon.
  constexpr std::size_t kLongestName = 256;
  KeyReading reading;
  if (name.size() > kLongestName) return reading;
  reading.words = key_words(name);
  reading.screaming = is_screaming(name);
  reading.password = any_in(reading.words, WordList::kPassword);
  reading.key_class = class_of(name, reading.words, reading.screaming);
  return reading;
}

}  // namespace plimsoll
