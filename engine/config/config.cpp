// Configuration files as values.
//
// The keys of each file are checked first, against their table; what passed is then read without a
// further thought, file after file, each over what the earlier ones said:
//
//   profile recommended      fail-on: warning
//   base.yaml                fail-on: error      exclude: [drafts/]
//   .plimsoll.yaml                               exclude: [vendor/]
//   together                 fail-on: error      exclude: [drafts/, vendor/]
//
// Names that the files themselves define (environments, mappings) are held against each other at
// the end, so that a chart cannot name a mapping that does not exist. Names of rules are not known
// here; whoever knows the rules checks those, at the nodes that are kept for it.

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
  if (!node) return {};
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
  for (const ConfigChart& chart : config.charts) {
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

void check_globs(Config& config) {
  for (const ConfigSuppression& one : config.suppressions) {
    require_glob(config, one.node["name"], Glob::for_names(one.name));
    require_glob(config, one.node["path"], Glob::for_paths(one.path));
  }
  for (const ConfigExternal& one : config.externals) {
    require_glob(config, one.node["name"], Glob::for_names(one.name));
  }
}

std::vector<ConfigRule> rules_of(Node mapping) {
  std::vector<ConfigRule> rules;
  for (const Node member : mapping) {
    const Node level = member.is_mapping() ? member["severity"] : member;
    rules.push_back({.name = std::string(member.key()),
                     .level = level_of(level),
                     .level_node = level,
                     .options = member.is_mapping() ? member["options"] : Node(),
                     .node = member});
  }
  return rules;
}

ConfigLayer layer_of(const ConfigText& text, Node root) {
  ConfigLayer layer{.select = items_of(root["select"]),
                    .ignore = items_of(root["ignore"]),
                    .rules = rules_of(root["rules"]),
                    .environments = {},
                    .locked = items_of(root["locked"]),
                    .root = root,
                    .of_repository = text.of_repository,
                    .has_paths = text.has_paths};
  for (const Node member : root["environments"]) {
    layer.environments.push_back({std::string(member.key()), rules_of(member["rules"])});
  }
  return layer;
}

void replace(std::string& text, Node node) {
  if (node) text = text_of(node);
}

void append(std::vector<std::string>& list, Node node) {
  for (std::string& text : texts_of(node)) list.push_back(std::move(text));
}

void read_environment(Config& config, Node member) {
  auto one = std::ranges::find(config.environments, member.key(), &ConfigEnvironment::name);
  if (one == config.environments.end()) {
    config.environments.push_back({.name = std::string(member.key()),
                                   .variable = std::string(member.key()),
                                   .default_namespace = {},
                                   .manifests = {},
                                   .facts = {},
                                   .node = member});
    one = std::prev(config.environments.end());
  }
  replace(one->variable, member["variable"]);
  replace(one->default_namespace, member["default-namespace"]);
  append(one->manifests, member["manifests"]);
  if (const Node facts = member["facts"]) one->facts.push_back(facts);
}

void read_chart(Config& config, Node item) {
  ConfigChart chart = chart_of(item);
  const auto same = std::ranges::find(config.charts, chart.path, &ConfigChart::path);
  if (same == config.charts.end()) return config.charts.push_back(std::move(chart));
  if (&same->node.source() == &item.source()) {
    config.errors.push_back(
        {point_at(item["path"]), concat("the chart ", chart.path, " is there twice")});
  }
  *same = std::move(chart);
}

void read_mapping(Config& config, Node member) {
  ConfigMapping mapping{.name = std::string(member.key()),
                        .environment = text_of(member["environment"]),
                        .merge = texts_of(member["merge"]),
                        .required = texts_of(member["required"]),
                        .read = texts_of(member["read"]),
                        .objects = member["objects"]};
  const auto same = std::ranges::find(config.mappings, mapping.name, &ConfigMapping::name);
  if (same == config.mappings.end()) return config.mappings.push_back(std::move(mapping));
  *same = std::move(mapping);
}

// Whether a run fails is not the repository's to say where a central file is above it.
void read_verdict(Config& config, Node root) {
  replace(config.fail_on, root["fail-on"]);
  replace(config.baseline, root["baseline"]);
  if (const auto written = as_bool(root["report-only"])) config.report_only = written;
  if (const auto written = as_bool(root["allow-empty"])) config.allow_empty = written;
}

// A file that is left out is left out of locked rules, too, so where there are any, the repository
// does not say what is.
bool locks_rules(const std::vector<ConfigText>& texts) {
  return std::ranges::any_of(texts, [](const ConfigText& text) {
    return !text.of_repository && !items_of(text.root()["locked"]).empty();
  });
}

void read(Config& config, Node root) {
  if (const Node ruleset = root["ruleset"]) config.ruleset = ruleset;
  replace(config.default_namespace, root["default-namespace"]);
  replace(config.kubernetes_version, root["kubernetes-version"]);
  for (const Node member : root["environments"]) read_environment(config, member);
  for (const Node item : root["charts"]) read_chart(config, item);
  for (const Node member : root["mappings"]) read_mapping(config, member);
  for (const Node item : root["suppressions"]) config.suppressions.push_back(suppression_of(item));
  for (const Node item : root["external"]) {
    config.externals.push_back({.kind = text_of(item["kind"]),
                                .name_space = text_of(item["namespace"]),
                                .name = text_of(item["name"]),
                                .labels = item["labels"],
                                .node = item});
  }
  if (const auto written = as_bool(root["require-reasons"])) config.require_reasons = *written;
  if (const Node facts = root["facts"]) config.facts.push_back(facts);
}

}  // namespace

Node ConfigText::root() const {
  return file->documents.empty() ? Node() : file->documents[0].root;
}

ConfigText parse_config(std::string path, std::string reported_path, std::string bytes) {
  ConfigText text;
  text.file = parse_yaml(std::move(path), std::move(reported_path), std::move(bytes));
  const YamlFile& file = *text.file;
  for (const Document& document : file.documents) {
    for (const Problem& problem : document.problems) {
      text.errors.push_back({{&file.source, problem.span}, problem.message});
    }
  }
  if (file.documents.size() > 1) {
    const Span span = file.documents[1].span;
    text.errors.push_back(
        {{&file.source, {span.begin, span.begin}}, "a configuration is one document"});
  }
  if (!text.errors.empty() || file.documents.empty()) return text;
  const Node root = text.root();
  if (root.is_mapping()) {
    text.errors = check_keys(root, config_keys());
  } else {
    text.errors.push_back({point_at(root), "a configuration is a mapping"});
  }
  return text;
}

Config make_config(std::vector<ConfigText> texts) {
  Config config;
  for (ConfigText& text : texts) {
    config.errors.insert(config.errors.end(), text.errors.begin(), text.errors.end());
  }
  if (config.errors.empty()) {
    const bool locks = locks_rules(texts);
    for (const ConfigText& text : texts) {
      const Node root = text.root();
      config.layers.push_back(layer_of(text, root));
      read(config, root);
      if (!text.of_repository || !locks) {
        append(config.include, root["include"]);
        append(config.exclude, root["exclude"]);
      }
      if (text.of_repository) {
        config.layers.back().select.clear();
      } else {
        read_verdict(config, root);
      }
    }
    check_names(config);
    check_globs(config);
  }
  for (ConfigText& text : texts) config.files.push_back(std::move(text.file));
  return config;
}

Config read_config(std::string path, std::string reported_path, std::string bytes) {
  std::vector<ConfigText> texts;
  texts.push_back(parse_config(std::move(path), std::move(reported_path), std::move(bytes)));
  return make_config(std::move(texts));
}

}  // namespace plimsoll
