// Patterns of a configuration file: written as seen from its folder, matched as seen from the root.
//
//   in k8s/.plimsoll.yaml     from the root
//   rendered/prd              /k8s/rendered/prd
//   *.tmp.yaml                /k8s/**/*.tmp.yaml, since it has no slash

#include "cli/globs.h"

#include "engine/text/concat.h"

namespace plimsoll {

std::string escape_glob(std::string_view path) {
  std::string out;
  for (const char c : path) {
    if (std::string_view("\\*?[]{}!").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string rebase_glob(std::string_view pattern, std::string_view folder) {
  if (folder.empty() || folder == ".") return std::string(pattern);
  const std::size_t slash = pattern.find('/');
  const bool anchored = slash != std::string_view::npos && slash + 1 < pattern.size();
  while (pattern.starts_with("./")) pattern.remove_prefix(2);
  while (pattern.starts_with('/')) pattern.remove_prefix(1);
  return concat("/", escape_glob(folder), anchored ? "/" : "/**/", pattern);
}

}  // namespace plimsoll
