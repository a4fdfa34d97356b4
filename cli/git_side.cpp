// Puts a commit in the place of the files that a run sees; all else of the host stays.

#include "cli/git_side.h"

#include "cli/revisions.h"

namespace plimsoll {

GitSide::GitSide(const GitRepository& repository, GitSnapshot snapshot, std::string folder,
                 const Host& around)
    : snapshot_(std::make_unique<const GitSnapshot>(std::move(snapshot))),
      files_(
          std::make_unique<const GitTree>(repository, *snapshot_, std::move(folder), around.files)),
      git_(std::make_unique<const GitOfTree>(repository, around.git)),
      host_(new Host{.in = around.in,
                     .out = around.out,
                     .err = around.err,
                     .files = *files_,
                     .git = *git_,
                     .variables = around.variables,
                     .out_is_terminal = around.out_is_terminal,
                     .err_is_terminal = around.err_is_terminal,
                     .terminal_width = around.terminal_width,
                     .hardware_threads = around.hardware_threads,
                     .today = around.today,
                     .named = &around.named_files()}) {}

std::vector<std::string> changed_files(const GitRepository& repository, const GitSide& a,
                                       const GitSide& b) {
  std::vector<std::string> paths = changed_paths(a.snapshot().entries, b.snapshot().entries);
  for (std::string& path : paths) path = join_path(repository.root(), path);
  return paths;
}

IsGone gone_from(const Scan& scan, const Host& seen) {
  return [&scan, &seen](const std::string& path) {
    return seen.files.status(join_path(scan.discovery.base, path)).type == FileType::kMissing;
  };
}

EarlierReport run_earlier(EarlierSide& earlier, ParsedFiles& parsed) {
  if (!earlier.scan.error.empty() || earlier.scan.misconfigured()) return {};
  Report report =
      run_scan(earlier.scan, earlier.scan.selection.rules, earlier.side.host(), &parsed);
  EarlierReport result = remember(report);
  parsed.keep(std::move(report.files));
  return result;
}

}  // namespace plimsoll
