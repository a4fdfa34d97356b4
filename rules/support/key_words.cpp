// Takes the name of a key apart into words, whatever spelling its author preferred.
//
//   DB_PASSWORD_OLD      db password old
//   APIKey               api key
//   OAuth2Token          oauth2 token
//   dbpassword, PASSWORD1, passWord    db password; password; password
//
// Short endings such as `pass` are split off only behind a known beginning, so that `bypass` and
// `compass` stay whole. It does not judge what the words mean: that is credential_key.cpp.

#include <algorithm>
#include <array>

#include "rules/support/credential_key.h"
#include "rules/support/credential_words.h"

namespace plimsoll {
namespace {

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
// Bytes of other scripts, such as Hangul, count as letters.
bool is_word_byte(char c) {
  return is_upper(c) || is_lower(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

bool starts_word(std::string_view text, std::size_t i) {
  if (!is_upper(text[i])) return false;
  const char before = text[i - 1];
  if (is_lower(before) || is_digit(before)) return true;
  return is_upper(before) && i + 1 < text.size() && is_lower(text[i + 1]);
}

std::vector<std::string> split_by_spelling(std::string_view name) {
  std::vector<std::string> words;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= name.size(); ++i) {
    const bool separator = i == name.size() || !is_word_byte(name[i]);
    const bool boundary = separator || (i > begin && starts_word(name, i));
    if (!boundary) continue;
    if (i > begin) words.push_back(lower_case(name.substr(begin, i - begin)));
    begin = separator ? i + 1 : i;
  }
  return words;
}

// What a hump in the spelling tore apart: pass|Word, O|Auth2.
void rejoin(std::vector<std::string>& words) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string& next = words[i + 1];
    const bool pass = words[i] == "pass" &&
                      (next == "word" || next == "wd" || next == "phrase" || next == "code");
    const bool oauth = words[i] == "o" && next.starts_with("auth");
    if (!pass && !oauth) continue;
    words[i] += next;
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

void strip_number(std::string& word) {
  const std::size_t last = word.find_last_not_of("0123456789");
  if (last == std::string::npos || last + 1 == word.size()) return;
  const std::string_view stem = std::string_view(word).substr(0, last + 1);
  if (in_list(WordList::kStrong, stem)) word.resize(last + 1);
}

struct Ending {
  std::string_view text;
  std::size_t second;  // where the second of its two words begins; 0 when it is one word
};
constexpr std::array<Ending, 24> kEndings = {{
    {"connectionstring", 10}, {"encryptionkey", 10}, {"clientsecret", 6}, {"accesstoken", 6},
    {"bearertoken", 6},       {"passphrase", 0},     {"privatekey", 7},   {"signingkey", 7},
    {"servicekey", 7},        {"storagekey", 7},     {"accountkey", 7},   {"apisecret", 3},
    {"authtoken", 4},         {"secretkey", 6},      {"accesskey", 6},    {"masterkey", 6},
    {"sharedkey", 6},         {"publickey", 6},      {"password", 0},     {"passcode", 0},
    {"connstr", 4},           {"authkey", 4},        {"passwd", 0},       {"apikey", 3},
}};
constexpr std::array<std::string_view, 4> kShortEndings = {"pass", "pwd", "token", "secret"};

// Appends the words of which `word` is glued together.
void unglue(std::string word, std::vector<std::string>& out) {
  if (in_list(WordList::kStrong, word) || word == "htpasswd") {
    out.push_back(std::move(word));
    return;
  }
  for (const Ending& ending : kEndings) {
    if (!word.ends_with(ending.text)) continue;
    const std::size_t cut = word.size() - ending.text.size();
    if (cut > 0) out.push_back(word.substr(0, cut));
    if (ending.second > 0) out.emplace_back(ending.text.substr(0, ending.second));
    out.emplace_back(ending.text.substr(ending.second));
    if (out.back() == "str") out.back() = "string";
    return;
  }
  for (const std::string_view ending : kShortEndings) {
    if (!word.ends_with(ending)) continue;
    const std::string_view before = std::string_view(word).substr(0, word.size() - ending.size());
    if (!in_list(WordList::kUngluePrefix, before)) continue;
    out.emplace_back(before);
    out.emplace_back(ending);
    return;
  }
  out.push_back(std::move(word));
}

}  // namespace

std::vector<std::string> key_words(std::string_view name) {
  std::vector<std::string> parts = split_by_spelling(name);
  rejoin(parts);
  std::vector<std::string> words;
  for (std::string& part : parts) {
    strip_number(part);
    unglue(std::move(part), words);
  }
  return words;
}

}  // namespace plimsoll
