// Credentials in versions of files that a push publishes though its newest commit does not have
// them. A push hands over every commit on the way, and whoever has the commit has the password:
// what was taken out again later is no less public.
//
// Older versions are put in the place of the newest ones, in rounds, so that each is seen with the
// rest of its chart:
//
//   web.yaml     1  2  newest       round 1: web.yaml 1, values.yaml 1
//   values.yaml  1     newest       round 2: web.yaml 2
//
// Only credentials count in them. That anything else was wrong on the way is of no interest, once
// it is right.

#include <algorithm>
#include <map>
#include <ostream>
#include <set>

#include "cli/arguments.h"
#include "cli/baseline_file.h"
#include "cli/formats/escape.h"
#include "cli/hook_judge.h"
#include "cli/new_since.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

// More versions of one file than anybody pushes at once, but for the first push of a long history.
constexpr std::size_t kMostRounds = 200;

using Versions = std::map<std::string, std::vector<const PushedBlob*>>;

bool has_object(const GitSide& side, const PushedBlob& blob) {
  const auto found = side.snapshot().entries.find(blob.path);
  return found != side.snapshot().entries.end() && found->second.object == blob.object;
}

// The versions of each file that are neither the newest nor what the remote has there, each once.
Versions versions_of(const std::vector<PushedBlob>& blobs, const GitSide& newest,
                     std::span<const EarlierSide> earlier) {
  Versions versions;
  for (const PushedBlob& blob : blobs) {
    if (!has_manifest_extension(blob.path) || has_object(newest, blob)) continue;
    const auto is_old = [&](const EarlierSide& one) { return has_object(one.side, blob); };
    if (std::ranges::any_of(earlier, is_old)) continue;
    std::vector<const PushedBlob*>& list = versions[blob.path];
    const auto same = [&](const PushedBlob* other) { return other->object == blob.object; };
    if (std::ranges::none_of(list, same)) list.push_back(&blob);
  }
  return versions;
}

// The folders that a path lies in, from the inside out.
std::vector<std::string> folders_of(const std::string& path) {
  std::vector<std::string> folders;
  for (std::size_t slash = path.rfind('/'); slash != std::string::npos && slash > 0;
       slash = path.rfind('/', slash - 1)) {
    folders.push_back(path.substr(0, slash));
  }
  return folders;
}

// Puts a file where it was, be it that there is a folder by now, or a file in place of its folder.
void put_back(const PushedBlob& blob, GitEntries& entries) {
  const auto below = entries.lower_bound(concat(blob.path, "/"));
  entries.erase(below, entries.lower_bound(concat(blob.path, "0")));  // what comes after '/'
  for (const std::string& folder : folders_of(blob.path)) entries.erase(folder);
  entries[blob.path] = {GitEntry::Kind::kFile, blob.object};
}

}  // namespace

ExitCode HookJudge::judge_older(Case& one, const std::vector<PushedBlob>& older) {
  const Versions versions = versions_of(older, one.newer, one.earlier);
  ExitCode exit_code = ExitCode::kClean;
  for (std::size_t i = 0; i < kMostRounds; ++i) {
    std::vector<const PushedBlob*> round;
    std::set<std::string> taken;  // by files that were folders at another time
    for (const auto& [path, list] : versions) {
      // The newest ones, when there are more than are looked at.
      const std::size_t skipped = list.size() - std::min(list.size(), kMostRounds);
      if (i == 0 && skipped > 0) {
        host_.err << concat("plimsoll: note: of ", visible(path), " only the newest ", kMostRounds,
                            " versions of this push are searched for credentials\n");
      }
      if (i + skipped >= list.size()) continue;
      const PushedBlob& blob = *list[i + skipped];
      const auto clashes = [&](const std::string& folder) { return taken.contains(folder); };
      if (std::ranges::none_of(folders_of(path), clashes)) {
        round.push_back(&blob);
        taken.insert(path);
      } else {
        exit_code = worse(exit_code, judge_round(one, {&blob}));
      }
    }
    if (round.empty()) break;
    exit_code = worse(exit_code, judge_round(one, round));
  }
  return exit_code;
}

// Takes the findings of a report that are news, and remembers them.
std::vector<Finding> HookJudge::new_credentials(Case& one, const Report& report) {
  const Severity least = one.scan.request.fail_on.value_or(Severity::kWarning);
  std::vector<Finding> fresh;
  for (const Finding& finding : report.findings) {
    if (!is_credential(finding) || finding.severity < least) continue;
    const std::string text = credential(finding);
    if (told_.contains(text) || one.met.contains(text)) continue;
    if (published(one).contains(text)) continue;
    fresh.push_back(finding);
  }
  for (const Finding& finding : fresh) told_.insert(credential(finding));
  return fresh;
}

// What was mended on the way stops nobody, but that it was not searched is said, once of each file.
void HookJudge::note_unsearched(const Report& report, const std::string& base, const Round& round) {
  for (const LedgerEntry& entry : report.ledger.entries) {
    if (entry.outcome != Outcome::kUnreadable) continue;
    const auto found = round.find(join_path(base, entry.reported_path));
    if (found == round.end() || !unsearched_.insert(found->first).second) continue;
    host_.err << concat("plimsoll: note: ", visible(found->second->path), " of commit ",
                        found->second->commit.substr(0, 10),
                        " cannot be examined, so not all of it was searched for credentials: ",
                        presentable(entry.reason), "\n");
  }
}

ExitCode HookJudge::judge_round(Case& one, const std::vector<const PushedBlob*>& round) {
  GitSnapshot snapshot = one.newer.snapshot();
  std::vector<std::string> changed;
  Round by_place;
  for (const PushedBlob* blob : round) {
    put_back(*blob, snapshot.entries);
    changed.push_back(join_path(repository_.root(), blob->path));
    by_place[changed.back()] = blob;
  }
  const GitSide side(repository_, std::move(snapshot), repository_.root(), host_);
  Scan scan = prepare_scan(request_, side.host(), one.newer.host());
  if (!scan.error.empty()) return ExitCode::kClean;
  keep_only(touched_units(scan, side.host(), changed), scan);
  const std::string base = scan.discovery.base;
  Report report = run_scan(scan, rules_about_credentials(one.rules()), side.host(), &parsed_);
  if (one.baseline) {
    apply_baseline(*one.baseline, report,
                   BaselineScope(report, scan, one.rules(), side.host().files));
  }
  std::erase_if(report.findings, [&](const Finding& finding) {
    return !by_place.contains(join_path(base, finding.location.source->reported_path()));
  });
  const std::vector<Finding> fresh = new_credentials(one, report);
  note_unsearched(report, base, by_place);
  report.ledger.entries.clear();
  for (const Finding& finding : fresh) {
    const PushedBlob& blob =
        *by_place.at(join_path(base, finding.location.source->reported_path()));
    host_.err << concat("plimsoll: commit ", blob.commit.substr(0, 10), " holds a credential in ",
                        visible(blob.path), ":\n");
    report.findings = {finding};
    print_report(one, report, ExitCode::kFindings);
  }
  parsed_.keep(std::move(report.files));
  new_findings_ += fresh.size();
  hidden_credentials_ += fresh.size();
  const bool fails = !fresh.empty() && !one.scan.request.report_only;
  return fails ? ExitCode::kFindings : ExitCode::kClean;
}

}  // namespace plimsoll
