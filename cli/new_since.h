#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "engine/lint/comparison.h"
#include "engine/lint/lint.h"

namespace plimsoll {

// What is kept of the report on an earlier commit, to tell what a later one adds to it. Lives in
// memory only: there are credentials in it.
struct EarlierReport {
  std::vector<KnownFinding> findings;
  // A credential counts as known where it was published already, wherever that was, and a changed
  // one as new, though it has the same identity: the rules and the bytes they marked.
  std::set<std::string> credentials;
  std::map<std::string, std::string> unreadable;  // reasons by reported path
};

EarlierReport remember(const Report& report);

// Whether a finding is about a credential; and the rules whose findings are.
bool is_credential(const Finding& finding);
std::vector<const Rule*> rules_about_credentials(std::span<const Rule* const> rules);

// What is kept of a credential.
std::string credential(const Finding& finding);
// Adds the credentials of a report, those that are suppressed or known too.
void add_credentials(const Report& report, std::set<std::string>& credentials);

// Moves the findings that one of the earlier reports had from the report's findings to its
// `baseline`.
void set_known_apart(std::span<const EarlierReport> earlier, const IsGone& is_gone, Report& report);
// Of the credentials alone, by their bytes.
void set_published_apart(const std::set<std::string>& credentials, Report& report);

}  // namespace plimsoll
