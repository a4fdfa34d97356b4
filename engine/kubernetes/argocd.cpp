// Argo CD's Application and ApplicationSet, read as far as rules about workloads need.
//
//   kind: Application                          kind: ApplicationSet
//   metadata: {name: web-prd}                  spec:
//   spec:                                        template:
//     source:                                      metadata: {name: 'web-{{env}}'}
//       path: charts/web                           spec:
//       helm: {releaseName: web}                     source: {path: charts/web}
//     destination: {namespace: prod}
//
// Which objects an Application deploys is only known for certain inside Argo CD. Offline it shows
// in what Argo CD and Helm leave behind (a tracking annotation, the instance label) and in the
// folder a source names; whatever fits none of these is taken to belong to nobody.
//
// Not read: generators (a template's placeholder stays unknown), value files, Kustomize and plugin
// sources, and which repository a source names: a path is taken to be one of the scan's.

#include "engine/kubernetes/argocd.h"

#include <algorithm>
#include <string>

#include "engine/yaml/scalar.h"

namespace plimsoll {
namespace {

constexpr std::string_view kGroup = "argoproj.io";

// The parts of a tracking id, `<app>:<group>/<kind>:<namespace>/<name>`.
struct TrackingId {
  std::string_view app;
  std::string_view group;
  std::string_view kind;
  std::string_view name;
};

// Splits at the first `separator`; what follows is left in `text`.
std::optional<std::string_view> take(std::string_view& text, char separator) {
  const std::size_t end = text.find(separator);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view out = text.substr(0, end);
  text.remove_prefix(end + 1);
  return out;
}

std::optional<TrackingId> parse_tracking_id(std::string_view text) {
  const auto app = take(text, ':');
  const auto group = take(text, '/');
  const auto kind = take(text, ':');
  const auto name_space = take(text, '/');
  if (!app || !group || !kind || !name_space) return std::nullopt;
  return TrackingId{.app = *app, .group = *group, .kind = *kind, .name = text};
}

// An id copied from another object, as some operators do, tracks nothing.
bool tracks(const TrackingId& id, const Resource& resource) {
  return id.group == resource.group && id.kind == resource.kind && id.name == resource.name;
}

// Argo CD calls an Application outside its own namespace `<namespace>_<name>`.
bool is_called(const ArgoApplication& application, std::string_view app) {
  if (app == application.name) return true;
  const std::size_t bar = app.find('_');
  if (bar == std::string_view::npos || app.substr(bar + 1) != application.name) return false;
  const std::string_view name_space = application.resource->name_space;
  return name_space.empty() || name_space == app.substr(0, bar);
}

bool other_namespace(const ArgoApplication& application, const Resource& resource) {
  const std::string_view destination = application.spec.find({"destination", "namespace"}).text();
  return !resource.name_space.empty() && !destination.empty() && !is_placeholder(destination) &&
         destination != resource.name_space;
}

bool has_release_label(const ArgoApplication& application, const Resource& resource) {
  const std::string_view instance =
      resource.root.find({"metadata", "labels", "app.kubernetes.io/instance"}).text();
  if (instance.empty() || other_namespace(application, resource)) return false;
  const std::vector<Node> sources = sources_of(application);
  return std::ranges::any_of(
      sources, [&](Node source) { return release_name(application, source) == instance; });
}

// `./charts/web/` is `charts/web`; the root of the repository is empty.
std::string_view folder_of(Node source) {
  std::string_view path = source["path"].text();
  while (path.starts_with("./") || path.starts_with("/")) {
    path.remove_prefix(path.find('/') + 1);
  }
  while (path.ends_with("/")) path.remove_suffix(1);
  return path == "." ? std::string_view() : path;
}

bool lies_in_source(const ArgoApplication& application, const Resource& resource) {
  const std::string_view file = resource.root.source().reported_path();
  const std::vector<Node> sources = sources_of(application);
  return std::ranges::any_of(sources, [&](Node source) {
    const std::string_view folder = folder_of(source);
    return !folder.empty() && file.starts_with(folder) &&
           file.substr(folder.size()).starts_with('/');
  });
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return std::ranges::equal(text, lower, {}, [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
}

// The last parameter of that name counts. `--set` takes `TRUE` for a boolean too (M-8).
std::optional<HelmSetting> parameter_setting(Node helm, std::string_view name) {
  std::optional<HelmSetting> out;
  for (const Node parameter : helm["parameters"]) {
    const Node value = parameter["value"];
    if (parameter["name"].text() != name || !value) continue;
    const bool truth = equals_ignoring_case(value.text(), "true");
    out = HelmSetting{.node = value, .span = value.value_span(), .truth = truth};
  }
  return out;
}

// A quoted "true" is as true as the boolean to a template's `if`.
bool is_true(Node value) {
  return as_bool(value).value_or(value.text() == "true");
}

Node walk(Node node, std::string_view name) {
  while (!name.empty()) {
    const std::size_t dot = std::min(name.find('.'), name.size());
    node = node[name.substr(0, dot)];
    name.remove_prefix(std::min(dot + 1, name.size()));
  }
  return node;
}

std::optional<HelmSetting> object_setting(Node values, std::string_view name) {
  const Node value = walk(values, name);
  if (!value) return std::nullopt;
  return HelmSetting{.node = value, .span = value.value_span(), .truth = is_true(value)};
}

// `values` is a YAML text inside a scalar; of several documents the last that says it counts (M-6).
std::optional<HelmSetting> text_setting(Node values, std::string_view name) {
  if (!values.is_scalar()) return std::nullopt;
  const auto file = parse_yaml("values", std::string(values.text()));
  std::optional<HelmSetting> out;
  for (const Document& document : file->documents) {
    const Node value = walk(document.root, name);
    if (!value) continue;
    const Span inner = value.value_span();
    out = HelmSetting{
        .node = values, .span = values.text_span(inner.begin, inner.end), .truth = is_true(value)};
  }
  return out;
}

}  // namespace

std::optional<ArgoApplication> argo_application_of(const Resource& resource) {
  const Node root = resource.root;
  ArgoApplication out{.resource = &resource, .spec = {}, .name = {}};
  if (is_kind(resource, kGroup, "Application")) {
    out.spec = root["spec"];
    out.name = resource.name;
  } else if (is_kind(resource, kGroup, "ApplicationSet")) {
    out.spec = root.find({"spec", "template", "spec"});
    out.name = root.find({"spec", "template", "metadata", "name"}).text();
  }
  if (!out.spec.is_mapping()) return std::nullopt;
  return out;
}

bool is_placeholder(std::string_view text) {
  return text.find("{{") != std::string_view::npos;
}

std::vector<Node> sources_of(const ArgoApplication& application) {
  const Node spec = application.spec;
  if (const Node hydrator = spec["sourceHydrator"]) {
    return {hydrator["drySource"], hydrator["syncSource"]};
  }
  const Node sources = spec["sources"];
  if (sources.is_sequence() && !sources.empty()) {
    std::vector<Node> out;
    for (const Node source : sources) out.push_back(source);
    return out;
  }
  return {spec["source"]};
}

std::string_view release_name(const ArgoApplication& application, Node source) {
  const std::string_view name = source.find({"helm", "releaseName"}).text();
  return name.empty() ? application.name : name;
}

std::string_view deployed_namespace(const ArgoApplication& application, const Resource& resource) {
  if (!resource.name_space.empty()) return resource.name_space;
  const std::string_view destination = application.spec.find({"destination", "namespace"}).text();
  return is_placeholder(destination) ? std::string_view() : destination;
}

bool deploys(const ArgoApplication& application, const Resource& resource) {
  const Node id = resource.root.find({"metadata", "annotations", "argocd.argoproj.io/tracking-id"});
  if (const auto tracking = parse_tracking_id(id.text()); tracking && tracks(*tracking, resource)) {
    return is_called(application, tracking->app);
  }
  return has_release_label(application, resource) || lies_in_source(application, resource);
}

std::optional<HelmSetting> helm_setting(Node source, std::string_view name) {
  const Node helm = source["helm"];
  if (const auto setting = parameter_setting(helm, name)) return setting;
  if (const Node object = helm["valuesObject"]) return object_setting(object, name);
  return text_setting(helm["values"], name);
}

}  // namespace plimsoll
