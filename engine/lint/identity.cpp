// Who a finding is.
//
// The finding "limit of 1Gi is below the request of 2Gi" of the container web in Deployment
// prod/web is described by a canonical text and known by its hash:
//
//    limit-below-request  apps Deployment prod web  web
//    /spec/template/spec/containers/[web]/resources/limits/memory  1Gi
//
// Lines inserted above it, a container added before it, the file renamed: the same finding. Another
// value: a new one, which a baseline must not hide. Values are left out where they may be
// credentials, which is decided by place and not by the detector: identities must not change when
// the detector learns.
//
// The hash is FNV-1a with 128 bits: two of ten million findings meet by chance with a probability
// below 1e-24. It does not resist someone who builds collisions on purpose, and need not: who can
// write the manifest can as well write a suppression into it.

#include "engine/lint/identity.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "engine/lint/pointer.h"
#include "engine/text/concat.h"
#include "engine/yaml/scalar.h"

namespace plimsoll {
namespace {

class Fnv1a128 {
 public:
  // Fields end with a byte that no UTF-8 text holds, so that ("ab", "c") differs from ("a", "bc").
  void add_field(std::string_view field) {
    for (const char c : field) add(static_cast<std::uint8_t>(c));
    add(0xFF);
  }

  std::string hex() const {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    for (const std::uint64_t half : {high_, low_}) {
      for (int shift = 60; shift >= 0; shift -= 4) out.push_back(kDigits[(half >> shift) & 0xF]);
    }
    return out;
  }

 private:
  // Multiplies by the prime 2^88 + 0x13B, modulo 2^128.
  void add(std::uint8_t byte) {
    low_ ^= byte;
    constexpr std::uint64_t kFactor = 0x13B;
    const std::uint64_t low_part = (low_ & 0xFFFFFFFF) * kFactor;
    const std::uint64_t high_part = (low_ >> 32) * kFactor + (low_part >> 32);
    high_ = high_ * kFactor + (high_part >> 32) + (low_ << 24);
    low_ = (high_part << 32) | (low_part & 0xFFFFFFFF);
  }

  std::uint64_t high_ = 0x6C62272E07BB0142;
  std::uint64_t low_ = 0x62B821756295C58D;
};

// Keys below which anything may be a credential: data of a ConfigMap or Secret, and what is handed
// to programs and charts as free text.
constexpr std::array<std::string_view, 12> kFreeText = {
    "annotations", "args",   "binaryData", "command",    "data",   "env",
    "helm",        "params", "stringData", "parameters", "values", "valuesObject"};

constexpr std::array<std::string_view, 7> kSecretWords = {"auth",   "cred", "key",  "pass",
                                                          "secret", "pwd",  "token"};

bool may_hold_credential(std::string_view key) {
  if (std::find(kFreeText.begin(), kFreeText.end(), key) != kFreeText.end()) return true;
  std::string lower(key);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return std::any_of(kSecretWords.begin(), kSecretWords.end(), [&lower](std::string_view word) {
    return lower.find(word) != std::string::npos;
  });
}

struct Field {
  std::string path;
  std::string value;
};

// Where a finding is in its object, in terms that editing the rest of the object does not change.
Field field_of(Node root, std::string_view pointer) {
  Field field;
  Node node = root;
  bool is_open = true;  // whether the value may be part of the identity
  for (const std::string& segment : pointer_segments(pointer)) {
    const bool is_item = node.is_sequence();
    node = child_at(node, segment);
    field.path += is_item ? concat("/[", node["name"].text(), "]") : concat("/", segment);
    is_open = is_open && (is_item || !may_hold_credential(segment));
  }
  if (is_open && node.is_scalar()) field.value = json_text(node);
  // A URL can hold a password wherever it stands.
  if (field.value.find("://") != std::string::npos) field.value.clear();
  return field;
}

std::string without_numbers(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c < '0' || c > '9') out.push_back(c);
  }
  return out;
}

// The one of several objects that stands for a finding, whatever order they are in.
const Subject* representative(const std::vector<Subject>& subjects) {
  const Subject* first = nullptr;
  const auto key = [](const Subject& subject) {
    const Resource& resource = *subject.resource;
    return std::tie(resource.kind, resource.name_space, resource.name, subject.container,
                    subject.path);
  };
  for (const Subject& subject : subjects) {
    if (subject.resource == nullptr) continue;
    if (first == nullptr || key(subject) < key(*first)) first = &subject;
  }
  return first;
}

}  // namespace

std::string identity(const Finding& finding) {
  const Subject* subject = representative(finding.subjects);
  if (subject == nullptr && !finding.subjects.empty()) subject = &finding.subjects.front();
  return identity(finding, subject == nullptr ? Subject() : *subject);
}

std::string identity(const Finding& finding, const Subject& subject) {
  Fnv1a128 hash;
  hash.add_field(finding.rule->id);
  if (subject.resource == nullptr) {
    hash.add_field(without_numbers(finding.message));
    if (!finding.subjects.empty()) hash.add_field(subject.path);
    return hash.hex();
  }
  const Resource& resource = *subject.resource;
  const std::string_view name =
      resource.name.empty() ? resource.root["metadata"]["generateName"].text() : resource.name;
  const Field field = field_of(resource.root, subject.path);
  const bool is_secret = finding.rule->category == "secrets";
  for (const std::string_view part :
       {resource.group, resource.kind, resource.name_space, name,
        std::string_view(subject.container), std::string_view(field.path),
        is_secret ? std::string_view() : std::string_view(field.value)}) {
    hash.add_field(part);
  }
  return hash.hex();
}

std::string field_path(const Subject& subject) {
  return subject.resource == nullptr ? "" : field_of(subject.resource->root, subject.path).path;
}

std::vector<std::string> identities(std::span<const Finding* const> findings) {
  std::map<std::pair<const SourceFile*, std::string>, std::uint32_t> seen;
  std::vector<std::string> out;
  out.reserve(findings.size());
  for (const Finding* finding : findings) {
    std::string own = identity(*finding);
    const std::uint32_t before = seen[{finding->location.source, own}]++;
    if (before > 0) {
      Fnv1a128 hash;
      hash.add_field(own);
      hash.add_field(std::to_string(before));
      own = hash.hex();
    }
    out.push_back(std::move(own));
  }
  return out;
}

std::vector<std::string> identities(std::span<const Finding> findings) {
  std::vector<const Finding*> all;
  all.reserve(findings.size());
  for (const Finding& finding : findings) all.push_back(&finding);
  return identities(std::span<const Finding* const>(all));
}

}  // namespace plimsoll
