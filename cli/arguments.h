#pragma once

#include <string>
#include <vector>

#include "cli/file_system.h"
#include "cli/options.h"
#include "cli/repositories.h"

namespace plimsoll {

// One path of the command line, looked up.
struct Argument {
  std::string path;   // as typed, without `./` in front of nothing and slashes at the end
  std::string real;   // canonical; empty for standard input without a name
  FileStatus status;  // of standard input: a regular file
  bool is_stdin = false;
  bool has_name = true;  // false for standard input without --stdin-filename
};

std::vector<Argument> look_up(const FileRequest& request, const FileSystem& files);

// The folder that reported paths are relative to; see discover().
// `config_folder` may be empty.
std::string base_of(const std::vector<Argument>& arguments, const std::string& config_folder,
                    const FileSystem& files, Repositories& repositories);

// Whether a file below a folder is a manifest by its name: .yaml, .yml or .json, in any case.
bool has_manifest_extension(const std::string& name);

}  // namespace plimsoll
