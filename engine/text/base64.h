#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace plimsoll {

// Decodes base64 as Go's encoding/base64.StdEncoding does, which is what the API server and YAML's
// !!binary use: the standard alphabet, padding required, CR and LF anywhere ignored. nullopt when
// the text is anything else.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace plimsoll
