// `plimsoll config`: the configuration in effect, as YAML with the origin of each line, or as JSON.

#include <nlohmann/json.hpp>
#include <utility>

#include "cli/commands.h"
#include "cli/config_schema.h"
#include "cli/config_view.h"
#include "cli/formats/escape.h"
#include "cli/formats/json_text.h"
#include "cli/scan.h"
#include "cli/yaml_text.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

using Json = nlohmann::ordered_json;
using Kind = ConfigEntry::Kind;

// Writes entries as lines of YAML, block style.
class YamlWriter {
 public:
  std::string out;

  // `start` is what already stands in the line of the first child: the dash of an item.
  void write_children(const ConfigEntry& entry, std::size_t indent, std::string start = {}) {
    for (const ConfigEntry& child : entry.children) {
      std::string head = start.empty() ? std::string(indent, ' ') : std::exchange(start, {});
      if (entry.kind == Kind::kMapping) {
        write(child, concat(head, yaml_key(child.key), ":"), indent + 2);
      } else if (child.kind == Kind::kMapping && !child.children.empty()) {
        write_children(child, indent + 2, concat(head, "- "));
      } else {
        write(child, concat(head, "-"), indent + 2);
      }
    }
  }

 private:
  void write(const ConfigEntry& entry, std::string head, std::size_t indent) {
    if (entry.kind == Kind::kScalar) {
      head += concat(" ", entry.is_string ? yaml_string(entry.text) : entry.text);
    } else if (entry.children.empty()) {
      head += entry.kind == Kind::kMapping ? " {}" : " []";
    }
    const bool says = entry.kind == Kind::kScalar || entry.children.empty();
    out += concat(head, says && !entry.origin.empty() ? concat("  # ", entry.origin) : "", "\n");
    write_children(entry, indent);
  }
};

Json json_of(const ConfigEntry& entry) {
  if (entry.kind == Kind::kScalar) {
    if (entry.is_string) return presentable(entry.text);
    Json value = Json::parse(entry.text, nullptr, false);
    return value.is_discarded() ? Json(presentable(entry.text)) : value;
  }
  Json out = entry.kind == Kind::kMapping ? Json::object() : Json::array();
  for (const ConfigEntry& child : entry.children) {
    if (entry.kind == Kind::kMapping) {
      out[presentable(child.key)] = json_of(child);
    } else {
      out.push_back(json_of(child));
    }
  }
  return out;
}

// The origins by JSON Pointer.
void add_origins(const ConfigEntry& entry, const Json::json_pointer& at, Json& out) {
  if (!entry.origin.empty()) out[at.to_string()] = entry.origin;
  std::size_t index = 0;
  for (const ConfigEntry& child : entry.children) {
    add_origins(child, entry.kind == Kind::kMapping ? at / presentable(child.key) : at / index,
                out);
    ++index;
  }
}

std::string as_json(const ConfigEntry& view) {
  Json origins = Json::object();
  add_origins(view, Json::json_pointer(), origins);
  return Json{{"config", json_of(view)}, {"origins", std::move(origins)}}.dump(
             2, ' ', false, Json::error_handler_t::replace) +
         "\n";
}

}  // namespace

ExitCode run_config(const Options& options, const Host& host) {
  if (options.schema) return print(config_schema(), host);
  Scan scan = configure(options.lint, host);
  if (!scan.error.empty()) return complain(scan.error, host);
  if (scan.misconfigured()) {
    return complain_unreadable(report_config_errors(scan.config->config).ledger, host);
  }
  if (!scan.selection.error.empty()) return complain(scan.selection.error, host);
  const ConfigEntry view = config_view(scan);
  if (options.json) return print(as_json(view), host);
  YamlWriter writer;
  writer.write_children(view, 0);
  return print(writer.out, host);
}

}  // namespace plimsoll
