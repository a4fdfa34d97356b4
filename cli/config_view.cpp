// The configuration in effect, from everything that had a say in it.
//
//   rules:
//     limit-below-request: warning        # .plimsoll.yaml:3
//     secret-in-configmap: error          # default
//   exclude:
//     - vendor/                           # ci/base.yaml:2
//
// What lists add up is listed with each item's own origin; what is replaced, once. `select`,
// `ignore` and `extends` are gone: they have become what each rule is.

#include "cli/config_view.h"

#include <algorithm>
#include <utility>

#include "cli/formats/escape.h"
#include "engine/text/concat.h"
#include "engine/yaml/scalar.h"
#include "rules/support/credential.h"

namespace plimsoll {
namespace {

using Kind = ConfigEntry::Kind;

std::string origin_of(Node node) {
  const SourceFile& source = node.source();
  if (source.path().starts_with("profile ")) return source.path();
  const std::uint32_t at = node.has_key() ? node.key_span().begin : node.value_span().begin;
  return concat(visible(source.path()), ":", source.position(at, ColumnUnit::kByte).line);
}

std::string origin_of(const SaidBy& by) {
  if (by.node.exists()) return origin_of(by.node);
  return by.flag.empty() ? "default" : std::string(by.flag);
}

std::string harmless(std::string_view key, std::string_view text);

// The same of "a.b=1,c=2", as --set takes it.
std::string harmless_sets(std::string_view text) {
  std::string out;
  while (true) {
    const std::size_t end = std::min(text.find(','), text.size());
    const std::string_view one = text.substr(0, end);
    const std::size_t sign = std::min(one.find('='), one.size());
    const std::string_view name = one.substr(0, sign);
    const std::string_view last = name.substr(name.rfind('.') + 1);
    out += name;
    if (sign < one.size()) out += concat("=", harmless(last, one.substr(sign + 1)));
    if (end == text.size()) return out;
    out += ',';
    text.remove_prefix(end + 1);
  }
}

// A text without what may be a credential in it.
std::string harmless(std::string_view key, std::string_view text) {
  if (key.empty() && text.find('=') != std::string_view::npos) return harmless_sets(text);
  std::string out;
  std::size_t done = 0;
  for (const Credential& one : find_credentials(key, text, {})) {
    out += concat(text.substr(done, one.begin - done), "***");
    done = one.end;
  }
  return redact_text(out += text.substr(done));
}

ConfigEntry scalar(std::string key, std::string text, std::string origin, bool is_string = true) {
  return {.key = std::move(key),
          .text = std::move(text),
          .is_string = is_string,
          .origin = std::move(origin)};
}

ConfigEntry collection(std::string key, Kind kind, std::string origin = {}) {
  ConfigEntry entry{.key = std::move(key), .kind = kind, .text = {}, .origin = std::move(origin)};
  return entry;
}

// A node as it is written.
ConfigEntry copy_of(Node node, std::string key) {
  if (node.is_mapping() || node.is_sequence()) {
    ConfigEntry entry =
        collection(std::move(key), node.is_mapping() ? Kind::kMapping : Kind::kSequence,
                   node.exists() ? origin_of(node) : std::string());
    for (const Node child : node) {
      entry.children.push_back(
          copy_of(child, node.is_mapping() ? std::string(child.key()) : std::string()));
    }
    return entry;
  }
  if (!node) return scalar(std::move(key), "null", origin_of(node), false);
  std::string text = harmless(key, node.text());
  const bool is_string = as_string(node).has_value() || text != node.text();
  return scalar(std::move(key), std::move(text), origin_of(node), is_string);
}

class ViewMaker {
 public:
  explicit ViewMaker(const Scan& scan) : scan_(scan) {
    if (scan.config) config_ = &scan.config->config;
  }

  ConfigEntry make() {
    ConfigEntry root = collection("", Kind::kMapping);
    out_ = &root.children;
    out_->push_back(rules_of("rules", scan_.selection.general, nullptr));
    add_verdict();
    if (config_ != nullptr) add_rest();
    std::erase_if(*out_, [](const ConfigEntry& entry) {
      return entry.kind != Kind::kScalar && entry.children.empty();
    });
    return root;
  }

 private:
  // What decides about the exit code, flags included.
  void add_verdict() {
    const LintRequest& request = scan_.request;
    const Severity fail_on = request.fail_on.value_or(Severity::kWarning);
    const Node written = last("fail-on", false);
    const bool by_file = written && written.text() == severity_name(fail_on);
    out_->push_back(scalar("fail-on", std::string(severity_name(fail_on)),
                           by_file           ? origin_of(written)
                           : request.fail_on ? std::string("--fail-on")
                                             : std::string("default")));
    for (const auto& [key, on] : {std::pair("report-only", request.report_only),
                                  std::pair("allow-empty", request.allow_empty)}) {
      const Node node = last(key, false);
      if (!on && !node) continue;
      const bool said = node && as_bool(node).value_or(false) == on;
      out_->push_back(
          scalar(key, on ? "true" : "false", said ? origin_of(node) : concat("--", key), false));
    }
  }

  void add_rest() {
    for (const std::string_view key :
         {"ruleset", "default-namespace", "kubernetes-version", "require-reasons"}) {
      add_last(key, true);
    }
    add_last("baseline", false);
    add_last("repository-config", true);
    for (const std::string_view key :
         {"locked", "include", "exclude", "external", "suppressions"}) {
      add_up(key);
    }
    add_environments();
    add_charts();
    add_named("mappings");
    add_named("facts");
  }

  // The highest word on a key; with `of_repository` also what the repository says below a central
  // file.
  Node last(std::string_view key, bool of_repository) const {
    Node found;
    if (config_ == nullptr) return found;
    for (const ConfigLayer& layer : config_->layers) {
      if (layer.of_repository && !of_repository) continue;
      if (const Node node = layer.root[key]) found = node;
    }
    return found;
  }

  void add_last(std::string_view key, bool of_repository) {
    if (const Node node = last(key, of_repository)) {
      out_->push_back(copy_of(node, std::string(key)));
    }
  }

  void append(ConfigEntry& list, Node node) {
    if (node.is_scalar()) list.children.push_back(copy_of(node, ""));
    for (const Node item : node) list.children.push_back(copy_of(item, ""));
  }

  void add_up(std::string_view key) {
    ConfigEntry list = collection(std::string(key), Kind::kSequence);
    const std::vector<ConfigLayer>& layers = config_->layers;
    // Where rules are locked, the repository leaves no file out.
    const bool of_files = key == "include" || key == "exclude";
    const bool locks =
        std::ranges::any_of(layers, [](const ConfigLayer& layer) { return !layer.locked.empty(); });
    for (const ConfigLayer& layer : layers) {
      if (!of_files || !locks || !layer.of_repository) append(list, layer.root[key]);
    }
    out_->push_back(std::move(list));
  }

  // A mapping whose members are replaced one by one.
  ConfigEntry merged(std::string_view key, const std::vector<Node>& mappings) {
    ConfigEntry all = collection(std::string(key), Kind::kMapping);
    for (const Node mapping : mappings) {
      for (const Node member : mapping) {
        std::erase_if(all.children,
                      [&](const ConfigEntry& one) { return one.key == member.key(); });
        all.children.push_back(copy_of(member, std::string(member.key())));
      }
    }
    return all;
  }

  void add_named(std::string_view key) {
    std::vector<Node> mappings;
    for (const ConfigLayer& layer : config_->layers) mappings.push_back(layer.root[key]);
    out_->push_back(merged(key, mappings));
  }

  void add_charts() {
    ConfigEntry list = collection("charts", Kind::kSequence);
    for (const ConfigChart& chart : config_->charts) {
      list.children.push_back(copy_of(chart.node, ""));
    }
    out_->push_back(std::move(list));
  }

  void add_environments() {
    ConfigEntry all = collection("environments", Kind::kMapping);
    for (const ConfigEnvironment& one : config_->environments) {
      ConfigEntry entry = collection(one.name, Kind::kMapping, origin_of(one.node));
      ConfigEntry manifests = collection("manifests", Kind::kSequence);
      for (const std::string_view key : {"variable", "default-namespace", "manifests"}) {
        Node found;
        for (const ConfigLayer& layer : config_->layers) {
          const Node node = layer.root["environments"][one.name][key];
          if (key == "manifests") append(manifests, node);
          if (node) found = node;
        }
        if (found && key != "manifests") {
          entry.children.push_back(copy_of(found, std::string(key)));
        }
      }
      entry.children.push_back(std::move(manifests));
      const auto decisions = scan_.selection.environments.find(one.name);
      if (decisions != scan_.selection.environments.end()) {
        entry.children.push_back(rules_of("rules", decisions->second, &scan_.selection.general));
      }
      entry.children.push_back(merged("facts", one.facts));
      std::erase_if(entry.children, [](const ConfigEntry& child) {
        return child.kind != Kind::kScalar && child.children.empty();
      });
      all.children.push_back(std::move(entry));
    }
    out_->push_back(std::move(all));
  }

  // Every rule, or those that are not as `usual`.
  static ConfigEntry rules_of(std::string key, const std::vector<RuleDecision>& decisions,
                              const std::vector<RuleDecision>* usual) {
    ConfigEntry rules = collection(std::move(key), Kind::kMapping);
    for (std::size_t i = 0; i < decisions.size(); ++i) {
      if (usual != nullptr && is_same(decisions[i].setting, (*usual)[i].setting)) continue;
      rules.children.push_back(rule_entry(decisions[i]));
    }
    return rules;
  }

  static bool is_same(const RuleSetting& a, const RuleSetting& b) {
    return a.on == b.on && a.severity == b.severity && a.options == b.options;
  }

  static ConfigEntry rule_entry(const RuleDecision& decision) {
    const std::string id(decision.rule->id);
    if (!decision.setting.on) return scalar(id, "off", origin_of(decision.on), false);
    const std::string level(severity_name(*decision.setting.severity));
    const bool by_severity = decision.severity.node.exists() || !decision.on.node.exists();
    const std::string origin = origin_of(by_severity ? decision.severity : decision.on);
    if (decision.rule->options.empty()) return scalar(id, level, origin);
    ConfigEntry entry = collection(id, Kind::kMapping);
    entry.children.push_back(scalar("severity", level, origin));
    ConfigEntry options = collection("options", Kind::kMapping);
    const Rule* const rules[] = {decision.rule};
    const OptionDefaults defaults(rules);
    for (const ConfigKey& option : decision.rule->options) {
      const std::string name(option.name);
      const auto given = decision.setting.options.find(option.name);
      const bool is_given = given != decision.setting.options.end();
      options.children.push_back(
          copy_of(is_given ? given->second : defaults.of(*decision.rule, name), name));
      if (!is_given) set_origin(options.children.back(), "default");
    }
    entry.children.push_back(std::move(options));
    return entry;
  }

  static void set_origin(ConfigEntry& entry, const std::string& origin) {
    entry.origin = origin;
    for (ConfigEntry& child : entry.children) set_origin(child, origin);
  }

  const Scan& scan_;
  const Config* config_ = nullptr;
  std::vector<ConfigEntry>* out_ = nullptr;
};

}  // namespace

ConfigEntry config_view(const Scan& scan) {
  return ViewMaker(scan).make();
}

}  // namespace plimsoll
