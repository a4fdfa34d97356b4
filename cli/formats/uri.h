#pragma once

#include <string>
#include <string_view>

namespace plimsoll {

// The RFC 3986 relative reference that names a file: every byte of the path is kept or
// percent-encoded, so non-ASCII names, `%`, `#`, `:` and bytes that are no UTF-8 all survive, and
// decoding gives back the path as Git knows it. `path` is relative with forward slashes; a leading
// `./` is dropped.
std::string uri_reference(std::string_view path);

}  // namespace plimsoll
