// A configuration file as values.
//
// The keys are checked first, against their table; what passed is then read without a further
// thought. Names that the file itself defines (environments, mappings) are held against each other
// at the end, so that a chart cannot name a mapping that does not exist.

#include "engine/config/config.h"

#include <algorithm>
#include <utility>

#include "engine/kubernetes/pointing.h"
#include "engine/text/concat.h"
#include "engine/text/glob.h"
#include "engine/text/nearest.h"
#include "engine/yaml/scalar.h"

namespace plimsoll {
namespace {

std::string text_of(Node node) {
  return std::string(as_string(node).value_or(""));
}

// A list, or the one scalar that stands for a list of one.
std::vector<Node> items_of(Node node) {
  if (node.is_scalar()) return {node};
  std::vector<Node> items;
  for (const Node item : node) items.push_back(item);
  return items;
}

std::vector<std::string> texts_of(Node node) {
  std::vector<std::string> texts;
  for (const Node item : items_of(node)) texts.push_back(text_of(item));
  return texts;
}

std::vector<ConfigReleases::Source> sources_of(Node map) {
  std::vector<ConfigReleases::Source> sources;
  for (const Node member : map) sources.push_back({std::string(member.key()), texts_of(member)});
  return sources;
}

ConfigReleases releases_of(Node node) {
  return {.from = texts_of(node["from"]),
          .environments = texts_of(node["environments"]),
          .list = text_of(node["list"]),
          .values = texts_of(node["values"]),
          .entry = sources_of(node["entry"]),
          .file = sources_of(node["file"]),
          .other_keys = texts_of(node["other-keys"]),
          .together = texts_of(node["together"]),
          .node = node};
}

ConfigChart chart_of(Node node) {
  ConfigChart chart{.path = text_of(node["path"]),
                    .values = texts_of(node["values"]),
                    .set = texts_of(node["set"]),
                    .mapping = text_of(node["mapping"]),
                    .environments = {},
                    .releases = {},
                    .node = node};
  for (const Node member : node["environments"]) {
    chart.environments.push_back(
        {std::string(member.key()), texts_of(member["values"]), texts_of(member["set"])});
  }
  for (const Node item : node["releases"]) chart.releases.push_back(releases_of(item));
  return chart;
}

ConfigSuppression suppression_of(Node node) {
  return {.rules = items_of(node["rule"]),
          .kind = text_of(node["kind"]),
          .name_space = text_of(node["namespace"]),
          .name = text_of(node["name"]),
          .container = text_of(node["container"]),
          .path = text_of(node["path"]),
          .reason = text_of(node["reason"]),
          .expires = text_of(node["expires"]),
          .node = node};
}

// Reports a name that none of `known` has.
void require_known(Config& config, Node node, std::string_view what, std::string_view name,
                   const std::vector<std::string_view>& known) {
  if (std::ranges::find(known, name) != known.end()) return;
  std::string message = concat("there is no ", what, " ", name);
  if (const auto near = nearest(name, known)) message += concat("; did you mean ", *near, "?");
  const Location location = node.has_key() && !node.is_scalar()
                                ? Location{&node.source(), node.key_span()}
                                : point_at(node);
  config.errors.push_back({location, std::move(message)});
}

void check_names(Config& config) {
  std::vector<std::string_view> environments;
  for (const ConfigEnvironment& one : config.environments) environments.push_back(one.name);
  std::vector<std::string_view> mappings;
  for (const ConfigMapping& one : config.mappings) mappings.push_back(one.name);
  for (const ConfigEnvironment& one : config.environments) {
    if (one.name.empty())
      config.errors.push_back({point_at(one.node), "an environment has a name"});
  }
  std::vector<std::string_view> paths;
  for (const ConfigChart& chart : config.charts) {
    if (std::ranges::find(paths, chart.path) != paths.end()) {
      config.errors.push_back(
          {point_at(chart.node["path"]), concat("the chart ", chart.path, " is there twice")});
    }
    paths.push_back(chart.path);
    if (!chart.mapping.empty()) {
      require_known(config, chart.node["mapping"], "mapping", chart.mapping, mappings);
    }
    for (const Node member : chart.node["environments"]) {
      require_known(config, member, "environment", member.key(), environments);
    }
    for (const ConfigReleases& list : chart.releases) {
      for (const Node name : items_of(list.node["environments"])) {
        require_known(config, name, "environment", name.text(), environments);
      }
    }
  }
}

void require_glob(Config& config, Node node, const Glob& glob) {
  if (!node || glob.valid()) return;
  config.errors.push_back({point_at(node), concat(node.text(), " is no pattern")});
}

void check_suppressions(Config& config) {
  for (const ConfigSuppression& one : config.suppressions) {
    require_glob(config, one.node["name"], Glob::for_names(one.name));
    require_glob(config, one.node["path"], Glob::for_paths(one.path));
  }
}

void read(Config& config, Node root) {
  config.select = texts_of(root["select"]);
  config.ignore = texts_of(root["ignore"]);
  config.fail_on = text_of(root["fail-on"]);
  config.include = texts_of(root["include"]);
  config.exclude = texts_of(root["exclude"]);
  config.report_only = as_bool(root["report-only"]);
  config.allow_empty = as_bool(root["allow-empty"]);
  config.default_namespace = text_of(root["default-namespace"]);
  config.kubernetes_version = text_of(root["kubernetes-version"]);
  for (const Node member : root["environments"]) {
    const Node variable = member["variable"];
    config.environments.push_back(
        {.name = std::string(member.key()),
         .variable = variable ? text_of(variable) : std::string(member.key()),
         .default_namespace = text_of(member["default-namespace"]),
         .manifests = texts_of(member["manifests"]),
         .node = member});
  }
  for (const Node item : root["charts"]) config.charts.push_back(chart_of(item));
  for (const Node member : root["mappings"]) {
    config.mappings.push_back({.name = std::string(member.key()),
                               .environment = text_of(member["environment"]),
                               .merge = texts_of(member["merge"]),
                               .required = texts_of(member["required"]),
                               .read = texts_of(member["read"]),
                               .objects = member["objects"]});
  }
  for (const Node item : root["suppressions"]) config.suppressions.push_back(suppression_of(item));
  config.require_reasons = as_bool(root["require-reasons"]).value_or(false);
  config.facts = root["facts"];
  check_names(config);
  check_suppressions(config);
}

}  // namespace

Config read_config(std::string path, std::string reported_path, std::string bytes) {
  Config config;
  config.file = parse_yaml(std::move(path), std::move(reported_path), std::move(bytes));
  const YamlFile& file = *config.file;
  for (const Document& document : file.documents) {
    for (const Problem& problem : document.problems) {
      config.errors.push_back({{&file.source, problem.span}, problem.message});
    }
  }
  if (file.documents.size() > 1) {
    const Span span = file.documents[1].span;
    config.errors.push_back(
        {{&file.source, {span.begin, span.begin}}, "a configuration is one document"});
  }
  if (!config.errors.empty() || file.documents.empty()) return config;
  const Node root = file.documents[0].root;
  if (!root.is_mapping()) {
    config.errors.push_back({point_at(root), "a configuration is a mapping"});
    return config;
  }
  config.errors = check_keys(root, config_keys());
  if (config.errors.empty()) read(config, root);
  return config;
}

}  // namespace plimsoll
