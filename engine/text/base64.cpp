// Base64 as Kubernetes reads it: Secret `data`, YAML's !!binary.
//
// Four characters of six bits make three bytes; a last group may end in one or two `=`. "aGk=" is
// "hi". Line breaks are skipped, since block scalars hold them; any other foreign character, a
// missing pad or text behind the padding makes the whole text invalid. The URL-safe alphabet (`-`
// and `_`) is not accepted, because the API server does not accept it.

#include "engine/text/base64.h"

#include <array>
#include <cstdint>

namespace plimsoll {
namespace {

constexpr int kForeign = -1;

constexpr std::array<std::int8_t, 256> make_values() {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::array<std::int8_t, 256> values{};
  values.fill(kForeign);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::int8_t>(i);
  }
  return values;
}

constexpr std::array<std::int8_t, 256> kValues = make_values();

}  // namespace

std::optional<std::string> decode_base64(std::string_view text) {
  std::string out;
  out.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  int characters = 0;  // of the current group of four, padding included
  int padding = 0;
  for (const char c : text) {
    if (c == '\r' || c == '\n') continue;
    if (padding > 0 && characters == 0) return std::nullopt;  // text behind the padding
    if (c == '=') {
      if (characters < 2) return std::nullopt;
      ++padding;
      bits <<= 6;
    } else {
      const int value = kValues[static_cast<unsigned char>(c)];
      if (value == kForeign || padding > 0) return std::nullopt;
      bits = (bits << 6) | static_cast<std::uint32_t>(value);
    }
    if (++characters < 4) continue;
    for (int byte = 0; byte < 3 - padding; ++byte) {
      out += static_cast<char>((bits >> (16 - 8 * byte)) & 0xFF);
    }
    bits = 0;
    characters = 0;
  }
  if (characters != 0) return std::nullopt;
  return out;
}

}  // namespace plimsoll
