// A ConfigMap whose data holds a credential in plain text.

#include <algorithm>

#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/text/base64.h"
#include "engine/text/concat.h"
#include "engine/text/glob.h"
#include "engine/text/utf8.h"
#include "rules/support/credential.h"
#include "rules/support/credential_words.h"
#include "rules/support/wording.h"

namespace plimsoll::rules {
namespace {

constexpr std::string_view kKinds[] = {"ConfigMap"};
// Each finding maps bytes back to the source, so a hostile value must not have too many.
constexpr std::size_t kMostPerValue = 100;

std::string message(std::string_view field, Node value, const Resource& resource) {
  constexpr std::size_t kMost = 48;
  return concat(field, " key ", quoted_name(value.key(), kMost), " of ConfigMap ",
                quoted_name(resource.name, kMost), " holds a plaintext credential");
}

// What the configuration declares to be no credential.
class Harmless {
 public:
  explicit Harmless(const Context& context) : values_(context.option_texts("sample-values")) {
    for (const std::string_view pattern : context.option_texts("public-keys")) {
      keys_.push_back(Glob::for_names(pattern));
    }
  }

  bool has_key(std::string_view key) const {
    return std::ranges::any_of(keys_, [key](const Glob& glob) { return glob.matches(key); });
  }
  bool has_value(std::string_view value) const {
    return std::ranges::find(values_, value) != values_.end();
  }

 private:
  std::vector<std::string_view> values_;
  std::vector<Glob> keys_;
};

Severity severity_of(Grade grade) {
  return grade == Grade::kHigh ? Severity::kError : Severity::kWarning;
}

void check_data(const Resource& resource, const Harmless& harmless, Context& context) {
  const Node data = resource.root["data"];
  std::vector<std::string> user_names;
  for (const Node value : data) {
    if (value.is_scalar() && is_user_name_key(value.key())) {
      user_names.push_back(lower_case(value.text()));
    }
  }
  for (const Node value : data) {
    if (!value.is_scalar() || harmless.has_key(value.key())) continue;
    std::size_t reported = 0;
    for (const Credential& one : find_credentials(value.key(), value.text(), user_names)) {
      if (one.grade < Grade::kMedium || reported == kMostPerValue) continue;
      if (harmless.has_value(value.text().substr(one.begin, one.end - one.begin))) continue;
      ++reported;
      context.report(value, one.begin, one.end, message("data", value, resource))
          .severity(severity_of(one.grade));
    }
  }
}

// What is encoded has no bytes of its own to mark, so the whole value is marked.
void check_binary_data(const Resource& resource, const Harmless& harmless, Context& context) {
  for (const Node value : resource.root["binaryData"]) {
    if (!value.is_scalar() || harmless.has_key(value.key())) continue;
    const auto decoded = decode_base64(value.text());
    if (!decoded || find_text_fault(*decoded)) continue;
    Grade worst = Grade::kNone;
    for (const Credential& one : find_credentials(value.key(), *decoded, {})) {
      const auto text = std::string_view(*decoded).substr(one.begin, one.end - one.begin);
      if (!harmless.has_value(text)) worst = std::max(worst, one.grade);
    }
    if (worst < Grade::kMedium) continue;
    context.report(value, message("binaryData", value, resource)).severity(severity_of(worst));
  }
}

void check(const Resource& resource, Context& context) {
  if (!resource.group.empty()) return;
  const Harmless harmless(context);
  check_data(resource, harmless, context);
  check_binary_data(resource, harmless, context);
}

constexpr std::string_view kPeers[] = {"polaris/sensitiveConfigmapContent"};

constexpr std::string_view kReferences[] = {
    "https://kubernetes.io/docs/concepts/configuration/secret/",
    "https://kubernetes.io/docs/concepts/security/secrets-good-practices/"};

constexpr ConfigKey kOptions[] = {
    {.name = "sample-values",
     .type = ConfigType::kStrings,
     .doc = "Values that are no credentials, such as those of a sample that is never deployed",
     .fallback = "[]"},
    {.name = "public-keys",
     .type = ConfigType::kStrings,
     .doc = "Keys whose values are public whatever they look like; globs",
     .fallback = "[]"},
};

}  // namespace

extern constinit const Rule secret_in_configmap = {
    .id = "secret-in-configmap",
    .category = "secrets",
    .severity = Severity::kError,
    .summary = "A ConfigMap holds a credential in plain text",
    .rationale =
        "Whoever may read the namespace's ConfigMaps, and that is nearly everyone and every "
        "workload, reads the credential too; it stands in the repository's history, in backups "
        "and in the output of kubectl describe. Nothing rotates it and nothing notices its use.",
    .remediation =
        "Keep the credential in a Secret that is created outside the repository (External "
        "Secrets, Sealed Secrets, sops, Vault) and refer to it with secretKeyRef or a mounted "
        "volume. Then rotate it: the old value stays in the history.",
    .kinds = kKinds,
    .peers = kPeers,
    .options = kOptions,
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
