// The values of releases for programs.
//
//   {"version": 1, "releases": [{
//     "name": "web", "environment": "prd", "chart": "chart",
//     "environmentBlock": "environments.prd",    or null
//     "layers": [{"name": "values.yaml", "kind": "defaults"}, ...],
//     "values": {"replicas": 3},
//     "sources": [{                              a leaf, or what is no leaf any more
//       "path": "replicas",                      dotted, as on the command line; list[0]
//       "status": "set",                         or deleted, dropped
//       "value": 3, "redacted": false,           of what is set
//       "from": {"layer": 1, "path": "values/web.yaml", "line": 1, "inEnvironmentBlock": false},
//       "over": [{"value": 1, "redacted": false, "from": {...}}]
//     }]
//   }]}
//
// Lists are told item by item. The old value of a mapping or list is null. `layer` is an index, the
// lowest first; a value that stands in no file (a flag's) has neither path nor line.

#include <nlohmann/json.hpp>

#include "cli/formats/escape.h"
#include "cli/formats/json_text.h"
#include "cli/values_report.h"
#include "cli/values_view.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kVersion = 1;

std::string_view kind_name(LayerKind kind) {
  switch (kind) {
    case LayerKind::kDefaults:
      return "defaults";
    case LayerKind::kFile:
      return "file";
    case LayerKind::kProject:
      return "project";
    case LayerKind::kFlag:
      break;
  }
  return "flag";
}

Json scalar_json(const ShownValue& value) {
  if (value.kind != NodeKind::kScalar) return nullptr;
  const bool as_is = value.type == ScalarType::kString || value.type == ScalarType::kInvalid;
  Json parsed = as_is ? Json(value.text) : Json::parse(value.text, nullptr, false);
  return parsed.is_discarded() ? Json(value.text) : parsed;
}

Json value_json(const ValueEntry& entry) {
  if (!entry.is_collection()) return scalar_json(entry.value);
  Json out = entry.is_mapping() ? Json::object() : Json::array();
  for (const ValueEntry& child : entry.children) {
    if (child.loss != ValueEntry::Loss::kNone) continue;
    if (entry.is_mapping()) {
      out[child.key] = value_json(child);
    } else {
      out.push_back(value_json(child));
    }
  }
  return out;
}

Json place_json(const ValuePlace& place) {
  Json out = {{"layer", place.layer}};
  if (!place.path.empty()) out["path"] = place.path;
  if (!place.path.empty()) out["line"] = place.line;
  out["inEnvironmentBlock"] = place.in_block;
  return out;
}

std::string_view status_name(ValueEntry::Loss loss) {
  switch (loss) {
    case ValueEntry::Loss::kDeleted:
      return "deleted";
    case ValueEntry::Loss::kDropped:
      return "dropped";
    case ValueEntry::Loss::kNone:
      break;
  }
  return "set";
}

Json source_json(const ValueEntry& entry, const std::string& path) {
  Json out = {{"path", presentable(path)}, {"status", status_name(entry.loss)}};
  if (entry.loss == ValueEntry::Loss::kNone) {
    out["value"] = value_json(entry);
    out["redacted"] = entry.value.hidden;
  }
  out["from"] = place_json(entry.place);
  out["over"] = Json::array();
  for (const OldValue& old : entry.over) {
    out["over"].push_back({{"value", scalar_json(old.value)},
                           {"redacted", old.value.hidden},
                           {"from", place_json(old.place)}});
  }
  return out;
}

// Leaves, and what took the place of something.
void add_sources(const ValueEntry& entry, const std::string& prefix, Json& out) {
  std::size_t index = 0;
  for (const ValueEntry& child : entry.children) {
    const std::string path =
        child.is_member ? dotted_below(prefix, child.key) : concat(prefix, "[", index++, "]");
    if (child.children.empty()) {
      out.push_back(source_json(child, path));
    } else {
      add_sources(child, path, out);
    }
  }
}

Json release_json(const Release& release, const ValuesPresentation& presentation) {
  const ValuesView view = view_values(release, presentation.paths);
  Json out = {{"name", presentable(release.name)},
              {"environment", presentable(release.environment)},
              {"chart", release.chart},
              {"environmentBlock", view.block.empty() ? Json() : Json(presentable(view.block))}};
  out["layers"] = Json::array();
  for (const LayerInfo& layer : release.values->layers()) {
    out["layers"].push_back({{"name", presentable(layer.name)}, {"kind", kind_name(layer.kind)}});
  }
  out["values"] = value_json(view.root);
  out["sources"] = Json::array();
  add_sources(view.root, "", out["sources"]);
  return out;
}

}  // namespace

std::string format_values_json(const std::vector<const Release*>& releases,
                               const ValuesPresentation& presentation) {
  Json out = {{"version", kVersion}, {"releases", Json::array()}};
  for (const Release* release : releases) {
    out["releases"].push_back(release_json(*release, presentation));
  }
  return json_document(out);
}

}  // namespace plimsoll
