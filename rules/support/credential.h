#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll {

// How sure, and how bad. High: a working credential. Medium: one that works and is guessed at
// once, or a crackable hash. Low: works until it is changed, and says so (changeme), or a salt.
enum class Grade : std::uint8_t { kNone, kLow, kMedium, kHigh };

// A credential inside a text: its bytes [begin, end), without quotes around it.
struct Credential {
  std::size_t begin = 0;
  std::size_t end = 0;
  Grade grade = Grade::kNone;
  friend bool operator==(const Credential&, const Credential&) = default;
};

// Finds the credentials in the value of one scalar.
//
//   find_credentials("REDIS_PASSWORD", "redis_pw_7731!", {})      all of it
//   find_credentials("DATABASE_URL", "postgres://app:x9Kd2mQ@db", {})    x9Kd2mQ
//   find_credentials("application.yml", "spring:\n  password: x9Kd2mQ", {})    x9Kd2mQ
//
// `key` is the last segment of the scalar's key, empty for items of lists; `value` its decoded
// text. Structured text (YAML, JSON, properties, .env, ini, XML, shell) is taken apart.
// `neighbours` are values that make a guessable password, in lower case: the user names in the same
// mapping.
//
// Returns disjoint ranges in ascending order, low grades included. Linear in the size of the value.
std::vector<Credential> find_credentials(std::string_view key, std::string_view value,
                                         std::span<const std::string> neighbours);

// Whether the value of this key is a user name, and so a neighbour for find_credentials().
bool is_user_name_key(std::string_view key);

// The last word on free text that is about to be shown, such as a name or a message: replaces every
// credential that shows by its shape alone by `***`.
std::string redact_text(std::string_view text);
// Whether redact_text() would change the text.
bool mentions_credential(std::string_view text);

}  // namespace plimsoll
