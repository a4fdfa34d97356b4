// Arithmetic of paths as plain bytes. std::filesystem::path would do, but it splits and joins with
// rules of its own (roots, trailing slashes), and these five lines are all that is needed.

#include "cli/file_system.h"
#include "cli/reported_path.h"
#include "engine/text/concat.h"
#include "engine/yaml/limits.h"

namespace plimsoll {

std::string too_large() {
  return concat("is larger than ", kMaxInputBytes >> 20, " MiB, the most that is read");
}

std::string folder_of(std::string_view reported) {
  const std::size_t slash = reported.rfind('/');
  return std::string(reported.substr(0, slash == std::string_view::npos ? 0 : slash));
}

std::string parent_folder(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == 0 || slash == std::string::npos ? "/" : path.substr(0, slash);
}

std::string file_name(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

bool is_within(const std::string& path, const std::string& folder) {
  if (folder == "/" || path == folder) return true;
  return path.starts_with(folder) && path[folder.size()] == '/';
}

std::string relative_to(const std::string& path, const std::string& folder) {
  if (path == folder) return ".";
  return path.substr(folder == "/" ? 1 : folder.size() + 1);
}

std::string join_path(const std::string& folder, const std::string& name) {
  return folder.ends_with('/') ? folder + name : folder + '/' + name;
}

}  // namespace plimsoll
