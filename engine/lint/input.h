#pragma once

#include <string>
#include <vector>

namespace plimsoll {

// A file to read. Bytes come from `read`, which runs on a worker thread.
//
// A file may belong to environments, each of which is a set of its own; one that belongs to none is
// in the set of all such files. Values files are read for releases and hold no objects.
struct Input {
  std::string path;           // as the user typed it
  std::string reported_path;  // relative to the repository, forward slashes
  bool values = false;        // a values file or a project file, known before it is read
  std::vector<std::string> environments = {};
  bool is_stdin = false;  // the bytes are those of standard input, whatever lies at `path`
};

}  // namespace plimsoll
