// Suppressions in annotations.
//
//   metadata:
//     annotations:
//       plimsoll.dev/ignore: limit-below-request -- sized by hand     the object
//       plimsoll.dev/ignore-web: limit-below-request                  its container web
//       ignore-check.kube-linter.io/no-anti-affinity: one replica     what other linters obey,
//       kube-score/ignore: deployment-has-host-podantiaffinity        where a rule says that it
//       polaris.fairwinds.com/hpaMaxAvailability-exempt: "true"       means the same
//
// They may stand on the object or on its pod template, the only place that some charts open to
// their users; both mean the whole object. An object is known by its name and kind, so that what a
// manifest carries also covers the same object as lifted from values. Not read: an exemption from
// everything at once.

#include "engine/lint/suppressed_objects.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "engine/kubernetes/pointing.h"
#include "engine/kubernetes/workload.h"
#include "engine/lint/directive.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

constexpr std::string_view kDomain = "plimsoll.dev/";
constexpr std::string_view kOwn = "plimsoll.dev/ignore";
constexpr std::string_view kKubeLinter = "ignore-check.kube-linter.io/";
constexpr std::string_view kKubeScore = "kube-score/ignore";
constexpr std::string_view kPolaris = "polaris.fairwinds.com/";
constexpr std::string_view kExempt = "-exempt";

// plimsoll.dev/ignore, or that with a hyphen and a container behind it.
bool is_own(std::string_view key) {
  if (!key.starts_with(kOwn)) return false;
  const std::string_view rest = key.substr(kOwn.size());
  return rest.empty() || (rest.starts_with('-') && rest.size() > 1);
}

class AnnotationReader {
 public:
  explicit AnnotationReader(std::span<const Rule* const> rules) : rules_(rules) {}

  std::vector<Suppression> found;

  void read(Node annotations, const Suppression::Object& object) {
    object_ = object;
    for (const Node member : annotations) {
      if (!member.is_scalar()) continue;
      const std::string_view key = member.key();
      if (is_own(key)) {
        read_own(member, key.substr(kOwn.size()));
      } else if (key.starts_with(kDomain)) {
        // The domain is nobody else's, so a suppression was meant.
        add(made_at({&member.source(), member.key_span()}));
      } else if (key.starts_with(kKubeLinter)) {
        add_peer(member, "kube-linter", key.substr(kKubeLinter.size()), member.text());
      } else if (key == kKubeScore) {
        for (const Directive::Name& name : read_directive(member.text()).rules) {
          add_peer(member, "kube-score", name.text, {});
        }
      } else if (key.starts_with(kPolaris) && key.ends_with(kExempt) && member.text() == "true") {
        const std::string_view name = key.substr(kPolaris.size());
        add_peer(member, "polaris", name.substr(0, name.size() - kExempt.size()), {});
      }
    }
  }

 private:
  // `rest` is what follows plimsoll.dev/ignore: nothing, or a hyphen and a container.
  void read_own(Node member, std::string_view rest) {
    const Directive directive = read_directive(member.text());
    Suppression one = made_at(point_at(member));
    one.reason = directive.reason;
    one.expires = directive.expires;
    if (!rest.empty()) one.container = rest.substr(1);
    for (const Directive::Name& name : directive.rules) {
      one.rule = name.text;
      one.location = {&member.source(), member.text_span(name.span.begin, name.span.end)};
      add(one);
    }
    if (directive.rules.empty()) add(std::move(one));
  }

  void add_peer(Node member, std::string_view tool, std::string_view check,
                std::string_view reason) {
    const std::string name = concat(tool, "/", check);
    for (const Rule* const rule : rules_) {
      if (std::ranges::find(rule->peers, name) == rule->peers.end()) continue;
      Suppression one = made_at(point_at(member));
      one.rule = rule->id;
      one.reason = reason;
      one.of_peer = true;
      add(std::move(one));
    }
  }

  Suppression made_at(Location location) const {
    Suppression one;
    one.carrier = Suppression::Carrier::kAnnotation;
    one.location = location;
    one.objects.push_back(object_);
    return one;
  }

  // The same annotation is met once an environment, and once an alias.
  void add(Suppression one) {
    const auto [same, is_new] = places_.try_emplace(
        {one.location.source, one.location.span, one.rule, one.container}, found.size());
    if (is_new) return found.push_back(std::move(one));
    auto& objects = found[same->second].objects;
    if (std::ranges::find(objects, object_) == objects.end()) objects.push_back(object_);
  }

  using Place = std::tuple<const SourceFile*, Span, std::string, std::string>;

  std::span<const Rule* const> rules_;
  std::map<Place, std::size_t> places_;  // of what was found
  Suppression::Object object_;
};

}  // namespace

Suppression::Object object_of(const Resource& resource, std::string_view environment) {
  return {.environment = std::string(environment),
          .group = std::string(resource.group),
          .kind = std::string(resource.kind),
          .name_space = std::string(resource.name_space),
          .name = std::string(resource.name)};
}

std::vector<Suppression> annotated_suppressions(const std::vector<ObjectSet>& sets,
                                                std::span<const Rule* const> rules) {
  AnnotationReader reader(rules);
  for (const ObjectSet& set : sets) {
    for (const Resource& resource : set.resources->all()) {
      const Suppression::Object object = object_of(resource, set.environment);
      const Node metadata = resource.root["metadata"];
      reader.read(metadata["annotations"], object);
      const auto pod = pod_of(resource);
      if (pod && !(pod->metadata == metadata)) reader.read(pod->metadata["annotations"], object);
    }
  }
  return std::move(reader.found);
}

}  // namespace plimsoll
