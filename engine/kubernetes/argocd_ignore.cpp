// What Argo CD leaves out of its comparison of Git and cluster.
//
//   ignoreDifferences:
//     - group: apps              # a glob; without it only the core group
//       kind: Deployment         # a glob
//       jsonPointers: [/spec/replicas]
//       jqPathExpressions: ['.spec.replicas']
//       managedFieldsManagers: [kube-controller-manager]
//
// Argo CD removes each pointer and deletes each jq path from both sides before it compares them, so
// a field is ignored when a path names it or anything above it. Administrators write the same, for
// every Application, into the ConfigMap argocd-cm, as YAML inside a scalar.
//
// This is no jq: a program that selects or computes is answered with "unknown", and callers stay
// silent. List positions in pointers are not followed, since they depend on the live object; a
// FieldPath never leads through a list. The jq reader is argocd_jq.cpp.

#include "engine/kubernetes/argocd_ignore.h"

#include <algorithm>
#include <string>
#include <vector>

#include "engine/text/glob.h"

namespace plimsoll {
namespace {

constexpr std::string_view kManager = "kube-controller-manager";
constexpr std::string_view kSettingsText = "resource.customizations";
constexpr std::string_view kSettingsPrefix = "resource.customizations.ignoreDifferences.";

Ignored either(Ignored a, Ignored b) {
  return std::max(a, b);
}
Ignored both(Ignored a, Ignored b) {
  return std::min(a, b);
}

// `~1` is a slash and `~0` a tilde; any other tilde stands for itself.
std::string unescape(std::string_view token) {
  std::string out;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const std::string_view pair = token.substr(i, 2);
    const bool escape = pair == "~0" || pair == "~1";
    out += !escape ? token[i] : pair == "~1" ? '/' : '~';
    if (escape) ++i;
  }
  return out;
}

Ignored yes_if(bool certain) {
  return certain ? Ignored::kYes : Ignored::kNo;
}

Ignored selects_glob(Node pattern, std::string_view text) {
  if (is_placeholder(pattern.text())) return Ignored::kUnknown;
  return yes_if(Glob::for_names(pattern.text()).matches(text));
}

// Absent or empty means any.
Ignored selects_exactly(Node wanted, std::string_view text) {
  const std::string_view want = wanted.text();
  if (want.empty() || want == text) return Ignored::kYes;
  return text.empty() || is_placeholder(want) ? Ignored::kUnknown : Ignored::kNo;
}

template <typename Judge>
Ignored any_entry(Node list, const Judge& judge) {
  Ignored out = Ignored::kNo;
  for (const Node entry : list) {
    out = either(out, is_placeholder(entry.text()) ? Ignored::kUnknown : judge(entry.text()));
  }
  return out;
}

// An ApplicationSet may add to its template by a patch that is text.
Ignored patch_ignores(const ArgoApplication& application) {
  const std::string_view patch = application.resource->root.find({"spec", "templatePatch"}).text();
  const bool mentions = patch.find("ignoreDifferences") != std::string_view::npos;
  return mentions ? Ignored::kUnknown : Ignored::kNo;
}

// `apps_Deployment`, `Service` of the core group, or `all`.
bool setting_selects(std::string_view suffix, const IgnoreTarget& target) {
  if (suffix == "all") return true;
  const std::size_t bar = suffix.find('_');
  if (bar == std::string_view::npos) return target.group.empty() && suffix == target.kind;
  return suffix.substr(0, bar) == target.group && suffix.substr(bar + 1) == target.kind;
}

// What one key of argocd-cm says. All customizations may also stand in one text, the way of older
// versions; that text is not taken apart.
template <typename Selected>
Ignored setting_covers(Node entry, FieldPath field, const Selected& selected) {
  const std::string_view key = entry.key();
  if (key == kSettingsText) {
    const bool mentions = entry.text().find("ignoreDifferences") != std::string_view::npos;
    return mentions ? Ignored::kUnknown : Ignored::kNo;
  }
  if (!key.starts_with(kSettingsPrefix) || !selected(key.substr(kSettingsPrefix.size()))) {
    return Ignored::kNo;
  }
  const auto file = parse_yaml("argocd-cm", std::string(entry.text()));
  Ignored out = Ignored::kNo;
  for (const Document& document : file->documents) {
    out =
        either(out, document.unreadable() ? Ignored::kUnknown : item_covers(document.root, field));
  }
  return out;
}

// The union over all customizations whose key, after the prefix, is `selected`.
template <typename Selected>
Ignored settings_cover(const ResourceSet& set, FieldPath field, const Selected& selected) {
  Ignored out = Ignored::kNo;
  for (const Resource* config : set.of_kind("", "ConfigMap")) {
    if (config->name != "argocd-cm") continue;
    for (const Node entry : config->root["data"]) {
      out = either(out, setting_covers(entry, field, selected));
    }
  }
  return out;
}

}  // namespace

bool pointer_covers(std::string_view pointer, FieldPath field) {
  std::size_t depth = 0;
  for (std::size_t slash = pointer.find('/'); slash != std::string_view::npos; ++depth) {
    const std::size_t next = pointer.find('/', slash + 1);
    const std::string token = unescape(pointer.substr(slash + 1, next - slash - 1));
    if (depth == field.size() || token != field[depth]) return false;
    slash = next;
  }
  return depth > 0;
}

Ignored item_covers(Node item, FieldPath field) {
  const Ignored pointers = any_entry(item["jsonPointers"], [field](std::string_view text) {
    return yes_if(pointer_covers(text, field));
  });
  const Ignored expressions = any_entry(
      item["jqPathExpressions"], [field](std::string_view text) { return jq_covers(text, field); });
  const Ignored managers = any_entry(item["managedFieldsManagers"], [](std::string_view text) {
    return yes_if(text == kManager);
  });
  return either(pointers, either(expressions, managers));
}

Ignored item_selects(Node item, const IgnoreTarget& target) {
  return both(
      both(selects_glob(item["group"], target.group), selects_glob(item["kind"], target.kind)),
      both(selects_exactly(item["name"], target.name),
           selects_exactly(item["namespace"], target.name_space)));
}

Ignored application_ignores(const ArgoApplication& application, const IgnoreTarget& target,
                            FieldPath field) {
  Ignored out = patch_ignores(application);
  for (const Node item : application.spec["ignoreDifferences"]) {
    out = either(out, both(item_selects(item, target), item_covers(item, field)));
  }
  return out;
}

Ignored settings_ignore(const ResourceSet& set, const IgnoreTarget& target, FieldPath field) {
  return settings_cover(
      set, field, [&target](std::string_view suffix) { return setting_selects(suffix, target); });
}

Ignored any_kind_ignored(const ResourceSet& set, const ArgoApplication& application,
                         FieldPath field) {
  Ignored out = either(patch_ignores(application),
                       settings_cover(set, field, [](std::string_view) { return true; }));
  for (const Node item : application.spec["ignoreDifferences"]) {
    out = either(out, item_covers(item, field));
  }
  return out;
}

}  // namespace plimsoll
