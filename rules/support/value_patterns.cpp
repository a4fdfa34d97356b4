// The shapes of values, as regular expressions. Each group is joined into one expression, so that
// a value is read once a group however many alternatives there are.
//
//   has_shape(ValuePattern::kReference, "vault:secret/data/app#pw")    true
//   has_shape(ValuePattern::kPlaceholder, "your-password-here")        true
//
// What follows from a shape is decided in credential_value.cpp.

#include "rules/support/value_patterns.h"

#include <re2/re2.h>

#include <memory>
#include <mutex>
#include <span>
#include <string>

namespace plimsoll {
namespace {

// Searched, not matched: the anchors are part of each pattern.
constexpr const char* kReferencePatterns[] = {
    R"(^\$\{[^{}]*\}$)",
    R"(^\$[a-z_]+$)",
    R"(^%[a-z]$)",
    R"(^\{[A-Za-z_][A-Za-z0-9_.]*\}$)",
    R"(^\$\([A-Za-z_][A-Za-z0-9_.-]*\)$)",
    R"(^\$[A-Z_][A-Z0-9_]*$)",
    R"(^\$\$?\{[^{}]+\}$)",
    R"(^%[A-Za-z_][A-Za-z0-9_]*%$)",
    R"(^%\([A-Za-z_][A-Za-z0-9_]*\)s$)",
    R"(\{\{[\s\S]*\}\})",
    R"(^<%[\s\S]*%>$)",
    R"(^#\{[^{}]+\}#?$)",
    R"(^@@?[A-Za-z_.][A-Za-z0-9_.-]*@@?$)",
    R"(^__[A-Za-z0-9_]+__$)",
    R"(^\(\([^()]+\)\)$)",
    R"(^\$__(?:file|env|vault)\{[^{}]*\}$)",
    R"(^\$\([\s\S]+\)$)",
    R"(^`[^`]+`$)",
    (R"((?i)^(?:vault|op|ssm|awsssm|awssecrets|aws-?sm|asm|secretsmanager|gcp-?sm|gsm|)"
     R"(sm|azurekeyvault|akv|keyvault|kv|bws|bitwarden|doppler|infisical|conjur|)"
     R"(cyberark|keepass|sops|berglas|chamber|lockbox|ocivault|k8s|kubernetes|secret|)"
     R"(secrets|secretkeyref|configmap|env|file|valuefrom|getenv|environ|ref|cmd|exec|)"
     R"(prompt|keyring)(?:::?|://?)[^\s]+$)"),
    R"(^ref\+[a-z0-9]+://\S+$)",
    R"(^secretref\+[a-z0-9]+://\S+$)",
    R"(^>>vault:\S+$)",
    R"(^<(?:path|vault|secret|avp):[^<>]+>$)",
    R"(^arn:aws[a-z-]*:(?:secretsmanager|ssm|kms):\S+$)",
    R"(^projects/[^/\s]+/(?:secrets|locations)/\S+$)",
    R"(^@Microsoft\.KeyVault\(.*\)$)",
    R"(^!(?:Ref|Sub|GetAtt|ImportValue|vault|env|secret|reference|encrypted)\b)",
    (R"((?i)^(?:os\.environ|process\.env|system\.getenv|env|lookup|include|secretkeyref|)"
     R"(valuefrom)[.\[(].*$)"),
};

constexpr const char* kEncryptedPatterns[] = {
    R"(^ENC\[[A-Za-z0-9_]+,)",
    R"(^ENC\([^()]+\)$)",
    R"(^\{cipher\}\S+$)",
    R"(^\{(?:AES|aes|DES|xor|RSA|securityProperties)\}\S+$)",
    R"(^vault:v[0-9]+:[0-9A-Za-z+/=]+$)",
    R"(^\$ANSIBLE_VAULT;)",
    R"(^-----BEGIN (?:PGP MESSAGE|AGE ENCRYPTED FILE|PKCS7|CMS)-----)",
    R"(^age-encryption\.org/v1)",
    R"(^AQICAH[0-9A-Za-z+/=]{60,}$)",
    R"(^CiQ[A-Za-z0-9+/]{60,}={0,2}$)",
    (R"(^eyJhbGciOiJ(?:SU|ZG|QT|)"
     R"(RU)[0-9A-Za-z_-]+\.[0-9A-Za-z_-]*\.[0-9A-Za-z_-]+\.[0-9A-Za-z_-]+\.[0-9A-Za-z_-])"
     R"(+$)"),
    R"(^gAAAAA[0-9A-Za-z_-]{60,}={0,2}$)",
    R"(^jasypt:\S+$)",
    R"(^!!?enc(?:rypted)?\b)",
};

constexpr const char* kPlaceholderPatterns[] = {
    R"(^(?:[*•●xX.#?_~-]{3,}|[Xx]{2,}(?:[-_ ][Xx]{2,})*|\.\.\.|…+)$)",
    R"(^<[^<>]*>$)",
    R"(^\[[^\[\]]*\]$)",
    R"(^\([^()]*\)$)",
    (R"((?i)^(?:<|\[|\{)?(?:your|insert|enter|put|add|provide|set|fill|replace|override|)"
     R"(update|edit|paste|use|see|managed|injected|generated|provided|supplied|stored|)"
     R"(comes|from)[-_ .:]?(?:(?:me|with|in|by|your|the|a|an|this|here|own|real|actual|)"
     R"(it|via|at|from|secret|secrets|vault|env|password|passwd|token|key|api|apikey|)"
     R"(access|db|database|client|user|username|value|helm|argocd|ci|cd|external|)"
     R"(manager|operator|sealed|runtime|deploy|deployment|install)[-_ .:]?)*(?:>|\]|)"
     R"(\})?[.!]*$)"),
    (R"((?i)(?:^|[-_ <\[{])your[-_ ]?(?:[a-z0-9]+[-_ ]?){0,4}(?:here|key|token|secret|)"
     R"(password|passwd|id|value|name)(?:$|[-_ >\]}]))"),
    (R"((?i)^(?:[a-z0-9]+[-_ ])*(?:goes[-_ ]?here|go[-_ ]?here|placeholder|)"
     R"(to[-_ ]be[-_ ](?:set|filled|replaced|provided|defined|changed|determined|)"
     R"(overridden))(?:[-_ ][a-z0-9]+)*$)"),
    (R"((?i)^(?:[a-z0-9]+[-_ ])*replace[-_ ]?(?:me|this|with[-_ a-z]*|)"
     R"(in[-_ a-z]*)(?:[-_ ][a-z0-9]+)*$)"),
    R"((?i)^__?replace[-_]|^replace[-_][a-z])",
    R"((?i)^(?:[a-z0-9]+[-_ ]){0,3}here$)",
    R"((?i)^(?:todo|tbd|fixme|xxx+)(?:[-_: ].*)?$)",
    (R"((?:여기에|입력하세요|입력 ?필요|변경하세요|변경 ?필요|변경해|교체|비밀번호 ?입력|예시|샘플|수정하세요|수정 ?필요|채우세요|넣으세요|)"
     R"(실제 ?값))"),
};

constexpr const char* kChangeMePatterns[] = {
    R"(^[sr]k_test_)",  // a key of a provider's test mode
    (R"((?i)^(?:please[-_ ]?)?(?:change|chang)[-_ .]?(?:me|it|this|now|pls|please|)"
     R"(in[-_ ]?prod(?:uction)?)?(?:[-_ !.]?(?:please|now|asap|password|secret|token|)"
     R"(key|in[-_ ]?prod(?:uction)?|[0-9]{1,4}))*[!.]*$)"),
    (R"((?i)change[-_ ]?in[-_ ]?prod|please[-_ ]?(?:change|replace)|replace[-_ ]?this|)"
     R"(not[-_ ]?(?:a[-_ ]?)?secure)"),
};

constexpr const char* kPublicPatterns[] = {
    (R"(^(?:pk_(?:live|test)_|(?:live|test)_g?ck_|pk-lf-|mob-|NRJS-|phc_|)"
     R"(sb_publishable_|6L[0-9A-Za-z_-]{38}$))"),
};

constexpr const char* kTypedPatterns[] = {
    R"(^[+-]?[0-9]+(?:\.[0-9]+)?$)",
    (R"((?i)^[0-9]+(?:\.[0-9]+)?\s?(?:ns|us|ms|s|m|h|d|w|y|sec|secs|seconds|min|mins|)"
     R"(minutes|hours|days|weeks|months|years|b|k|kb|ki|kib|m|mb|mi|mib|g|gb|gi|gib|t|)"
     R"(tb|ti|tib|%)$)"),
    R"(^(?:[0-9]+(?:h|m|s|ms|d))+$)",
    R"(^P(?:[0-9]+[YMWD])*(?:T(?:[0-9]+[HMS])+)?$)",
    R"(^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?)?$)",
    R"(^v?[0-9]+\.[0-9]+(?:\.[0-9]+)?(?:[-+][0-9A-Za-z.-]+)?$)",
    R"(^(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?:/[0-9]{1,2})?(?::[0-9]{1,5})?$)",
};

constexpr const char* kPathPatterns[] = {
    R"(^(?:~|\.{1,2})?(?:/[A-Za-z0-9_.@%+{}$-]+)+/?$)",
    R"(^(?:~|\.{1,2})/)",
    R"(^/$)",
    R"(^[A-Za-z]:\\)",
    R"(^(?:[A-Za-z0-9_.-]+/)+[A-Za-z0-9_.-]+\.[a-z]{2,5}$)",
    (R"(^[A-Za-z0-9_.-]+\.(?:pem|key|crt|cer|p12|pfx|jks|json|ya?ml|conf|ini|toml|env|)"
     R"(txt|pub|properties|xml|sh)$)"),
    R"(^file:)",
    R"(^[a-z][a-z0-9_-]*(?:/[a-z0-9_-]+){2,}$)",
};

constexpr const char* kPlainUrlPatterns[] = {
    R"(^[a-zA-Z][a-zA-Z0-9+.-]*://[^\s@]*$)",
};

constexpr const char* kEmailPatterns[] = {
    R"(^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$)",
};

constexpr const char* kHostPatterns[] = {
    (R"((?i)^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:svc|local|cluster|internal|com|)"
     R"(net|org|io|dev|kr|co|cloud|ai|app|xyz|info|example|test|lan|)"
     R"(corp)(?:\.[a-z]{2,10})*(?::[0-9]{1,5})?(?:/\S*)?$)"),
};

constexpr const char* kKubernetesNamePatterns[] = {
    R"(^[a-z][a-z0-9]*(?:[-.][a-z0-9]+)+$)",
};

constexpr const char* kUuidPatterns[] = {
    R"(^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$)",
};

constexpr const char* kCallPatterns[] = {
    (R"(^(?:(?:[A-Za-z_][A-Za-z0-9_]*\.)+[A-Za-z_][A-Za-z0-9_]*|env|getenv|file|secret|)"
     R"(lookup|vault|ref|resolve|decrypt|concat|include|randAlphaNum)\([^)]*\)$)"),
};

constexpr const char* kPasswordHashPatterns[] = {
    R"(\$2[abxy]\$[0-9]{2}\$[./0-9A-Za-z]{53})",
    R"(\$argon2(?:id|i|d)\$v=[0-9]+\$[^\s"':]{20,})",
    R"(\$(?:1|5|6|apr1|y|7|gy)\$[^\s"':$]{1,40}\$[./0-9A-Za-z$=,]{8,})",
    R"(SCRAM-SHA-(?:1|256)\$[0-9]+:[0-9A-Za-z+/=]+\$[0-9A-Za-z+/=:]{20,})",
    R"(pbkdf2[_:-]sha(?:1|256|512)[$:][0-9]+[$:][^\s"']{20,})",
    R"(\{(?:SSHA|SHA|SMD5|CRYPT|SSHA512)\}[0-9A-Za-z+/=]{20,})",
};

std::string join(std::span<const char* const> patterns) {
  std::string all;
  for (const char* pattern : patterns) {
    if (!all.empty()) all += '|';
    all += "(?:";
    all += pattern;
    all += ')';
  }
  return all;
}

RE2::Options options() {
  RE2::Options options;
  options.set_log_errors(false);
  return options;
}

// In the order of ValuePattern.
constexpr std::span<const char* const> kGroups[] = {
    kReferencePatterns, kEncryptedPatterns,    kPlaceholderPatterns,    kChangeMePatterns,
    kPublicPatterns,    kTypedPatterns,        kPathPatterns,           kPlainUrlPatterns,
    kEmailPatterns,     kHostPatterns,         kKubernetesNamePatterns, kUuidPatterns,
    kCallPatterns,      kPasswordHashPatterns,
};

// A group's expression, compiled the first time it is needed.
const RE2& expression(ValuePattern pattern) {
  struct Slot {
    std::once_flag once;
    std::unique_ptr<const RE2> compiled;
  };
  static Slot slots[std::size(kGroups)];
  const auto index = static_cast<std::size_t>(pattern);
  Slot& slot = slots[index];
  std::call_once(slot.once, [&slot, index] {
    slot.compiled = std::make_unique<const RE2>(join(kGroups[index]), options());
  });
  return *slot.compiled;
}

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace

bool has_shape(ValuePattern pattern, std::string_view value) {
  return RE2::PartialMatch(piece(value), expression(pattern));
}

std::string_view find_shape(ValuePattern pattern, std::string_view text) {
  re2::StringPiece found;
  if (!expression(pattern).Match(piece(text), 0, text.size(), RE2::UNANCHORED, &found, 1))
    return {};
  return {found.data(), found.size()};
}

std::optional<DefaultInReference> default_in_reference(std::string_view value) {
  if (!value.starts_with("${")) return std::nullopt;
  static const RE2 kExpression(R"(^\$\{([^{}:]+):(?:-|=)?([^{}?][^{}]*)\}$)",
                               options());  // ${X:?message} has none
  re2::StringPiece name;
  re2::StringPiece fallback;
  if (!RE2::FullMatch(piece(value), kExpression, &name, &fallback)) return std::nullopt;
  return DefaultInReference{{name.data(), name.size()}, {fallback.data(), fallback.size()}};
}

}  // namespace plimsoll
