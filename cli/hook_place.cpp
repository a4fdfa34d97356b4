// Where git looks for hooks, as git itself says.
//
//   plain repository          .git/hooks
//   linked work tree          hooks of the repository it was made from
//   submodule                 hooks of its folder below .git/modules
//   bare repository           hooks
//   core.hooksPath            that folder; a relative one starts at the top of the work tree
//
// Neither rev-parse nor config reads the index, runs an alias or starts a pager, so the
// repository's configuration has nothing to run. What the user chose for himself (where his
// configuration lies, what it says) counts; variables that point at another repository, as git sets
// them for a hook, do not. A repository of somebody else is refused by git, as it would be for a
// push.

#include "cli/hook_place.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/file_system.h"
#include "cli/process.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

constexpr std::chrono::seconds kTimeout{30};

constexpr std::array<std::string_view, 4> kKept = {"GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM",
                                                   "GIT_CONFIG_NOSYSTEM", "GIT_EXEC_PATH"};

class Asker {
 public:
  Asker(const std::string& folder, const Variables& variables) : folder_(folder) {
    for (const auto& [name, value] : variables) {
      if (name == "PATH") program_ = find_program("git", value);
      if (!name.starts_with("GIT_") || std::ranges::find(kKept, name) != kKept.end()) {
        environment_.push_back(concat(name, "=", value));
      }
    }
    environment_.push_back("LC_ALL=C");
  }

  struct Answer {
    std::string text;
    std::string error;
  };
  // The answer without its line end.
  Answer ask(std::vector<std::string> question) const {
    if (program_.empty()) return {.text = {}, .error = "git is not installed"};
    ProcessRequest request{.arguments = {program_, "-C", folder_},
                           .environment = environment_,
                           .input = {},
                           .timeout = kTimeout};
    request.arguments.insert(request.arguments.end(), question.begin(), question.end());
    ProcessResult result = run_process(request);
    if (!result.failure.empty()) return {.text = {}, .error = concat("git ", result.failure)};
    if (result.exit_code != 0) return {.text = {}, .error = said(result.errors)};
    if (result.output.ends_with('\n')) result.output.pop_back();
    return {.text = std::move(result.output), .error = {}};
  }

 private:
  static std::string said(const std::string& errors) {
    std::string line = errors.substr(0, errors.find('\n'));
    if (line.starts_with("fatal: ")) line.erase(0, 7);
    return line.empty() ? "git gave no answer" : concat("git: ", line);
  }

  const std::string& folder_;
  std::string program_;
  std::vector<std::string> environment_;
};

std::string absolute(const std::string& path, const std::string& folder) {
  return disk().canonical(path.starts_with('/') ? path : join_path(folder, path));
}

HookPlace failed(std::string error) {
  return {.folder = {}, .hooks_path = {}, .error = std::move(error)};
}

}  // namespace

HookPlace find_hooks(const std::string& folder, const Variables& variables) {
  const Asker here(folder, variables);
  const Asker::Answer bare = here.ask({"rev-parse", "--is-bare-repository"});
  if (!bare.error.empty()) return failed(bare.error);
  std::string top;
  if (bare.text != "true") {
    Asker::Answer answer = here.ask({"rev-parse", "--show-toplevel"});
    if (!answer.error.empty()) return failed(std::move(answer.error));
    top = std::move(answer.text);
  }
  // Old versions of git resolve a relative core.hooksPath against the working folder.
  const std::string& base = top.empty() ? folder : top;
  const Asker from_top(base, variables);
  const Asker::Answer hooks = from_top.ask({"rev-parse", "--git-path", "hooks"});
  const Asker::Answer common = from_top.ask({"rev-parse", "--git-common-dir"});
  if (!hooks.error.empty()) return failed(hooks.error);
  if (!common.error.empty()) return failed(common.error);

  HookPlace place{.folder = absolute(hooks.text, base), .hooks_path = {}, .error = {}};
  place.hooks_path = from_top.ask({"config", "--get", "core.hooksPath"}).text;  // fails when unset
  if (is_within(place.folder, absolute(common.text, base))) {
    place.owner = HookPlace::Owner::kGitFolder;
  } else if (!top.empty() && is_within(place.folder, top)) {
    place.owner = HookPlace::Owner::kWorkTree;
  } else {
    place.owner = HookPlace::Owner::kShared;
  }
  return place;
}

}  // namespace plimsoll
