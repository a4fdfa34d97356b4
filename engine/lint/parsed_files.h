#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lint/input.h"
#include "engine/yaml/parse.h"

namespace plimsoll {

// The files of runs that are over, for runs that meet them again: two commits have most of their
// files in common. Safe to be used by several threads.
class ParsedFiles {
 public:
  // Takes the files of a report that nobody needs any more. REQUIRES: nothing else of that report
  // is used from here on, since it points into them.
  void keep(std::vector<std::unique_ptr<const YamlFile>> files);

  // Gives away the file that was read from this input and these bytes; null when there is none.
  std::unique_ptr<YamlFile> take(const Input& input, std::string_view bytes);

 private:
  std::mutex mutex_;
  std::multimap<std::string, std::unique_ptr<YamlFile>, std::less<>> files_;  // by reported path
};

}  // namespace plimsoll
