#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll {

// What the name of a key says about its value.
enum class KeyClass : std::uint8_t {
  kNone,
  kStrong,            // the value is a credential: DB_PASSWORD, apiToken
  kPair,              // `<qualifier> key` where the qualifier makes it secret: SIGNING_KEY
  kWeak,              // an ambiguous noun, AUTH or SALT: only a random value tells
  kHash,              // a password's hash
  kId,                // the identifying half of a pair: user name, client id
  kUrl,               // a URL or connection string, of which only the password part matters
  kReference,         // names or locates a credential kept elsewhere: SECRET_NAME, PASSWORD_FILE
  kNeutral,           // a setting about credentials: TOKEN_EXPIRY
  kPublic,            // the public half of a key pair
  kWorkingDirectory,  // the shell's PWD and OLDPWD
};

// A key name as the detector reads it.
struct KeyReading {
  KeyClass key_class = KeyClass::kNone;
  // Whether the name is in SCREAMING_SNAKE_CASE, as environment variables are. They hold values;
  // in other spellings `xSecret` and `xKey` often name an object or a key inside a Secret.
  bool screaming = false;
  // Whether one of the words means a password.
  bool password = false;
  // The words, lower case, compounds taken apart: dbPasswordOLD -> db password old.
  std::vector<std::string> words;
};

// Reads the last segment of a key, such as `adminPassword` or `spring.datasource.password`.
KeyReading read_key(std::string_view name);

// Only the words of it.
std::vector<std::string> key_words(std::string_view name);

}  // namespace plimsoll
