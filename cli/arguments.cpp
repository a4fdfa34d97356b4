// The paths of the command line, and the one folder that all reported paths are relative to.

#include "cli/arguments.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace plimsoll {
namespace {

constexpr std::string_view kUnnamed = "stdin";

std::string trimmed(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

Argument standard_input(const std::string& name, const FileSystem& files) {
  // Without a name it lies nowhere, so that no file can be taken for it.
  return {.path = name.empty() ? std::string(kUnnamed) : name,
          .real = name.empty() ? std::string() : files.canonical(name),
          .status = {.type = FileType::kRegular, .error = {}},
          .is_stdin = true,
          .has_name = !name.empty()};
}

// The deepest folder that holds both.
std::string common_folder(std::string a, const std::string& b) {
  while (!is_within(b, a)) a = parent_folder(a);
  return a;
}

std::string base_of_one(const Argument& argument, const FileSystem& files,
                        Repositories& repositories) {
  const bool is_folder = argument.status.type == FileType::kFolder;
  const std::string folder = is_folder ? argument.real : parent_folder(argument.real);
  if (const std::string& root = repositories.root_of(folder); !root.empty()) return root;
  if (!argument.is_stdin) return folder;
  // The name given to standard input is told as it was given, where that is possible.
  const std::string here = files.canonical(".");
  return is_within(argument.real, here) ? here : folder;
}

}  // namespace

std::vector<Argument> look_up(const FileRequest& request, const FileSystem& files) {
  std::vector<Argument> arguments;
  for (const std::string& path : request.paths) {
    if (path == "-") {
      arguments.push_back(standard_input(request.stdin_filename, files));
      continue;
    }
    Argument argument{.path = trimmed(path), .real = {}, .status = files.status(path)};
    argument.real = files.canonical(argument.path);
    // A symlink to itself has no canonical path; its own place will do to name it.
    if (argument.real.empty()) argument.real = join_path(files.canonical("."), argument.path);
    arguments.push_back(std::move(argument));
  }
  return arguments;
}

std::string base_of(const std::vector<Argument>& arguments, const std::string& config_folder,
                    const FileSystem& files, Repositories& repositories) {
  std::string base;
  if (!config_folder.empty()) {
    const std::string& root = repositories.root_of(config_folder);
    base = root.empty() ? config_folder : root;
  }
  for (const Argument& argument : arguments) {
    if (!argument.has_name) continue;
    const std::string own = base_of_one(argument, files, repositories);
    base = base.empty() ? own : common_folder(base, own);
  }
  return base.empty() ? "/" : base;
}

bool has_manifest_extension(const std::string& name) {
  static constexpr std::array<std::string_view, 3> kExtensions = {".yaml", ".yml", ".json"};
  const auto ends_with = [&name](std::string_view extension) {
    return name.size() > extension.size() &&
           std::equal(extension.rbegin(), extension.rend(), name.rbegin(), [](char a, char b) {
             return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b + ('a' - 'A')) : b);
           });
  };
  return std::ranges::any_of(kExtensions, ends_with);
}

}  // namespace plimsoll
