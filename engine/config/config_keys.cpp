// The vocabulary of .plimsoll.yaml.
//
// A configuration is read with the same positioned nodes as the manifests, so a typing error in it
// is reported as they are: at the key, with the word that was probably meant.
//
//   environmnets:          unknown key environmnets; did you mean environments?
//   ^^^^^^^^^^^^
//
// The table below is all there is; nothing reads a key that does not stand in it.

#include "engine/config/config_keys.h"

#include <algorithm>

#include "engine/kubernetes/pointing.h"
#include "engine/text/concat.h"
#include "engine/text/nearest.h"
#include "engine/yaml/scalar.h"

namespace plimsoll {
namespace {

constexpr std::string_view kSeverities[] = {"error", "warning", "note"};

constexpr ConfigKey kNodeKeys[] = {
    {"name", ConfigType::kString, "Name of the node, or of a group of equal nodes"},
    {"count", ConfigType::kInteger, "How many such nodes there are (1)"},
    {"cpu", ConfigType::kAnything, "Cores a pod can have, as a quantity"},
    {"memory", ConfigType::kAnything, "Memory a pod can have, as a quantity"},
    {"resources", ConfigType::kMap, "Other resources, such as nvidia.com/gpu"},
    {"labels", ConfigType::kMap, "Labels that a nodeSelector may ask for"},
    {"taints", ConfigType::kStrings, "Taints as key=value:effect or key:effect"},
};

constexpr ConfigKey kServiceFactKeys[] = {
    {"startup-seconds", ConfigType::kInteger, "The longest the service takes to start"},
    {"longest-request-seconds", ConfigType::kInteger, "The longest request it must finish"},
    {"memory", ConfigType::kStrings, "Memory it was seen to use: lowest and highest"},
    {"cpu", ConfigType::kStrings, "CPU it was seen to use: lowest and highest"},
    {"requires", ConfigType::kStrings, "Environment variables it cannot start without"},
    {"exclusive-device", ConfigType::kBoolean, "Whether two pods cannot share its device"},
    {"leaks", ConfigType::kBoolean, "Whether its memory does not fall again"},
};

constexpr ConfigKey kSecretKeys[] = {
    {"name", ConfigType::kString, "Name of the Secret", {}, {}, true},
    {"namespaces", ConfigType::kStrings, "Namespaces it exists in"},
    {"keys", ConfigType::kStrings, "Keys it holds"},
};

constexpr ConfigKey kFactKeys[] = {
    {"nodes", ConfigType::kObjects, "The nodes of the cluster", kNodeKeys},
    {"services", ConfigType::kNamed, "What is known of a service, by the name of its workload",
     kServiceFactKeys},
    {"secrets", ConfigType::kObjects, "Secrets that are made outside the repository", kSecretKeys},
    {"external-hosts", ConfigType::kStrings, "Hosts that exist although no manifest makes them"},
    {"registries", ConfigType::kStrings, "Image registries that may be used"},
    {"quiet-window", ConfigType::kString, "When disruptive jobs may run, as 03:00-05:00 Zone/City"},
    {"rollout-wait-seconds", ConfigType::kInteger, "How long the pipeline waits for a rollout"},
    {"service-mesh", ConfigType::kString, "The mesh whose sidecars are injected"},
};

constexpr ConfigKey kRuleKeys[] = {
    {"severity", ConfigType::kLevel, "off, on, or the severity of its findings"},
    {"options", ConfigType::kMap, "What the rule is told; see the options of each rule"},
};

constexpr ConfigKey kExternalKeys[] = {
    {"kind", ConfigType::kString, "The kind of the objects", {}, {}, true},
    {"namespace", ConfigType::kString, "The namespace they are in; any when absent"},
    {"name", ConfigType::kString, "A glob for their names; any when absent"},
    {"labels", ConfigType::kMap, "Labels that they, or their pods, carry"},
};

constexpr ConfigKey kEnvironmentKeys[] = {
    {"variable", ConfigType::kString, "What ${env} stands for; the environment's name when absent"},
    {"default-namespace", ConfigType::kString,
     "Namespace of its objects that name none, above the one for all"},
    {"manifests", ConfigType::kStrings, "Files, folders or globs that belong to the environment"},
    {"rules", ConfigType::kRules, "What differs for rules and categories in this environment",
     kRuleKeys},
    {"facts", ConfigType::kObject, "Facts that hold in this environment only", kFactKeys},
};

constexpr ConfigKey kChartEnvironmentKeys[] = {
    {"values", ConfigType::kStrings, "Values files of the environment, above those of the chart"},
    {"set", ConfigType::kStrings, "Single values, as --set takes them"},
};

constexpr ConfigKey kReleaseKeys[] = {
    {"from",
     ConfigType::kStrings,
     "Project files: YAML files that list what is deployed",
     {},
     {},
     true},
    {"list", ConfigType::kString, "Where the list stands in the file", {}, {}, true},
    {"environments", ConfigType::kStrings,
     "The environments that these files are for; all when absent"},
    {"values", ConfigType::kStrings, "Values files of an entry, relative to the chart"},
    {"entry", ConfigType::kMap, "Key of the values: where it stands in the entry"},
    {"file", ConfigType::kMap, "Key of the values: where it stands in the project file"},
    {"other-keys", ConfigType::kStrings,
     "Keys of an entry that something else reads; naming them makes any other key a finding"},
    {"together", ConfigType::kStrings, "Keys of an entry that must be given all or none"},
};

constexpr ConfigKey kChartKeys[] = {
    {"path", ConfigType::kString, "The folder with Chart.yaml", {}, {}, true},
    {"values", ConfigType::kStrings, "Values files above values.yaml, relative to the file"},
    {"set", ConfigType::kStrings, "Single values, as --set takes them"},
    {"mapping", ConfigType::kString, "Name of the mapping that says what the values become"},
    {"environments", ConfigType::kNamed, "What differs between environments",
     kChartEnvironmentKeys},
    {"releases", ConfigType::kObjects, "Releases that project files list", kReleaseKeys},
};

constexpr ConfigKey kMappingKeys[] = {
    {"environment", ConfigType::kString, "The block of values that templates apply last"},
    {"merge", ConfigType::kStrings, "Keys of that block that are merged instead of replaced"},
    {"required", ConfigType::kStrings, "Values without which the templates do not render"},
    {"read", ConfigType::kStrings, "Values that the templates read besides those of objects"},
    {"objects", ConfigType::kMappings, "Objects, with ${path} where a value goes", {}, {}, true},
};

constexpr ConfigKey kSuppressionKeys[] = {
    {"rule", ConfigType::kStrings, "The rules whose findings are meant to be", {}, {}, true},
    {"kind", ConfigType::kString, "Only objects of this kind"},
    {"namespace", ConfigType::kString, "Only objects in this namespace"},
    {"name", ConfigType::kString, "Only objects whose name matches this glob"},
    {"container", ConfigType::kString, "Only this container"},
    {"path", ConfigType::kString, "Only files that match this glob"},
    {"reason", ConfigType::kString, "Why"},
    {"expires", ConfigType::kString, "The last day, as 2026-12-31"},
};

constexpr ConfigKey kTopKeys[] = {
    {"extends", ConfigType::kStrings,
     "Profiles and files to begin with, the last above the others; recommended when absent"},
    {"ruleset", ConfigType::kScalar,
     "The rules of which version may fail the run; those that came later give notes"},
    {"rules", ConfigType::kRules, "off, on or a severity for rules and categories, and options",
     kRuleKeys},
    {"select", ConfigType::kStrings, "Rules and categories to check; all when absent"},
    {"ignore", ConfigType::kStrings, "Rules and categories not to check"},
    {"fail-on", ConfigType::kChoice, "The mildest severity that fails the run", {}, kSeverities},
    {"include", ConfigType::kStrings, "Globs of files to read besides .yaml, .yml and .json"},
    {"exclude", ConfigType::kStrings, "Globs of files and folders to leave out"},
    {"locked", ConfigType::kStrings,
     "Rules and categories that nothing suppresses; only in a file given by --config"},
    {"repository-config", ConfigType::kBoolean,
     "Read the repository's own file below this one; only in a file given by --config"},
    {"baseline", ConfigType::kString, "The file of known findings, as for --baseline"},
    {"report-only", ConfigType::kBoolean, "Report findings without failing the run"},
    {"allow-empty", ConfigType::kBoolean, "Accept that there is nothing to check"},
    {"default-namespace", ConfigType::kString, "Namespace of objects that name none"},
    {"kubernetes-version", ConfigType::kString, "Version of the cluster, such as \"1.31\""},
    {"environments", ConfigType::kNamed, "Environments; each is a set of its own",
     kEnvironmentKeys},
    {"charts", ConfigType::kObjects, "Charts whose values are read", kChartKeys},
    {"mappings", ConfigType::kNamed, "What the values of a chart become", kMappingKeys},
    {"external", ConfigType::kObjects, "Objects that exist although no manifest makes them",
     kExternalKeys},
    {"suppressions", ConfigType::kObjects, "Findings that are meant to be", kSuppressionKeys},
    {"require-reasons", ConfigType::kBoolean, "Report every suppression that gives no reason"},
    {"facts", ConfigType::kObject, "What only people know", kFactKeys},
};

class Checker {
 public:
  std::vector<ConfigError> errors;

  void check_members(Node mapping, std::span<const ConfigKey> keys) {
    for (const Node member : mapping) {
      const auto key = std::ranges::find(keys, member.key(), &ConfigKey::name);
      if (key == keys.end()) {
        report_unknown(member, keys);
      } else if (member) {
        check(member, *key);
      } else if (key->type == ConfigType::kLevel) {
        check_level(member);
      }
    }
    for (const ConfigKey& key : keys) {
      if (key.required && !mapping[key.name]) {
        errors.push_back({point_at(mapping), concat("the key ", key.name, " is missing")});
      }
    }
  }

 private:
  void report_unknown(Node member, std::span<const ConfigKey> keys) {
    std::vector<std::string_view> known;
    for (const ConfigKey& key : keys) known.push_back(key.name);
    std::string message = concat("unknown key ", member.key());
    if (const auto near = nearest(member.key(), known)) {
      message += concat("; did you mean ", *near, "?");
    }
    errors.push_back({{&member.source(), member.key_span()}, std::move(message)});
  }

  void want(bool fits, Node node, std::string_view what) {
    if (fits) return;
    const std::string_view name = node.has_key() ? node.key() : std::string_view("the item");
    errors.push_back({point_at(node), concat(name, " wants ", what, ", not ", type_name(node))});
  }

  void check_strings(Node node) {
    if (!node.is_sequence()) return want(as_string(node).has_value(), node, "a list of strings");
    for (const Node item : node) want(as_string(item).has_value(), item, "a string");
  }

  void check_named(Node node, const ConfigKey& key) {
    if (!node.is_mapping()) return want(false, node, "a mapping");
    for (const Node member : node) {
      if (!member) continue;
      if (!member.is_mapping()) {
        want(false, member, "a mapping");
      } else {
        check_members(member, key.members);
      }
    }
  }

  void check_objects(Node node, const ConfigKey& key) {
    if (!node.is_sequence()) return want(false, node, "a list of mappings");
    for (const Node item : node) {
      if (!item.is_mapping()) {
        want(false, item, "a mapping");
      } else {
        check_members(item, key.members);
      }
    }
  }

  void check_mappings(Node node) {
    if (!node.is_sequence()) return want(false, node, "a list of mappings");
    for (const Node item : node) {
      if (!item.is_mapping()) want(false, item, "a mapping");
    }
  }

  void check_map(Node node) {
    if (!node.is_mapping()) return want(false, node, "a mapping");
    for (const Node member : node) {
      if (member.is_sequence()) {
        check_strings(member);
      } else {
        want(member.is_scalar(), member, "a string");
      }
    }
  }

  void check_level(Node node) {
    if (level_of(node)) return;
    std::string message = concat(node.has_key() ? node.key() : "the item", " is one of off on");
    for (const std::string_view severity : kSeverities) message += concat(" ", severity);
    if (const auto near = nearest(node.text(), kSeverities); node.is_scalar() && near) {
      message += concat("; did you mean ", *near, "?");
    }
    errors.push_back({point_at(node), std::move(message)});
  }

  void check_rules(Node node, const ConfigKey& key) {
    if (!node.is_mapping()) return want(false, node, "a mapping");
    for (const Node member : node) {
      if (member.is_mapping()) {
        check_members(member, key.members);
      } else {
        check_level(member);
      }
    }
  }

  void check(Node node, const ConfigKey& key) {
    switch (key.type) {
      case ConfigType::kString:
        return want(as_string(node).has_value(), node, "a string");
      case ConfigType::kBoolean:
        return want(as_bool(node).has_value(), node, "true or false");
      case ConfigType::kInteger:
        return want(as_int(node).has_value(), node, "an integer");
      case ConfigType::kStrings:
        return check_strings(node);
      case ConfigType::kChoice:
        return check_choice(node, key);
      case ConfigType::kScalar:
        return want(node.is_scalar(), node, "a text or a number");
      case ConfigType::kLevel:
        return check_level(node);
      case ConfigType::kRules:
        return check_rules(node, key);
      case ConfigType::kObject:
        return node.is_mapping() ? check_members(node, key.members)
                                 : want(false, node, "a mapping");
      case ConfigType::kObjects:
        return check_objects(node, key);
      case ConfigType::kMappings:
        return check_mappings(node);
      case ConfigType::kNamed:
        return check_named(node, key);
      case ConfigType::kMap:
        return check_map(node);
      case ConfigType::kAnything:
        return;
    }
  }

  void check_choice(Node node, const ConfigKey& key) {
    const auto text = as_string(node);
    if (!text) return want(false, node, "a string");
    if (std::ranges::find(key.choices, *text) != key.choices.end()) return;
    std::string message = concat(key.name, " is one of");
    for (const std::string_view choice : key.choices) message += concat(" ", choice);
    if (const auto near = nearest(*text, key.choices)) {
      message += concat("; did you mean ", *near, "?");
    }
    errors.push_back({point_at(node), std::move(message)});
  }
};

}  // namespace

std::span<const ConfigKey> config_keys() {
  return kTopKeys;
}

std::optional<ConfigLevel> level_of(Node node) {
  if (!node.is_scalar()) return std::nullopt;
  if (const auto written = as_bool(node)) return ConfigLevel{.on = *written, .severity = {}};
  const std::string_view text = node.text();
  if (text == "on" || text == "off") return ConfigLevel{.on = text == "on", .severity = {}};
  const auto* const severity = std::ranges::find(kSeverities, text);
  if (severity == std::end(kSeverities)) return std::nullopt;
  return ConfigLevel{.on = true, .severity = *severity};
}

std::vector<ConfigError> check_keys(Node mapping, std::span<const ConfigKey> keys) {
  Checker checker;
  checker.check_members(mapping, keys);
  std::ranges::stable_sort(checker.errors, {},
                           [](const ConfigError& error) { return error.location.span.begin; });
  return std::move(checker.errors);
}

}  // namespace plimsoll
