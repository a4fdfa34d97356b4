#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace plimsoll {

// The word lists behind the credential detector. All words are lower case. What each list means for
// a key is told in credential_key.h, for a value in credential_value.h.
enum class WordList : std::uint8_t {
  kStrong,                // names a credential: password, token, secret
  kPassword,              // of those, the ones that mean a password
  kKeyPair,               // makes a following `key` secret: api key, signing key
  kWeak,                  // may name a credential, may name something else: auth, salt, session
  kNeutral,               // after a credential word: a setting about it, as in password min length
  kReference,             // after a credential word: where it is kept, as in secret name
  kPreNeutral,            // before a credential word: a switch or a quantity, as in use password
  kLanguageModel,         // before `token`: a token of a language model
  kPublic,                // with `key`: the public half
  kSecretObject,          // before `secret`: the name of a Secret object
  kSecretObjectInConfig,  // the same, where keys are written in camel case or lower case
  kNotSecretKey,          // before `key`: a key of a table, a cache, a message
  kQualifier,             // trailing, without meaning of its own: prod, old, 2
  kUngluePrefix,          // begins a compound whose ending is too short to tell alone: dbpass
  kWeakValue,             // passwords that are among the first guesses
  kShippedDefault,        // passwords that products ship with
  kDummyValue,            // says that there is no value
  kBooleanValue,          // switches
  kConfigProvider,        // `${vault:...}`: the word names where the value comes from
};

// Whether `word` is in the list. REQUIRES: word is lower case, except for kConfigProvider.
bool in_list(WordList list, std::string_view word);

// `text` with the ASCII letters in lower case.
std::string lower_case(std::string_view text);

}  // namespace plimsoll
