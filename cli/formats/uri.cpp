// Paths as URIs.
//
// `deploy/배포.yaml` becomes `deploy/%EB%B0%B0%ED%8F%AC.yaml`. Only the characters that RFC 3986
// calls unreserved, and the slash, stay. That encodes `:` too, which matters: `a:b.yaml` unencoded
// is a URI of the scheme `a`. A backslash is an ordinary character of a file name here, and names
// are not normalised: viewers compare them byte by byte with Git's.

#include "cli/formats/uri.h"

namespace plimsoll {
namespace {

bool is_kept(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~/").find(c) != std::string_view::npos;
}

}  // namespace

std::string uri_reference(std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);
  std::string out;
  out.reserve(path.size());
  for (const char c : path) {
    if (is_kept(c)) {
      out.push_back(c);
      continue;
    }
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out.push_back('%');
    out.push_back(kDigits[byte >> 4]);
    out.push_back(kDigits[byte & 0xF]);
  }
  return out;
}

}  // namespace plimsoll
