#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "cli/git_side.h"
#include "cli/host.h"
#include "cli/options.h"
#include "cli/pushed.h"
#include "engine/lint/baseline.h"

namespace plimsoll {

// Judges commits for a hook: only what is new in them counts. Reports on standard error, since the
// standard output of a hook belongs to git's own answer. Borrows everything it is given.
class HookJudge {
 public:
  HookJudge(const Options& options, const GitRepository& repository, const Host& host);

  // Judges a commit, or the index, against what there was before; without any, all of it is new.
  // `older` are versions of its files that are published with it, in which only credentials count.
  ExitCode judge(GitSnapshot newer, std::vector<GitSnapshot> before,
                 const std::vector<PushedBlob>& older);

  // Whether any manifest was met that had to be looked at.
  bool touched() const { return touched_; }
  std::size_t new_findings() const { return new_findings_; }
  // Of those, credentials in commits that later ones of the same push change.
  std::size_t hidden_credentials() const { return hidden_credentials_; }
  std::size_t files() const { return files_; }

 private:
  // One commit that is judged.
  struct Case {
    GitSide newer;
    Scan scan = {};
    std::vector<EarlierSide> earlier = {};
    std::vector<EarlierReport> reports = {};              // of `earlier`
    std::optional<std::set<std::string>> published = {};  // the credentials of `earlier`
    std::set<std::string> met = {};  // the credentials in `newer`, also suppressed and known ones
    std::optional<Baseline> baseline = {};
    ExitCode exit_code = ExitCode::kClean;

    const std::vector<const Rule*>& rules() const { return scan.selection.rules; }
  };
  bool prepare(Case& one, std::vector<GitSnapshot> before);
  bool load_baseline_of(Case& one);
  Report check(Case& one);
  const std::set<std::string>& published(Case& one);
  void sort_out_unreadable(const Case& one, Report& report);
  ExitCode verdict(const Case& one, const Report& report);
  void print_report(const Case& one, const Report& report, ExitCode exit_code);

  // hook_history.cpp
  ExitCode judge_older(Case& one, const std::vector<PushedBlob>& older);
  std::vector<Finding> new_credentials(Case& one, const Report& report);
  using Round = std::map<std::string, const PushedBlob*>;  // by their places
  void note_unsearched(const Report& report, const std::string& base, const Round& round);
  ExitCode judge_round(Case& one, const std::vector<const PushedBlob*>& round);

  const Options& options_;
  const GitRepository& repository_;
  const Host& host_;
  LintRequest request_;
  ParsedFiles parsed_;
  std::set<std::string> told_;        // the credentials that were met in what was judged
  std::set<std::string> unsearched_;  // the files of which this was said
  bool touched_ = false;
  std::size_t new_findings_ = 0;
  std::size_t hidden_credentials_ = 0;
  std::size_t files_ = 0;
};

}  // namespace plimsoll
