// `--git`, `--staged` and `--new-since`: which commits a run sees, and which it is compared with.
//
//   lint --git REV          that commit
//   lint --staged           the index, and of it what changed since HEAD
//   lint --new-since REV    any of these, or the files that are there, less what REV has
//
// The paths of the command line mean the same on every side.

#include "cli/lint_sides.h"

#include <algorithm>
#include <iterator>

#include "cli/formats/escape.h"
#include "cli/revisions.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

// Where to ask for the repository: where the first path lies, were it even gone by now. Inside a
// hook git says itself which one is meant, as seen from the working folder.
std::string starting_folder(const LintRequest& request, const Host& host) {
  std::string folder = host.files.canonical(".");
  const bool in_hook =
      host.variables.contains("GIT_DIR") || host.variables.contains("GIT_INDEX_FILE");
  const std::vector<std::string>& paths = request.files.paths;
  const std::string& first = paths.empty() ? request.chart.folder : paths.front();
  if (in_hook || first.empty() || first == "-") return folder;
  folder = host.files.canonical(first);
  while (folder != "/" && host.files.status(folder).type != FileType::kFolder) {
    folder = parent_folder(folder);
  }
  return folder;
}

std::string wrong_path(const LintRequest& request, const LintSides& sides, const Host& host) {
  const FileSystem& files = sides.seen(host).files;
  for (const std::string& path : request.files.paths) {
    if (path == "-") {
      if (sides.newer) return "standard input is part of no commit";
      continue;
    }
    if (is_within(files.canonical(path), sides.repository->root())) continue;
    return concat(visible(path), " lies outside of the repository at ",
                  visible(sides.repository->root()));
  }
  return {};
}

class Opener {
 public:
  Opener(const LintRequest& request, const Host& host) : request_(request), host_(host) {}

  LintSides open() {
    const GitRequest& git = request_.git;
    if (git.commit.empty() && !git.staged && git.new_since.empty()) return {};
    sides_.repository = host_.git.open(starting_folder(request_, host_), sides_.error);
    if (sides_.repository && !git.commit.empty()) {
      sides_.newer = side_of(snapshot_of("--git", git.commit));
    }
    if (sides_.repository && git.staged) {
      sides_.newer = side_of(read_index(*sides_.repository));
      sides_.head = side_of(read_commit(*sides_.repository, commit_of(*sides_.repository, "HEAD")));
    }
    if (sides_.repository && !git.new_since.empty()) {
      sides_.older = side_of(snapshot_of("--new-since", git.new_since));
    }
    if (sides_.error.empty()) sides_.error = wrong_path(request_, sides_, host_);
    return std::move(sides_);
  }

 private:
  GitSnapshot snapshot_of(std::string_view option, const std::string& text) {
    const Revision revision = find_revision(*sides_.repository, text);
    if (revision.error.empty()) return read_commit(*sides_.repository, revision.commit);
    return {.name = text, .entries = {}, .error = concat(option, ": ", revision.error)};
  }

  GitSide side_of(GitSnapshot snapshot) {
    if (sides_.error.empty()) sides_.error = snapshot.error;
    return {*sides_.repository, std::move(snapshot), host_.files.canonical("."), host_};
  }

  const LintRequest& request_;
  const Host& host_;
  LintSides sides_;
};

// Takes out what the command line names and the index lacks. What HEAD has was deleted, which is a
// change like others; what it lacks too is a wrong path, and returned.
std::vector<LedgerEntry> take_missing(const LintSides& sides, Scan& scan) {
  const auto lacks = [&](const GitSide& side, const LedgerEntry& entry) {
    const std::string real = join_path(scan.discovery.base, entry.reported_path);
    return side.host().files.status(real).type == FileType::kMissing &&
           !side.snapshot().entries.contains(relative_to(real, sides.repository->root()));
  };
  std::vector<LedgerEntry> wrong;
  std::erase_if(scan.discovery.left_out, [&](const LedgerEntry& entry) {
    if (entry.outcome != Outcome::kUnreadable || !lacks(*sides.newer, entry)) return false;
    if (lacks(*sides.head, entry)) wrong.push_back(entry);
    return true;
  });
  return wrong;
}

}  // namespace

LintSides open_sides(const LintRequest& request, const Host& host) {
  return Opener(request, host).open();
}

Units keep_staged(const LintSides& sides, const LintRequest& request, Scan& scan,
                  const Host& host) {
  if (!sides.head || scan.misconfigured()) return {.all = true};
  const Host& seen = sides.seen(host);
  const std::vector<std::string> changed =
      changed_files(*sides.repository, *sides.head, *sides.newer);
  const Scan before = prepare_scan(request, sides.head->host(), seen);
  Units units = touched_units(scan, seen, changed);
  if (before.error.empty()) {
    units = united(std::move(units), touched_units(before, sides.head->host(), changed));
  }
  std::vector<LedgerEntry> wrong = take_missing(sides, scan);
  keep_only(units, scan);
  std::ranges::move(wrong, std::back_inserter(scan.discovery.left_out));
  return units;
}

std::vector<EarlierReport> run_older(LintSides& sides, const LintRequest& request,
                                     const Units& units, const Host& host, ParsedFiles& parsed) {
  if (!sides.older) return {};
  LintRequest earlier = request;
  // What standard input stands for had a place then.
  std::ranges::replace(earlier.files.paths, std::string("-"), request.files.stdin_filename);
  std::erase(earlier.files.paths, "");
  const Host& older = sides.older->host();
  Scan scan = prepare_scan(earlier, older, sides.seen(host));
  keep_only(units, scan);
  EarlierSide side{std::move(*sides.older), std::move(scan)};
  return {run_earlier(side, parsed)};
}

}  // namespace plimsoll
