// Passes parsed files on from one run to the next.
//
// A file is given away rather than shared: a run writes into its documents whether they hold
// values, which another run may see otherwise. What makes two files the same is all that a report
// could show of them: both paths and every byte.

#include "engine/lint/parsed_files.h"

#include <utility>

namespace plimsoll {

void ParsedFiles::keep(std::vector<std::unique_ptr<const YamlFile>> files) {
  const std::lock_guard lock(mutex_);
  for (std::unique_ptr<const YamlFile>& file : files) {
    // Reports hold as constant what was made by lint(), and not as a constant.
    std::unique_ptr<YamlFile> own(const_cast<YamlFile*>(file.release()));
    std::string path = own->source.reported_path();
    files_.emplace(std::move(path), std::move(own));
  }
}

std::unique_ptr<YamlFile> ParsedFiles::take(const Input& input, std::string_view bytes) {
  const std::lock_guard lock(mutex_);
  const auto [first, last] = files_.equal_range(input.reported_path);
  for (auto one = first; one != last; ++one) {
    const SourceFile& source = one->second->source;
    if (source.path() != input.path || source.bytes() != bytes) continue;
    std::unique_ptr<YamlFile> file = std::move(one->second);
    files_.erase(one);
    return file;
  }
  return nullptr;
}

}  // namespace plimsoll
