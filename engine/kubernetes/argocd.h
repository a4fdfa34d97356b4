#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/kubernetes/resource_set.h"

namespace plimsoll {

// An Argo CD Application, or what an ApplicationSet makes its Applications from. Borrows from its
// resource. Source: kubernetes-semantics 8.1, 8.2, 8.9.
struct ArgoApplication {
  const Resource* resource = nullptr;
  // The Application's spec; in an ApplicationSet spec.template.spec.
  Node spec;
  // The Application's name; of an ApplicationSet the template's, which often is_placeholder().
  std::string_view name;
};

// nullopt for resources that are neither, and when there is no spec.
std::optional<ArgoApplication> argo_application_of(const Resource& resource);

// Whether a text holds a `{{ }}` of an ApplicationSet's template, so that its value is unknown.
bool is_placeholder(std::string_view text);

// The sources an Application is rendered from: those of sourceHydrator (what it renders and
// where it puts it), else all of `sources`, else `source`.
std::vector<Node> sources_of(const ArgoApplication& application);

// The Helm release name of a source: helm.releaseName, else the Application's name.
std::string_view release_name(const ArgoApplication& application, Node source);

// The namespace of a resource that an Application deploys: its own, else the destination's.
// Empty when unknown.
std::string_view deployed_namespace(const ArgoApplication& application, const Resource& resource);

// Whether an Application deploys a resource, as far as the set can tell:
//
//   - the annotation argocd.argoproj.io/tracking-id, where the resource has one, decides;
//   - else the label app.kubernetes.io/instance equals the release name of a source, unless the
//     resource is written for another namespace than the Application's;
//   - else the file it stands in lies below the `path` of a source, a folder from the root of the
//     repository. The root itself tells nothing.
bool deploys(const ArgoApplication& application, const Resource& resource);

// A Helm value that an Application sets itself.
struct HelmSetting {
  Node node;   // the value; where it stands inside a `values` text, that whole text
  Span span;   // of the value, also inside a `values` text
  bool truth;  // whether it is true, or the text "true"
};

// The value that the Application's own Helm parameters, `valuesObject` or `values` give to the
// dotted `name` (whose keys hold no dots), for one source and in Argo CD's precedence.
// nullopt when they say nothing; value files are not read.
std::optional<HelmSetting> helm_setting(Node source, std::string_view name);

}  // namespace plimsoll
