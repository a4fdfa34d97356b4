// Asks the installed git about a repository that may be hostile.
//
// A repository's own configuration can name programs: core.fsmonitor runs whenever the index is
// read, a partial clone fetches what is missing through a transport of its choice, a pager or a
// prompt may appear. Command-line settings win over the repository's, so each of them is set here;
// transports are refused altogether; and every GIT_* variable is dropped, since inside a hook they
// point at another repository. What the user chose for himself stays: where his own configuration
// lies (his excludes file counts), and where git's programs are.

#include "cli/git.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>

#include "cli/process.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

constexpr std::chrono::seconds kTimeout{30};

constexpr std::array<std::string_view, 8> kSettings = {
    "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.pager=cat",
    "core.askPass=",        "core.sshCommand=false",    "protocol.allow=never",
    "safe.directory=*",     "core.quotePath=false"};

constexpr std::array<std::string_view, 6> kOwnVariables = {
    "GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0", "GIT_ALLOW_PROTOCOL=none",
    "GIT_NO_LAZY_FETCH=1",   "GIT_PAGER=cat",        "LC_ALL=C"};

constexpr std::array<std::string_view, 4> kKeptVariables = {
    "GIT_CONFIG_GLOBAL=", "GIT_CONFIG_SYSTEM=", "GIT_CONFIG_NOSYSTEM=", "GIT_EXEC_PATH="};

bool is_kept(std::string_view variable) {
  if (variable.starts_with("LC_ALL=") || variable.starts_with("LANGUAGE=")) return false;
  return !variable.starts_with("GIT_") ||
         std::ranges::any_of(kKeptVariables,
                             [&](std::string_view kept) { return variable.starts_with(kept); });
}

std::string first_line(const std::string& text) {
  std::string line = text.substr(0, text.find('\n'));
  return line.starts_with("fatal: ") ? line.substr(7) : line;
}

}  // namespace

GitProgram::GitProgram(std::vector<std::string> environment) {
  for (std::string& variable : environment) {
    if (variable.starts_with("PATH=")) program_ = find_program("git", variable.substr(5));
    if (is_kept(variable)) environment_.push_back(std::move(variable));
  }
  environment_.insert(environment_.end(), kOwnVariables.begin(), kOwnVariables.end());
}

GitProgram::Answer GitProgram::ask(const std::string& folder, std::vector<std::string> question,
                                   std::string input) const {
  if (program_.empty()) return {.exit_code = -1, .output = {}, .error = "git is not installed"};
  ProcessRequest request{.arguments = {program_, "-C", folder},
                         .environment = environment_,
                         .input = std::move(input),
                         .timeout = kTimeout};
  for (const std::string_view setting : kSettings) {
    request.arguments.insert(request.arguments.end(), {"-c", std::string(setting)});
  }
  request.arguments.insert(request.arguments.end(), question.begin(), question.end());
  ProcessResult result = run_process(request);
  if (!result.failure.empty()) {
    return {.exit_code = -1, .output = {}, .error = concat("git ", result.failure)};
  }
  std::string error;
  if (result.exit_code > 1) error = concat("git: ", first_line(result.errors));
  return {result.exit_code, std::move(result.output), std::move(error)};
}

Git::Root GitProgram::root(const std::string& folder) const {
  Answer answer = ask(folder, {"rev-parse", "--show-toplevel"}, {});
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
  const Answer answer = ask(root, {"check-ignore", "-z", "--stdin"}, std::move(input));
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

}  // namespace plimsoll
