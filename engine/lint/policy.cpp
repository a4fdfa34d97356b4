// What a team makes of the rules.
//
// Rules report as they come; here their findings get the severity of the environment they are
// about. One line of values can be behind dev and prd:
//
//   environments:
//     dev: {rules: {limit-below-request: note}}
//     prd: {rules: {limit-below-request: error}}
//
// is then one finding with two subjects, a note and an error, and so an error. When a suppression
// takes prd's part out of it, a note is left.
//
// A finding that is about no object (broken YAML) counts for the environments its file belongs to.

#include "engine/lint/policy.h"

#include <algorithm>
#include <cassert>

#include "engine/text/concat.h"

namespace plimsoll {
namespace {

// `severity` is what the rule reported, at most its own.
Severity wanted(const RuleSetting& setting, const Rule& rule, Severity severity) {
  if (!setting.severity) return severity;
  return severity == rule.severity ? *setting.severity : std::min(*setting.severity, severity);
}

// Of a finding about no object. False when it is off wherever its file belongs.
bool settle_file(const Policy& policy, const FileEnvironments& environments, Finding& finding) {
  const Rule& rule = *finding.rule;
  const auto file = finding.location.source == nullptr
                        ? environments.end()
                        : environments.find(finding.location.source->reported_path());
  const std::vector<std::string_view> general = {""};
  const bool known = file != environments.end() && !file->second.empty();
  std::optional<Severity> worst;
  for (const std::string_view environment : known ? file->second : general) {
    const RuleSetting& setting = policy.of(rule, environment);
    if (!setting.on) continue;
    const Severity here = wanted(setting, rule, finding.severity);
    worst = worst ? std::max(*worst, here) : here;
  }
  if (worst) finding.severity = *worst;
  return worst.has_value();
}

bool settle(const Policy& policy, const FileEnvironments& environments, Finding& finding) {
  if (finding.subjects.empty()) return settle_file(policy, environments, finding);
  std::erase_if(finding.subjects, [&](const Subject& subject) {
    return !policy.of(*finding.rule, subject.environment).on;
  });
  if (finding.subjects.empty()) return false;
  for (Subject& subject : finding.subjects) {
    subject.severity =
        wanted(policy.of(*finding.rule, subject.environment), *finding.rule, finding.severity);
  }
  settle_severity(finding);
  return true;
}

}  // namespace

const RuleSetting& Policy::of(const Rule& rule, std::string_view environment) const {
  static const RuleSetting kAsItComes;
  const auto own = environments.find(environment);
  const Settings& settings = own == environments.end() ? general : own->second;
  const auto found = settings.find(&rule);
  return found == settings.end() ? kAsItComes : found->second;
}

bool Policy::is_locked(const Rule& rule) const {
  return std::ranges::find(locked, &rule) != locked.end();
}

OptionDefaults::OptionDefaults(std::span<const Rule* const> rules) {
  for (const Rule* rule : rules) {
    if (rule->options.empty()) continue;
    std::string text;
    for (const ConfigKey& option : rule->options) {
      text += concat(option.name, ": ", option.fallback, "\n");
    }
    files_.emplace(rule, parse_yaml(std::string(rule->id), std::string(rule->id), std::move(text)));
  }
}

Node OptionDefaults::of(const Rule& rule, std::string_view option) const {
  const auto file = files_.find(&rule);
  assert(file != files_.end());
  return file->second->documents.front().root[option];
}

void apply_policy(const Policy& policy, const FileEnvironments& environments,
                  std::vector<Finding>& findings) {
  std::erase_if(findings, [&](Finding& finding) { return !settle(policy, environments, finding); });
}

void settle_severity(Finding& finding) {
  if (finding.subjects.empty()) return;
  finding.severity = std::ranges::max(finding.subjects, {}, &Subject::severity).severity;
}

}  // namespace plimsoll
