// Asks the installed git about a repository that may be hostile.
//
// A repository's own configuration can name programs: core.fsmonitor runs whenever the index is
// read, a partial clone fetches what is missing through a transport of its choice, a pager or a
// prompt may appear. Command-line settings win over the repository's, so each of them is set here;
// transports are refused altogether; objects that replace others are not looked at; and every GIT_*
// variable is dropped, since inside a hook they point at another repository. What the user chose
// for himself stays: where his own configuration lies (his excludes file counts), and where git's
// programs are. Only who wants the very repository that git runs a hook for is given the variables
// that say where it, its index and its new objects are.

#include "cli/git.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <span>
#include <string_view>

#include "cli/file_system.h"
#include "cli/git_repository.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

constexpr std::chrono::seconds kTimeout{30};

constexpr std::array<std::string_view, 11> kSettings = {
    "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.pager=cat",
    "core.askPass=",        "core.sshCommand=false",    "core.alternateRefsCommand=false",
    "diff.external=",       "submodule.recurse=false",  "protocol.allow=never",
    "safe.directory=*",     "core.quotePath=false"};

constexpr std::array<std::string_view, 8> kOwnVariables = {"GIT_TERMINAL_PROMPT=0",
                                                           "GIT_OPTIONAL_LOCKS=0",
                                                           "GIT_ALLOW_PROTOCOL=none",
                                                           "GIT_NO_LAZY_FETCH=1",
                                                           "GIT_PAGER=cat",
                                                           "LC_ALL=C",
                                                           "GIT_NO_REPLACE_OBJECTS=1",
                                                           "GIT_GRAFT_FILE=/dev/null/none"};

constexpr std::array<std::string_view, 4> kKeptVariables = {
    "GIT_CONFIG_GLOBAL=", "GIT_CONFIG_SYSTEM=", "GIT_CONFIG_NOSYSTEM=", "GIT_EXEC_PATH="};

constexpr std::array<std::string_view, 10> kPlacingVariables = {"GIT_DIR=",
                                                                "GIT_WORK_TREE=",
                                                                "GIT_COMMON_DIR=",
                                                                "GIT_INDEX_FILE=",
                                                                "GIT_OBJECT_DIRECTORY=",
                                                                "GIT_ALTERNATE_OBJECT_DIRECTORIES=",
                                                                "GIT_SHALLOW_FILE=",
                                                                "GIT_QUARANTINE_PATH=",
                                                                "GIT_CEILING_DIRECTORIES=",
                                                                "GIT_DISCOVERY_ACROSS_FILESYSTEM="};

bool begins_with_one(std::string_view variable, std::span<const std::string_view> names) {
  return std::ranges::any_of(names,
                             [&](std::string_view name) { return variable.starts_with(name); });
}

bool is_kept(std::string_view variable) {
  if (variable.starts_with("LC_ALL=") || variable.starts_with("LANGUAGE=")) return false;
  return !variable.starts_with("GIT_") || begins_with_one(variable, kKeptVariables);
}

std::string first_line(const std::string& text) {
  std::string line = text.substr(0, text.find('\n'));
  return line.starts_with("fatal: ") ? line.substr(7) : line;
}

}  // namespace

std::unique_ptr<GitRepository> Git::open(const std::string& /*folder*/, std::string& error) const {
  error = "there is no git";
  return nullptr;
}

ProcessRequest GitCommand::request(const std::string& folder,
                                   std::vector<std::string> question) const {
  ProcessRequest request{.arguments = {program, "-C", folder},
                         .environment = environment,
                         .input = {},
                         .timeout = kTimeout};
  for (const std::string_view setting : kSettings) {
    request.arguments.insert(request.arguments.end(), {"-c", std::string(setting)});
  }
  request.arguments.insert(request.arguments.end(), question.begin(), question.end());
  return request;
}

GitAnswer GitCommand::ask(const std::string& folder, std::vector<std::string> question,
                          std::string input) const {
  if (program.empty()) return {.exit_code = -1, .output = {}, .error = "git is not installed"};
  ProcessRequest asked = request(folder, std::move(question));
  asked.input = std::move(input);
  ProcessResult result = run_process(asked);
  if (!result.failure.empty()) {
    return {.exit_code = -1, .output = {}, .error = concat("git ", result.failure)};
  }
  std::string error;
  if (result.exit_code > 1) error = concat("git: ", first_line(result.errors));
  return {result.exit_code, std::move(result.output), std::move(error)};
}

GitProgram::GitProgram(std::vector<std::string> environment) {
  for (std::string& variable : environment) {
    if (variable.starts_with("PATH=")) git_.program = find_program("git", variable.substr(5));
    if (begins_with_one(variable, kPlacingVariables)) placed_.push_back(variable);
    if (is_kept(variable)) git_.environment.push_back(std::move(variable));
  }
  git_.environment.insert(git_.environment.end(), kOwnVariables.begin(), kOwnVariables.end());
}

Git::Root GitProgram::root(const std::string& folder) const {
  GitAnswer answer = git_.ask(folder, {"rev-parse", "--show-toplevel"}, {});
  if (!answer.error.empty()) return {.folder = {}, .error = std::move(answer.error)};
  if (answer.output.ends_with('\n')) answer.output.pop_back();
  if (answer.output.empty()) return {.folder = {}, .error = "git names no work tree"};
  return {.folder = std::move(answer.output), .error = {}};
}

Git::Ignored GitProgram::ignored(const std::string& root,
                                 const std::vector<std::string>& paths) const {
  // "./" keeps a name that begins with ':' from being read as pathspec magic.
  std::string input;
  for (const std::string& path : paths) input.append("./").append(path).push_back('\0');
  const GitAnswer answer = git_.ask(root, {"check-ignore", "-z", "--stdin"}, std::move(input));
  Ignored result{.paths = {}, .error = answer.error};
  for (std::size_t begin = 0; begin < answer.output.size();) {
    const std::size_t end = answer.output.find('\0', begin);
    if (end == std::string::npos) break;
    result.paths.insert(answer.output.substr(begin + 2, end - begin - 2));
    begin = end + 1;
  }
  if (!result.error.empty()) result.paths.clear();
  return result;
}

std::unique_ptr<GitRepository> GitProgram::open(const std::string& folder,
                                                std::string& error) const {
  GitCommand git = git_;
  git.environment.insert(git.environment.end(), placed_.begin(), placed_.end());
  GitAnswer found = git.ask(folder, {"rev-parse", "--is-inside-work-tree", "--show-cdup"});
  error = std::move(found.error);
  if (!error.empty()) return nullptr;
  // A work tree that does not hold the folder is not believed; "../../" is the way to its top.
  std::string root = folder;
  if (found.output.starts_with("true\n")) {
    for (std::size_t up = found.output.find("../"); up != std::string::npos;
         up = found.output.find("../", up + 3)) {
      root = parent_folder(root);
    }
  }
  return std::make_unique<GitRepository>(std::move(git), folder, std::move(root));
}

}  // namespace plimsoll
