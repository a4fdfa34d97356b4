#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace plimsoll {

// What a value is, seen as a possible credential. The first five could authenticate if nobody
// touched the file; everything else is harmless.
enum class ValueClass : std::uint8_t {
  kHuman,   // a literal somebody typed, which only this file reveals
  kRandom,  // generated
  kUuid,
  kWeak,      // a working credential among the first guesses
  kChangeMe,  // works until it is changed, and says so
  kNumber,
  kKubernetesName,  // lower-case words joined by `-` or `.`, as objects are named
  kHash,            // a password hash, crackable offline
  kHarmless,        // empty, a switch, a placeholder, a reference, encrypted, a path, prose
};

// What is known about a value besides its text.
struct ValueContext {
  // The key has a word that means a password.
  bool password = false;
  // The value stands in a script or file of several lines, where `$name` in any case is a variable.
  bool in_payload = false;
  // Values that are guessed once this one's surroundings are known: words of the key, user names
  // beside it. Lower case.
  std::span<const std::string> guesses = {};
};

// A class, and the bytes [begin, end) of the text it is about: without surrounding white space and
// quotes, and only the default of `${NAME:default}`.
struct ValueReading {
  ValueClass value_class = ValueClass::kHarmless;
  std::size_t begin = 0;
  std::size_t end = 0;
};

ValueReading read_value(std::string_view text, const ValueContext& context);

// The bytes of `text` without white space around it and one pair of matching quotes.
ValueReading trim_value(std::string_view text);

}  // namespace plimsoll
