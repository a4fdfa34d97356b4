#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "engine/yaml/scalar.h"

namespace plimsoll::test {

// A value as the JSON that Kubernetes makes of it, for comparing.
inline nlohmann::json to_json(Node node) {
  using Json = nlohmann::json;
  if (node.is_mapping()) {
    Json out = Json::object();
    for (const Node member : node) out[std::string(member.key())] = to_json(member);
    return out;
  }
  if (node.is_sequence()) {
    Json out = Json::array();
    for (const Node item : node) out.push_back(to_json(item));
    return out;
  }
  const std::string text = json_text(node);
  return resolve(node).type == ScalarType::kString ? Json(text) : Json::parse(text);
}

}  // namespace plimsoll::test
