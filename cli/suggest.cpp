// How the program answers a word it does not know.

#include "cli/suggest.h"

#include <vector>

#include "cli/formats/escape.h"
#include "engine/text/concat.h"
#include "engine/text/nearest.h"

namespace plimsoll {

std::string unknown(std::string_view what, std::string_view word,
                    std::span<const std::string_view> candidates) {
  const std::string text = concat("unknown ", what, " '", visible(word), "'");
  const auto near = nearest(word, candidates);
  return near ? concat(text, "; did you mean '", *near, "'?") : text;
}

std::string misspelt_path(const std::string& path, const FileSystem& files) {
  std::string missing = files.canonical(path);
  if (missing.empty() || missing == "/") return {};
  while (files.status(parent_folder(missing)).type == FileType::kMissing) {
    missing = parent_folder(missing);
  }
  const FolderListing listing = files.list(parent_folder(missing));
  std::vector<std::string_view> names;
  for (const FolderEntry& entry : listing.entries) names.push_back(entry.name);
  const auto near = nearest(file_name(missing), names);
  return near ? concat("; did you mean '", visible(*near), "'?") : "";
}

}  // namespace plimsoll
