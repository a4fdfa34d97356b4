// The options about commits.

#include "cli/git_options.h"

#include <array>
#include <string_view>

#include "cli/formats/escape.h"
#include "cli/option_parts.h"
#include "cli/scan_options.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

// The last two are commands of their own.
constexpr std::array<std::string_view, 4> kHookVerbs = {"pre-push", "pre-commit", "install",
                                                        "uninstall"};
constexpr std::size_t kHooks = 2;

}  // namespace

void add_git_options(CLI::App& app, GitRequest& git) {
  each(app, "--git", "REV", "Check this commit instead of the files that are there",
       [&](const std::string& revision) {
         require_value("--git", "a commit", revision);
         git.commit = revision;
       });
  app.add_flag("--staged", git.staged, "Check what is staged, and what goes with it");
  each(app, "--new-since", "REV", "Leave out the findings that this commit has",
       [&](const std::string& revision) {
         require_value("--new-since", "a commit", revision);
         git.new_since = revision;
       });
}

void check_git(const GitRequest& git) {
  if (!git.commit.empty() && git.staged) throw UsageError{"--git and --staged exclude each other"};
}

void add_hook_options(CLI::App& app, Options& options) {
  app.name("plimsoll hook pre-push [REMOTE URL] | pre-commit | install | uninstall");
  app.description(
      "What the hooks of git run: checks what is pushed, or staged, and fails on what is new in "
      "it.");
  LintRequest& lint = options.lint;
  add_config_options(app, lint.config);
  add_rule_options(app, lint);
  add_fail_options(app, lint);
  add_baseline_option(app, lint, "Leave out the findings that this file knows");
}

void use_hook_words(const std::vector<std::string>& words, Options& options) {
  if (words.empty()) throw UsageError{"hook takes one of install, uninstall, pre-push, pre-commit"};
  const std::size_t verb = choose("hook", words.front(), kHookVerbs);
  if (verb >= kHooks)
    throw UsageError{concat("the word ", words.front(), " comes right after hook")};
  const std::size_t most = verb == 0 ? 3 : 1;
  if (words.size() > most) throw UsageError{concat("unexpected '", visible(words[most]), "'")};
  options.words = words;
}

}  // namespace plimsoll
