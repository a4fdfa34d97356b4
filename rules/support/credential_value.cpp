// Decides from the text of a value whether it could authenticate: whether the server would accept
// it if nobody touched the file.
//
//   Tq7nVb2Lx            human: only this file reveals it
//   minio123             weak: it works, and is guessed at once
//   changeme             change-me: it works, and asks to be replaced
//   <your-password>      harmless: visibly unfinished
//   ${DB_PASSWORD}       harmless: the credential is elsewhere
//   ${DB_PASSWORD:app1}  judged by the default it carries
//
// The tests run from certain to vague and the first that applies decides; what no test explains is
// something a person typed. It does not look at structured text (JSON, properties): the caller
// takes that apart first.

#include "rules/support/credential_value.h"

#include <algorithm>
#include <optional>

#include "engine/text/utf8.h"
#include "rules/support/credential_key.h"
#include "rules/support/credential_words.h"
#include "rules/support/randomness.h"
#include "rules/support/value_patterns.h"

namespace plimsoll {
namespace {

using enum ValueClass;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_letter(char c) {
  return is_lower(c) || (c >= 'A' && c <= 'Z');
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = std::min(text.find_first_of(separators), text.size());
    parts.push_back(text.substr(0, end));
    if (end == text.size()) return parts;
    text.remove_prefix(end + 1);
  }
}

bool is_nothing(std::string_view lower) {
  return lower.empty() || lower == "~" || lower == "-" || lower == "nan" || lower == "null" ||
         lower == "nil" || lower == "none" || lower == "undefined" || lower == "n/a" ||
         lower == "na" || in_list(WordList::kBooleanValue, lower);
}

// A run of one letter x, as a masked body has it.
bool is_masked(std::string_view text) {
  for (const std::string_view mark : {"...", "…", "***", "••"}) {
    if (text.find(mark) != std::string_view::npos) return true;
  }
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    while (end < text.size() && text[end] == text[i]) ++end;
    const std::size_t run = end - i;
    if ((text[i] == 'x' || text[i] == 'X') && (run >= 6 || (run >= 4 && run * 2 >= text.size()))) {
      return true;
    }
    i = end;
  }
  return false;
}

// INSERT_API_TOKEN, DB_PASSWORD: the name of what belongs here.
bool is_name_of_credential(std::string_view text) {
  if (text.find('_') == std::string_view::npos || !(text[0] >= 'A' && text[0] <= 'Z')) return false;
  if (text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_") != std::string_view::npos) return false;
  for (const std::string& word : key_words(text)) {
    if (in_list(WordList::kStrong, word) || word == "key" || word == "id") return true;
  }
  return false;
}

bool ends_in_change(std::string_view lower) {
  for (const std::string_view ending : {"changeit", "changeme"}) {
    if (lower.ends_with(ending) && lower.size() > ending.size() &&
        is_letter(lower[lower.size() - ending.size() - 1])) {
      return true;
    }
  }
  return false;
}

// example_pw, fake-token: says that it is no real one, and works all the same.
bool says_example(std::string_view lower) {
  if (lower.find("://") != std::string_view::npos) return false;
  for (std::size_t i = 1; i < lower.size(); ++i) {
    if (is_digit(lower[i - 1]) && is_digit(lower[i])) return false;
  }
  const auto parts = split(lower, "-_. /");
  return parts.size() > 1 && std::any_of(parts.begin(), parts.end(), [](std::string_view part) {
           return part == "example" || part == "fake" || part == "dummy" || part == "sample" ||
                  part == "notreal";
         });
}

// yourpassword, yourstrongsecret.
bool is_your_word(std::string_view lower) {
  if (!lower.starts_with("your") || !std::all_of(lower.begin(), lower.end(), is_lower)) {
    return false;
  }
  for (const std::string_view ending : {"password", "passwd", "pass", "secret", "token", "key"}) {
    if (lower.ends_with(ending)) return true;
  }
  return false;
}

std::optional<ValueClass> class_of_stand_in(std::string_view text, const std::string& lower,
                                            bool password) {
  if (has_shape(ValuePattern::kChangeMe, text)) return kChangeMe;
  if (in_list(WordList::kDummyValue, lower)) {
    const bool accepted = password && (lower == "dummy" || lower == "fake" || lower == "example" ||
                                       lower == "sample");
    return accepted ? kChangeMe : kHarmless;
  }
  if (text.ends_with("EXAMPLEKEY") || (text.size() == 20 && text.ends_with("EXAMPLE"))) {
    return kHarmless;
  }
  if (ends_in_change(lower)) return kChangeMe;
  if (is_masked(text) || has_shape(ValuePattern::kPublic, text)) return kHarmless;
  if (is_name_of_credential(text) || lower.starts_with("base64encoded")) return kHarmless;
  if (says_example(lower)) return kChangeMe;
  if (!password && (lower == "token" || lower == "secret" || lower == "key" || lower == "apikey" ||
                    lower == "client-secret" || lower == "access-key" || lower == "secret-key")) {
    return kChangeMe;
  }
  if (is_your_word(lower)) return kChangeMe;
  if (has_shape(ValuePattern::kPlaceholder, text)) return kHarmless;
  const bool repeated = text.find_first_not_of(text[0]) == std::string_view::npos;
  if (repeated && !is_digit(text[0])) return kHarmless;
  return std::nullopt;
}

// Three to eight lower-case words, none of which is grammar: a passphrase.
bool is_passphrase(std::string_view text) {
  const auto words = split(text, " ");
  if (words.size() < 3 || words.size() > 8) return false;
  constexpr std::string_view kGrammar =
      " the of to for is a an in on at by be are was must should will with from this that not and "
      "or it if as use your set see when ";
  return std::none_of(words.begin(), words.end(), [kGrammar](std::string_view word) {
    const std::string padded = " " + std::string(word) + " ";
    return word.empty() || !std::all_of(word.begin(), word.end(), is_lower) ||
           kGrammar.find(padded) != std::string_view::npos;
  });
}

// Four or more words of plain text.
bool is_prose(std::string_view text) {
  std::size_t words = 0;
  for (std::string_view word : split(text, " \n\t")) {
    while (!word.empty() &&
           std::string_view(".,;:!?()'\"").find(word.back()) != std::string_view::npos) {
      word.remove_suffix(1);
    }
    while (!word.empty() && (word.front() == '(' || word.front() == '"')) word.remove_prefix(1);
    if (word.empty()) continue;
    const bool plain = std::all_of(word.begin(), word.end(), [](char c) {
      return is_letter(c) || c == '-' || c == '\'' || static_cast<unsigned char>(c) >= 0x80;
    });
    if (!plain) return false;
    ++words;
  }
  return words >= 4;
}

// my_authentication_password: letters only, and one of the words is what it is.
bool spells_out_credential(std::string_view text) {
  if (has_shape(ValuePattern::kKubernetesName, text)) return false;
  const auto words = split(text, "-_. ");
  if (words.size() < 2) return false;
  bool strong = false;
  for (const std::string_view word : words) {
    if (word.empty() || !std::all_of(word.begin(), word.end(), is_letter)) return false;
    strong = strong || in_list(WordList::kStrong, lower_case(word));
  }
  return strong;
}

// Password1!, Admin2024: a weak word with decoration.
bool is_weak_with_decoration(std::string_view lower) {
  constexpr std::string_view kDecoration = "0123456789!@#$%^&*._-";
  for (int removed = 0; removed < 6 && !lower.empty(); ++removed) {
    if (kDecoration.find(lower.back()) == std::string_view::npos) return false;
    lower.remove_suffix(1);
    if (in_list(WordList::kWeakValue, lower)) return true;
  }
  return false;
}

std::optional<ValueClass> class_of_known_shape(std::string_view text, bool password, bool random) {
  if (has_shape(ValuePattern::kUuid, text)) {
    const bool zero = text.find_first_not_of("0-") == std::string_view::npos;
    return zero ? kHarmless : kUuid;
  }
  // A UUID behind a prefix, as in `sk-lf-<uuid>`.
  constexpr std::size_t kUuidSize = 36;
  if (text.size() > kUuidSize && text[text.size() - kUuidSize - 1] == '-' &&
      has_shape(ValuePattern::kUuid, text.substr(text.size() - kUuidSize))) {
    return kUuid;
  }
  if (all_digits(text)) return kNumber;
  if (has_shape(ValuePattern::kTyped, text)) return kHarmless;
  if (!random && has_shape(ValuePattern::kPath, text)) return kHarmless;
  if (has_shape(ValuePattern::kPlainUrl, text)) return kHarmless;
  if (has_shape(ValuePattern::kEmail, text)) return password ? kHuman : kHarmless;
  if (has_shape(ValuePattern::kHost, text)) return kHarmless;
  if (has_shape(ValuePattern::kCall, text)) return kHarmless;
  return std::nullopt;
}

// `get_password()`, `settings.get("x")`: code.
bool is_call(std::string_view text) {
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos || open == 0 || text.back() != ')') return false;
  const std::string_view name = text.substr(0, open);
  return is_letter(name[0]) && std::all_of(name.begin(), name.end(), [](char c) {
           return is_letter(c) || is_digit(c) || c == '_' || c == '.';
         });
}

bool is_reference(std::string_view text, bool in_payload) {
  if (has_shape(ValuePattern::kEncrypted, text) || has_shape(ValuePattern::kReference, text)) {
    return true;
  }
  if (!in_payload) return false;
  return is_call(text) || text[0] == '`' || text.starts_with("$(") || text.starts_with("${") ||
         (text.size() > 1 && text[0] == '$' && (is_letter(text[1]) || text[1] == '_')) ||
         (text.size() == 2 && text[0] == '$');  // $1, $@
}

ValueClass class_of(std::string_view text, const ValueContext& context) {
  const std::string lower = lower_case(text);
  if (is_nothing(lower)) return kHarmless;
  if (text.find("-----BEGIN") != std::string_view::npos) return kHarmless;
  if (is_reference(text, context.in_payload)) return kHarmless;
  if (const auto stand_in = class_of_stand_in(text, lower, context.password)) return *stand_in;
  if (in_list(WordList::kWeakValue, lower)) return kWeak;
  if (std::find(context.guesses.begin(), context.guesses.end(), lower) != context.guesses.end()) {
    return kWeak;
  }
  if (has_shape(ValuePattern::kPasswordHash, text)) return kHash;
  const bool random = looks_random(text);
  if (const auto known = class_of_known_shape(text, context.password, random)) return *known;
  if (context.password && is_passphrase(text)) return kHuman;
  if (is_prose(text)) return kHarmless;
  if (random) return kRandom;
  if (spells_out_credential(text)) return kWeak;
  if (has_shape(ValuePattern::kKubernetesName, text)) return kKubernetesName;
  if (is_weak_with_decoration(lower)) return kWeak;
  return column_width(text, ColumnUnit::kCodePoint) <= 5 ? kWeak : kHuman;
}

// Narrows `reading` to the part of the text that would authenticate. Returns whether that is the
// default of a reference.
bool narrow(std::string_view text, ValueReading& reading) {
  const std::string_view value = text.substr(reading.begin, reading.end - reading.begin);
  constexpr std::string_view kPlaintextMarker = "{noop}";  // Spring Security
  if (value.starts_with(kPlaintextMarker)) {
    reading.begin += kPlaintextMarker.size();
    return false;
  }
  const auto reference = default_in_reference(value);
  if (!reference || in_list(WordList::kConfigProvider, reference->name)) return false;
  reading.begin = static_cast<std::size_t>(reference->fallback.data() - text.data());
  reading.end = reading.begin + reference->fallback.size();
  return true;
}

}  // namespace

ValueReading trim_value(std::string_view text) {
  constexpr std::string_view kWhiteSpace = " \t\r\n";
  ValueReading reading;
  reading.begin = std::min(text.find_first_not_of(kWhiteSpace), text.size());
  reading.end = std::max(reading.begin, text.find_last_not_of(kWhiteSpace) + 1);
  if (reading.end - reading.begin >= 2) {
    const char quote = text[reading.begin];
    if ((quote == '"' || quote == '\'') && text[reading.end - 1] == quote) {
      ++reading.begin;
      --reading.end;
    }
  }
  return reading;
}

ValueReading read_value(std::string_view text, const ValueContext& context) {
  // A credential is short; more text than this is data of another kind.
  constexpr std::size_t kLongestCredential = 16 << 10;
  ValueReading reading = trim_value(text);
  if (reading.end - reading.begin > kLongestCredential) return reading;
  const bool is_default = narrow(text, reading);
  if (reading.begin >= reading.end) return reading;
  reading.value_class = class_of(text.substr(reading.begin, reading.end - reading.begin), context);
  // As a default, these are taken for settings of another kind.
  if (is_default && (reading.value_class == kNumber || reading.value_class == kKubernetesName)) {
    reading.value_class = kHarmless;
  }
  return reading;
}

}  // namespace plimsoll
