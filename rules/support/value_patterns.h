#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace plimsoll {

// Shapes of values that the credential detector knows, each a group of regular expressions that is
// compiled once, when first asked for.
enum class ValuePattern : std::uint8_t {
  kReference,    // ${NAME}, vault:path, {{ template }}: the credential is elsewhere
  kEncrypted,    // sops, jasypt, Vault transit
  kPlaceholder,  // <password>, your-token-here
  kChangeMe,     // change-me, please_replace
  kPublic,       // keys that are published by design
  kTyped,        // numbers, durations, sizes, dates, versions, addresses
  kPath,
  kPlainUrl,  // a URL without `@`
  kEmail,
  kHost,
  kKubernetesName,
  kUuid,
  kCall,  // getenv("X")
  kPasswordHash,
};

// Whether the whole value has the shape.
bool has_shape(ValuePattern pattern, std::string_view value);

// The first part of `text` that has the shape; empty when none has. For kPasswordHash, whose
// patterns are not anchored.
std::string_view find_shape(ValuePattern pattern, std::string_view text);

// `${NAME:default}`, also written `:-` and `:=`.
struct DefaultInReference {
  std::string_view name;
  std::string_view fallback;
};
std::optional<DefaultInReference> default_in_reference(std::string_view value);

}  // namespace plimsoll
