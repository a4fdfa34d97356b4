// The table of configuration keys as a JSON Schema.
//
//   {"fail-on", kChoice, "The mildest severity that fails the run", {}, kSeverities}
//
// becomes
//
//   "fail-on": {"description": "The mildest severity that fails the run.",
//               "enum": ["error", "warning", "note", null]}
//
// A key without a value is as good as absent, hence the null that every type has besides its own,
// unless the key is required.

#include "cli/config_schema.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "cli/formats/json_text.h"
#include "engine/config/config_keys.h"
#include "engine/text/concat.h"
#include "rules/catalogue.h"

namespace plimsoll {
namespace {

using Json = nlohmann::ordered_json;

Json object_of(std::span<const ConfigKey> keys);

Json mapping_of_any(Json member) {
  return {{"type", "object"}, {"additionalProperties", std::move(member)}};
}

Json list_of(Json item) {
  return {{"type", "array"}, {"items", std::move(item)}};
}

// Several of what stands alone or in a list.
Json one_or_list(Json item) {
  Json list = list_of(item);
  return {{"anyOf", Json::array({std::move(item), std::move(list)})}};
}

// Readers of YAML 1.1 take `on` and `off` for truth values, others do not.
Json level_schema() {
  return {{"enum", {"off", "on", false, true, "error", "warning", "note"}}};
}

Json type_schema(const ConfigKey& key) {
  const Json string = {{"type", "string"}};
  switch (key.type) {
    case ConfigType::kString:
      return string;
    case ConfigType::kBoolean:
      return {{"type", "boolean"}};
    case ConfigType::kInteger:
      return {{"type", "integer"}};
    case ConfigType::kStrings:
      return one_or_list(string);
    case ConfigType::kChoice:
      return {{"enum", key.choices}};
    case ConfigType::kScalar:
      return {{"type", {"string", "number", "boolean"}}};
    case ConfigType::kLevel:
      return level_schema();
    case ConfigType::kRules:
      return {{"anyOf", Json::array({{{"$ref", "#/definitions/rules"}}})}};
    case ConfigType::kObject:
      return object_of(key.members);
    case ConfigType::kObjects:
      return list_of(object_of(key.members));
    case ConfigType::kMappings:
      return list_of({{"type", "object"}});
    case ConfigType::kNamed: {
      Json member = object_of(key.members);
      member["type"] = {"object", "null"};
      return mapping_of_any(std::move(member));
    }
    case ConfigType::kMap: {
      const Json scalar = {{"type", {"string", "number", "boolean"}}};
      return mapping_of_any({{"anyOf", {scalar, list_of(string)}}});
    }
    case ConfigType::kAnything:
      break;
  }
  return Json::object();
}

// The same, where nothing may be said as well.
Json or_null(Json schema) {
  if (schema.contains("enum")) {
    schema["enum"].push_back(nullptr);
  } else if (schema.contains("anyOf")) {
    schema["anyOf"].push_back({{"type", "null"}});
  } else if (schema.contains("type")) {
    if (!schema["type"].is_array()) schema["type"] = Json::array({schema["type"]});
    schema["type"].push_back("null");
  }
  return schema;
}

Json object_of(std::span<const ConfigKey> keys) {
  Json object = {{"type", "object"}, {"additionalProperties", false}};
  Json required = Json::array();
  for (const ConfigKey& key : keys) {
    Json member = {{"description", concat(key.doc, ".")}};
    const bool needs_value = key.required || key.type == ConfigType::kLevel;
    member.update(needs_value ? type_schema(key) : or_null(type_schema(key)));
    object["properties"][std::string(key.name)] = std::move(member);
    if (key.required) required.push_back(key.name);
  }
  if (!required.empty()) object["required"] = std::move(required);
  return object;
}

// What may be said of a rule or a category. All there are are named, so that editors can offer
// them.
Json rules_schema(std::span<const ConfigKey> members) {
  const Json one = {{"anyOf", Json::array({level_schema(), object_of(members)})}};
  Json names = Json::object();
  for (const CatalogueEntry& entry : catalogue()) {
    names[std::string(entry.rule->category)] = {
        {"description", "A category of rules."},
        {"allOf", Json::array({{{"$ref", "#/definitions/rule"}}})}};
    names[std::string(entry.rule->id)] = {
        {"description", concat(entry.rule->summary, ".")},
        {"allOf", Json::array({{{"$ref", "#/definitions/rule"}}})}};
  }
  return {
      {"rule", one},
      {"rules",
       {{"type", "object"}, {"properties", std::move(names)}, {"additionalProperties", false}}}};
}

}  // namespace

std::string config_schema() {
  Json schema = {
      {"$schema", "http://json-schema.org/draft-07/schema#"},
      {"$id",
       "https://raw.githubusercontent.com/plimsoll-lint/plimsoll/main/docs/"
       "plimsoll.schema.json"},
      {"title", "plimsoll's configuration"},
      {"description", "What a .plimsoll.yaml may say. Written by `plimsoll config --schema`."}};
  schema.update(object_of(config_keys()));
  const auto rules = std::ranges::find(config_keys(), ConfigType::kRules,
                                       [](const ConfigKey& key) { return key.type; });
  if (rules != config_keys().end()) schema["definitions"] = rules_schema(rules->members);
  return json_document(schema);
}

}  // namespace plimsoll
