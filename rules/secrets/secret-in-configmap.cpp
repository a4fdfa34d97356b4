// A ConfigMap whose data holds a credential in plain text.

#include <algorithm>

#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/text/base64.h"
#include "engine/text/concat.h"
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

Severity severity_of(Grade grade) {
  return grade == Grade::kHigh ? Severity::kError : Severity::kWarning;
}

void check_data(const Resource& resource, Context& context) {
  const Node data = resource.root["data"];
  std::vector<std::string> user_names;
  for (const Node value : data) {
    if (value.is_scalar() && is_user_name_key(value.key())) {
      user_names.push_back(lower_case(value.text()));
    }
  }
  for (const Node value : data) {
    if (!value.is_scalar()) continue;
    std::size_t reported = 0;
    for (const Credential& one : find_credentials(value.key(), value.text(), user_names)) {
      if (one.grade < Grade::kMedium || reported++ == kMostPerValue) continue;
      context.report(value, one.begin, one.end, message("data", value, resource))
          .severity(severity_of(one.grade));
    }
  }
}

// What is encoded has no bytes of its own to mark, so the whole value is marked.
void check_binary_data(const Resource& resource, Context& context) {
  for (const Node value : resource.root["binaryData"]) {
    if (!value.is_scalar()) continue;
    const auto decoded = decode_base64(value.text());
    if (!decoded || find_text_fault(*decoded)) continue;
    Grade worst = Grade::kNone;
    for (const Credential& one : find_credentials(value.key(), *decoded, {})) {
      worst = std::max(worst, one.grade);
    }
    if (worst < Grade::kMedium) continue;
    context.report(value, message("binaryData", value, resource)).severity(severity_of(worst));
  }
}

void check(const Resource& resource, Context& context) {
  if (!resource.group.empty()) return;
  check_data(resource, context);
  check_binary_data(resource, context);
}

constexpr std::string_view kPeers[] = {"polaris/sensitiveConfigmapContent"};

constexpr std::string_view kReferences[] = {
    "https://kubernetes.io/docs/concepts/configuration/secret/",
    "https://kubernetes.io/docs/concepts/security/secrets-good-practices/"};

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
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
