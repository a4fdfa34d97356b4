// `plimsoll hook pre-push` and `plimsoll hook pre-commit`: what git's hooks run.
//
// A hook stands between people and their work, so it is quiet when all is well, answers for what
// they do and not for what was there before, and when it says no it says what would make it say
// yes. All it says goes to standard error: standard output is git's, for those who read it by
// program (`git push --porcelain`). The URL of the remote is never printed, since it may hold a
// password.

#include <algorithm>
#include <istream>
#include <iterator>
#include <ostream>

#include "cli/commands.h"
#include "cli/formats/escape.h"
#include "cli/formats/wording.h"
#include "cli/hook_judge.h"
#include "cli/pushed.h"
#include "cli/revisions.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

std::string variable(const Host& host, std::string_view name) {
  const auto found = host.variables.find(name);
  return found == host.variables.end() ? "" : found->second;
}

bool asks_to_skip(const Host& host) {
  const std::string skip = variable(host, "PLIMSOLL_SKIP");
  return !skip.empty() && skip != "0";
}

// The pre-commit framework reads standard input itself, and says in variables what it made of it.
// Without the two commits, a branch is pushed from its root on.
// Facts: https://pre-commit.com/#pre-commit-for-pushing
std::string told_by_framework(const GitRepository& repository, const Host& host) {
  const std::string branch = variable(host, "PRE_COMMIT_LOCAL_BRANCH");
  std::string to = variable(host, "PRE_COMMIT_TO_REF");
  std::string from = variable(host, "PRE_COMMIT_FROM_REF");
  to = find_revision(repository, to.empty() ? branch : to).commit;
  if (!from.empty()) from = find_revision(repository, from).commit;
  if (from.empty()) from.assign(std::max<std::size_t>(to.size(), 40), '0');
  return concat(branch, " ", to, " ", variable(host, "PRE_COMMIT_REMOTE_BRANCH"), " ", from, "\n");
}

void tell(std::string_view text, const Options& options, const Host& host) {
  if (!options.lint.quiet) host.err << concat("plimsoll: ", text, "\n") << std::flush;
}

// How to get past a hook that said no.
struct Way {
  std::string_view what;    // "push"
  std::string_view bypass;  // "git push --no-verify"
};

// What would make a hook say yes, a line each.
std::string remedies(const HookJudge& judge, bool is_whole, const Way& way) {
  std::string text;
  const std::size_t visible_ones = judge.new_findings() - judge.hidden_credentials();
  if (visible_ones > 0) {
    text += concat("  mend ", visible_ones == 1 ? "it" : "them",
                   ", or say why it is meant to be: # plimsoll:ignore RULE -- reason\n",
                   "  or keep it as known: plimsoll baseline write\n");
  }
  if (judge.hidden_credentials() > 0) {
    text +=
        "  a credential in an older commit is published with it, so removing it in a later one "
        "does not help:\n"
        "  rewrite that commit (git rebase -i COMMIT^), and replace the credential if it was ever "
        "pushed\n";
  }
  if (!is_whole) {
    text += "  mend what cannot be examined, or leave the file out: exclude in .plimsoll.yaml\n";
  }
  return text + concat("  or without this check: ", way.bypass, ", or PLIMSOLL_SKIP=1\n");
}

void close(const HookJudge& judge, ExitCode exit_code, const Way& way, const Options& options,
           const Host& host) {
  const std::string files = counted(judge.files(), "file");
  if (exit_code == ExitCode::kClean) {
    std::string text = concat("no manifest is touched by this ", way.what);
    if (judge.touched()) text = concat("nothing is left to check in this ", way.what);
    if (judge.files() > 0) {
      text = concat("nothing new is wrong in the ", files, " that this ", way.what, " is about");
    }
    return tell(text, options, host);
  }
  const bool is_whole = exit_code == ExitCode::kFindings;
  std::string text = concat("\nplimsoll: this ", way.what, " is stopped: ");
  if (judge.new_findings() > 0) {
    text += counted(judge.new_findings(), "new finding");
    if (judge.files() > 0) text += concat(" in the ", files, " that it is about");
    if (!is_whole) text += ", and ";
  }
  if (!is_whole) text += "not all of it could be examined";
  host.err << text << ". To pass:\n" << remedies(judge, is_whole, way) << std::flush;
}

ExitCode pre_push(const GitRepository& repository, std::string_view input, const Options& options,
                  const Host& host) {
  const std::vector<std::string>& words = options.words;
  const std::string remote = words.size() > 1 ? words[1] : variable(host, "PRE_COMMIT_REMOTE_NAME");
  const std::string url = words.size() > 2 ? words[2] : variable(host, "PRE_COMMIT_REMOTE_URL");
  const Push push = read_push(repository, remote, url, input);
  if (!push.error.empty()) return complain(visible(push.error), host);
  HookJudge judge(options, repository, host);
  ExitCode exit_code = ExitCode::kClean;
  std::vector<std::string> told;
  for (const PushedTip& tip : push.tips) {
    std::string error;
    const std::vector<PushedBlob> older = pushed_blobs(repository, tip, error);
    if (!error.empty()) return complain(visible(error), host);
    std::vector<GitSnapshot> before;
    for (const std::string& base : tip.bases) before.push_back(read_commit(repository, base));
    // What is in several of the pushed commits is told once.
    for (const std::string& other : told) before.push_back(read_commit(repository, other));
    const ExitCode one = judge.judge(read_commit(repository, tip.commit), std::move(before), older);
    // Where nothing was told, another configuration or baseline may be why.
    if (one == ExitCode::kFindings) told.push_back(tip.commit);
    exit_code = worse(exit_code, one);
  }
  if (!push.tips.empty()) {
    close(judge, exit_code, {"push", "git push --no-verify"}, options, host);
  }
  return exit_code;
}

// Against what the commit builds on: HEAD, and in a merge the other side.
ExitCode pre_commit(const GitRepository& repository, const Options& options, const Host& host) {
  std::vector<GitSnapshot> before;
  for (const char* name : {"HEAD", "MERGE_HEAD"}) {
    const std::string commit = commit_of(repository, name);
    if (!commit.empty()) before.push_back(read_commit(repository, commit));
  }
  HookJudge judge(options, repository, host);
  const ExitCode exit_code = judge.judge(read_index(repository), std::move(before), {});
  close(judge, exit_code, {"commit", "git commit --no-verify"}, options, host);
  return exit_code;
}

}  // namespace

ExitCode run_hook(const Options& options, const Host& host) {
  if (asks_to_skip(host)) {
    tell("skipped, as PLIMSOLL_SKIP asks", options, host);
    return ExitCode::kClean;
  }
  const bool is_push = options.words.front() == "pre-push";
  std::string input;
  if (is_push) input.assign(std::istreambuf_iterator<char>(host.in), {});
  const bool in_framework = input.empty() && !variable(host, "PRE_COMMIT_LOCAL_BRANCH").empty();
  if (is_push && input.empty() && !in_framework) return ExitCode::kClean;
  std::string error;
  const std::unique_ptr<const GitRepository> repository =
      host.git.open(host.files.canonical("."), error);
  if (!repository) return complain(visible(error), host);
  if (in_framework) input = told_by_framework(*repository, host);
  return is_push ? pre_push(*repository, input, options, host)
                 : pre_commit(*repository, options, host);
}

}  // namespace plimsoll
