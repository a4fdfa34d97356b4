// From documents to objects.
//
// A document is a manifest when it has an apiVersion and a kind. A List is no object but a bag of
// them, and so is every kind that ends in "List" and has items:
//
//   apiVersion: v1
//   kind: ConfigMapList
//   items:
//     - metadata: {name: a}       is a ConfigMap of v1, although it does not say so
//
// A file that has neither (a values file, a compose file) is left alone; one that has a single of
// the two, beside metadata or spec, was meant to be an object and is reported.

#include "engine/kubernetes/manifest.h"

namespace plimsoll {
namespace {

constexpr std::string_view kListSuffix = "List";
constexpr int kMaxListDepth = 8;

bool is_list(Node root, std::string_view kind) {
  return kind.ends_with(kListSuffix) && root["items"].is_sequence();
}

struct TypeMeta {
  std::string_view api_version;
  std::string_view kind;
};

void append(const Document* document, Node root, TypeMeta inherited, int depth,
            std::vector<Resource>& resources) {
  TypeMeta type{root["apiVersion"].text(), root["kind"].text()};
  if (type.api_version.empty()) type.api_version = inherited.api_version;
  if (type.kind.empty()) type.kind = inherited.kind;
  if (!root.is_mapping() || type.api_version.empty() || type.kind.empty()) return;
  if (is_list(root, type.kind) && depth < kMaxListDepth) {
    TypeMeta item;
    if (type.kind != kListSuffix) {
      item = type;
      item.kind.remove_suffix(kListSuffix.size());
    }
    for (const Node child : root["items"]) append(document, child, item, depth + 1, resources);
    return;
  }
  const std::size_t slash = type.api_version.find('/');
  const bool core = slash == std::string_view::npos;
  const Node metadata = root["metadata"];
  resources.push_back({
      .group = core ? std::string_view() : type.api_version.substr(0, slash),
      .version = core ? type.api_version : type.api_version.substr(slash + 1),
      .kind = type.kind,
      .name = metadata["name"].text(),
      .name_space = metadata["namespace"].text(),
      .root = root,
      .document = document,
  });
}

bool is_kustomization(Node root) {
  return root["apiVersion"].text().starts_with("kustomize.config.k8s.io/");
}

}  // namespace

DocumentKind classify(const Document& document) {
  const Node root = document.root;
  if (!root) return DocumentKind::kUnreadable;
  if (document.holds_values && root.is_mapping()) return DocumentKind::kNoManifest;
  if (!root.is_mapping()) return DocumentKind::kNoMapping;
  const bool has_version = root["apiVersion"].exists();
  const bool has_kind = root["kind"].exists();
  if (is_kustomization(root)) return DocumentKind::kNoManifest;
  if (!root["apiVersion"].text().empty() && !root["kind"].text().empty()) {
    return DocumentKind::kManifest;
  }
  const bool object = root["metadata"].exists() || root["spec"].exists();
  const bool meant = (has_version && has_kind) || ((has_version || has_kind) && object);
  return meant ? DocumentKind::kIncomplete : DocumentKind::kNoManifest;
}

void append_resources(const Document& document, std::vector<Resource>& resources) {
  if (classify(document) != DocumentKind::kManifest) return;
  append(&document, document.root, {}, 0, resources);
}

void append_object(Node root, std::vector<Resource>& resources) {
  append(nullptr, root, {}, 0, resources);
}

}  // namespace plimsoll
