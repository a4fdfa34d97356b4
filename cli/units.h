#pragma once

#include <set>
#include <span>
#include <string>

#include "cli/host.h"
#include "cli/scan.h"

namespace plimsoll {

// What has to be looked at again when some files change, since what is right in one file depends on
// those that are deployed with it:
//
//   * of a chart, and of values that it is given: all of the chart, and of the environments;
//   * of an environment: all of that environment, and the charts, which are deployed there;
//   * any other manifest: the files of its folder;
//   * the configuration, or an Argo CD object, which can deploy anything: everything.
struct Units {
  bool all = false;
  std::set<std::string> charts = {};        // their folders, as reported
  std::set<std::string> environments = {};  // by name
  std::set<std::string> folders = {};  // as reported, of manifests that belong to no environment

  bool empty() const { return !all && charts.empty() && environments.empty() && folders.empty(); }
};

// The units of a scan that `changed` belongs to: canonical paths, of files that are gone, too.
// Empty when none of them is an input.
Units touched_units(const Scan& scan, const Host& host, std::span<const std::string> changed);

Units united(Units a, const Units& b);
Units common(const Units& a, const Units& b);

// Takes everything else out of a scan that is about to run.
void keep_only(const Units& units, Scan& scan);

}  // namespace plimsoll
