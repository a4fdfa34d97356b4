// The part of a SARIF log that is the same in every run: who we are and what the rules mean.
//
// Every enabled rule is listed, so that a log without results says what was looked for. Texts come
// from the rule's own constant, once as plain text and once as Markdown; nothing is written here a
// second time. GitHub shows a rule as a security alert when it has a `security-severity`, which
// only rules about credentials get.

#include "cli/formats/sarif_driver.h"

#include <nlohmann/json.hpp>

#include "cli/formats/escape.h"
#include "engine/text/concat.h"
#include "engine/text/utf8.h"

namespace plimsoll {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kHome = "https://github.com/plimsoll-lint/plimsoll";
constexpr std::string_view kRulePage =
    "https://github.com/plimsoll-lint/plimsoll/blob/main/rules/README.md";
constexpr std::size_t kMaxText = 1000;

struct NotificationText {
  SarifNotification notification;
  std::string_view id;
  std::string_view name;
  std::string_view summary;
  std::string_view help;
};

constexpr NotificationText kNotifications[] = {
    {SarifNotification::kUnreadableInput, "unreadable-input", "UnreadableInput",
     "An input could not be examined.",
     "Part of the input was not looked at, so the run proves nothing about it. Correct the file, "
     "or exclude it on purpose."},
    {SarifNotification::kNothingToCheck, "nothing-to-check", "NothingToCheck",
     "No Kubernetes manifest was among the input.",
     "Nothing was looked at, so the run proves nothing. Correct the path, or pass --allow-empty "
     "where an empty input is expected."},
    {SarifNotification::kResultsCut, "results-cut", "ResultsCut",
     "There are more findings than a log may hold.",
     "Consumers refuse logs with more than 25000 results, so the least severe were left out. The "
     "text and JSON formats list all."},
    {SarifNotification::kIgnoredUnknown, "ignored-unknown", "IgnoredUnknown",
     "Git could not tell which files it ignores.",
     "Files that Git ignores may be among those checked. Standard error says what kept Git from "
     "answering."},
};

// "liveness-before-readiness" as "LivenessBeforeReadiness".
std::string pascal_case(std::string_view id) {
  std::string out;
  bool starts_word = true;
  for (const char c : id) {
    if (c == '-') {
      starts_word = true;
      continue;
    }
    const bool lower = c >= 'a' && c <= 'z';
    out.push_back(starts_word && lower ? static_cast<char>(c - 'a' + 'A') : c);
    starts_word = false;
  }
  return out;
}

Json text_json(std::string_view text) {
  return {{"text", sarif_text(text)}};
}

Json help_json(const Rule& rule) {
  std::string text = concat(rule.rationale, "\n\n", rule.remediation);
  std::string markdown =
      concat("**Why:** ", rule.rationale, "\n\n**How to fix:** ", rule.remediation);
  if (!rule.references.empty()) {
    text += "\n";
    markdown += "\n";
  }
  for (const std::string_view reference : rule.references) {
    text += concat("\n", reference);
    markdown += concat("\n- <", reference, ">");
  }
  return {{"text", std::move(text)}, {"markdown", std::move(markdown)}};
}

Json properties_json(const Rule& rule) {
  const bool is_security = rule.category == "secrets";
  Json tags = {"kubernetes", rule.category};
  if (is_security) {
    tags.push_back("security");
    tags.push_back("external/cwe/cwe-798");
  }
  Json out = {{"tags", std::move(tags)}, {"precision", "high"}};
  const bool is_note = rule.severity == Severity::kNote;
  out["problem.severity"] = is_note ? "recommendation" : severity_name(rule.severity);
  if (is_security) out["security-severity"] = rule.severity == Severity::kError ? "8.0" : "6.0";
  return out;
}

Json rule_json(const Rule& rule) {
  return {{"id", rule.id},
          {"name", pascal_case(rule.id)},
          {"shortDescription", text_json(concat(rule.summary, "."))},
          {"fullDescription", text_json(rule.rationale)},
          {"help", help_json(rule)},
          {"helpUri", rule_url(rule.id)},
          {"defaultConfiguration", {{"level", severity_name(rule.severity)}}},
          {"properties", properties_json(rule)}};
}

Json notification_json(const NotificationText& text) {
  return {{"id", text.id},
          {"name", text.name},
          {"shortDescription", text_json(text.summary)},
          {"fullDescription", text_json(text.help)},
          {"help", text_json(text.help)},
          {"helpUri", concat(kHome, "#exit-codes")}};
}

// What stands in a message for a character that would make it mean something: braces are
// placeholders to SARIF, so look-alikes take their place.
std::string_view harmless(char c) {
  if (c == '{') return "❴";
  if (c == '}') return "❵";
  return {};
}

}  // namespace

std::string rule_url(std::string_view id) {
  return concat(kRulePage, "#", id);
}

std::string_view notification_id(SarifNotification notification) {
  return kNotifications[static_cast<std::size_t>(notification)].id;
}

Json sarif_driver(std::span<const Rule* const> rules) {
  Json out = {{"name", "plimsoll"},
              {"semanticVersion", PLIMSOLL_VERSION},
              {"version", PLIMSOLL_VERSION},
              {"informationUri", kHome}};
  out["rules"] = Json::array();
  for (const Rule* rule : rules) out["rules"].push_back(rule_json(*rule));
  out["notifications"] = Json::array();
  for (const NotificationText& text : kNotifications) {
    out["notifications"].push_back(notification_json(text));
  }
  return out;
}

std::string sarif_text(std::string_view text) {
  const std::string shown = presentable(text);
  std::string out;
  std::size_t characters = 0;
  for (std::string_view rest = shown; !rest.empty();) {
    if (++characters == kMaxText && rest.size() > decode_code_point(rest).size) {
      out += "…";
      break;
    }
    const std::uint32_t size = decode_code_point(rest).size;
    const std::string_view replacement = harmless(rest.front());
    // `](` would end the text of a link.
    if (rest.front() == '(' && out.ends_with(']')) out += ' ';
    out += replacement.empty() ? rest.substr(0, size) : replacement;
    rest.remove_prefix(size);
  }
  return out;
}

}  // namespace plimsoll
