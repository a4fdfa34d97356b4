#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lint/context.h"
#include "engine/lint/lint.h"

namespace plimsoll {

// Rules for the tests of the reports, so that those do not change with the catalogue. Between them
// they report everything a report can hold: parts of scalars, several objects in one place, related
// places near, far and in other files, text over several lines, and a credential.

inline void check_latest(const Container& container, Context& context) {
  const Node image = container.node["image"];
  const std::size_t at = image.text().find("latest");
  if (at == std::string_view::npos) return;
  context.report(image, at, at + 6, "image has the tag latest")
      .related(container.node["name"], "of this container");
}

inline void check_replicas(const ResourceSet& resources, Context& context) {
  for (const Resource* hpa : resources.of_kind("autoscaling", "HorizontalPodAutoscaler")) {
    for (const Resource* target : resources.of_kind("apps", "Deployment")) {
      context.report(target->root["spec"]["replicas"], "replicas is set, and scaled by an HPA")
          .related(hpa->root["spec"]["minReplicas"], "the HPA keeps at least 2");
    }
  }
}

inline void check_password(const Resource& resource, Context& context) {
  const Node password = resource.root["data"]["PASSWORD"];
  if (password) context.report(password, 0, password.text().size(), "PASSWORD is a credential");
}

inline void check_greeting(const Resource& resource, Context& context) {
  const Node greeting = resource.root["data"]["greeting"];
  if (!greeting) return;
  context
      .report(greeting, std::string("greeting {{ .x }} is '") + std::string(greeting.text()) + "'")
      .severity(Severity::kNote);
}

inline constexpr std::string_view kSampleReferences[] = {"https://example.com/tags"};

inline constinit const Rule kLatest = {
    .id = "latest-tag",
    .category = "images",
    .severity = Severity::kWarning,
    .summary = "Image has the tag latest",
    .rationale = "What runs is whatever was pushed last, e.g. something else on every node.",
    .remediation = "Name a version, e.g. 1.4.2. Or name a digest.",
    .references = kSampleReferences,
    .check = check_latest,
};

inline constinit const Rule kReplicas = {
    .id = "replicas-beside-hpa",
    .category = "autoscaling",
    .severity = Severity::kError,
    .summary = "Workload sets replicas and is scaled by an HPA",
    .rationale = "Two writers of one field undo each other.",
    .remediation = "Leave replicas out.",
    .check = check_replicas,
};

inline constinit const Rule kPassword = {
    .id = "password-in-clear",
    .category = "secrets",
    .severity = Severity::kError,
    .summary = "ConfigMap holds a password",
    .rationale = "ConfigMaps are readable by many.",
    .remediation = "Move it to a Secret.",
    .check = check_password,
};

inline constinit const Rule kGreeting = {
    .id = "rude-greeting",
    .category = "taste",
    .severity = Severity::kWarning,
    .summary = "ConfigMap greets",
    .rationale = "It shows how text over several lines is marked.",
    .remediation = "Say nothing.",
    .check = check_greeting,
};

// Lints files given by name and text.
inline Report lint_texts(const std::map<std::string, std::string>& texts,
                         std::vector<const Rule*> rules) {
  std::vector<Input> inputs;
  for (const auto& [name, text] : texts) inputs.push_back({name, name});
  const Reader read = [&texts](const Input& input) -> ReadResult {
    return {texts.at(input.reported_path), ""};
  };
  LintOptions options;
  options.rules = std::move(rules);
  return lint(std::move(inputs), read, {}, options);
}

}  // namespace plimsoll
