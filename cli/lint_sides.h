#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/git_side.h"
#include "cli/host.h"
#include "cli/options.h"

namespace plimsoll {

// The commits that a run of `plimsoll lint` is about. Borrows the host.
struct LintSides {
  std::unique_ptr<const GitRepository> repository;
  std::optional<GitSide> newer;  // what to look at; none: the files that are there
  std::optional<GitSide> head;   // of --staged: the commit that is built on
  std::optional<GitSide> older;  // of --new-since
  std::string error;             // why there can be no run; empty on success

  const Host& seen(const Host& host) const { return newer ? newer->host() : host; }
};

LintSides open_sides(const LintRequest& request, const Host& host);

// Of a run about what is staged: takes out what does not go with it. Returns the units that stay;
// all of them for other runs.
Units keep_staged(const LintSides& sides, const LintRequest& request, Scan& scan, const Host& host);

// What the older side had, where there is one; its files go to `parsed`.
std::vector<EarlierReport> run_older(LintSides& sides, const LintRequest& request,
                                     const Units& units, const Host& host, ParsedFiles& parsed);

}  // namespace plimsoll
