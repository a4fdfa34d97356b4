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
Json or_null(Json schema);

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

// YAML's words for on and off arrive as booleans.
Json level() {
  return {{"enum", {"off", "on", "error", "warning", "note", true, false}}};
}

// What may be said about a rule or category: a level, or a mapping of `members`.
Json level_or(Json members, std::string_view description) {
  return {{"description", description},
          {"anyOf", Json::array({level(), std::move(members), {{"type", "null"}}})}};
}

// A mapping with every rule and category by its name, so that editors complete them.
Json rules_of(std::span<const ConfigKey> members) {
  Json properties = Json::object();
  for (const CatalogueEntry& entry : catalogue()) {
    const Rule& rule = *entry.rule;
    const std::string category(rule.category);
    if (!properties.contains(category)) {
      properties[category] =
          level_or(object_of(members), concat("All rules about ", category, "."));
    }
    Json object = object_of(members);
    object["properties"]["options"] = or_null(object_of(rule.options));
    properties[std::string(rule.id)] = level_or(std::move(object), concat(rule.summary, "."));
  }
  return {
      {"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
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
      return {{"type", {"string", "number"}}};
    case ConfigType::kLevel:
      return level();
    case ConfigType::kRules:
      return rules_of(key.members);
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
    schema["type"] = {schema["type"], "null"};
  }
  return schema;
}

Json object_of(std::span<const ConfigKey> keys) {
  Json object = {{"type", "object"}, {"additionalProperties", false}};
  Json required = Json::array();
  for (const ConfigKey& key : keys) {
    Json member = {{"description", concat(key.doc, ".")}};
    member.update(key.required ? type_schema(key) : or_null(type_schema(key)));
    object["properties"][std::string(key.name)] = std::move(member);
    if (key.required) required.push_back(key.name);
  }
  if (!required.empty()) object["required"] = std::move(required);
  return object;
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
  return json_document(schema);
}

}  // namespace plimsoll
