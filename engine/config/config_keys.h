#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/location.h"
#include "engine/yaml/node.h"

namespace plimsoll {

// What may stand in a configuration file, as data: the same table checks a file, suggests the
// nearest key, and is what documentation is made of.
enum class ConfigType : std::uint8_t {
  kString,
  kBoolean,
  kInteger,
  kStrings,   // a list of strings; one string stands for a list of one
  kChoice,    // one of `choices`
  kScalar,    // a string or a number, taken as written
  kLevel,     // off, on, or a severity
  kRules,     // a mapping of rules and categories to levels, or to mappings of `members`
  kObject,    // a mapping with the keys `members`
  kObjects,   // a list of such mappings
  kMappings,  // a list of mappings, judged further by whoever reads them
  kNamed,     // a mapping of any names to mappings with the keys `members`
  kMap,       // a mapping of any names to strings or lists of strings
  kAnything,  // judged by whoever reads it
};

struct ConfigKey {
  std::string_view name;
  ConfigType type = ConfigType::kString;
  // One sentence without a final full stop: what the key does.
  std::string_view doc;
  std::span<const ConfigKey> members = {};
  std::span<const std::string_view> choices = {};
  bool required = false;
  // What holds when it is absent, as YAML; empty where that is nothing, or said elsewhere.
  std::string_view fallback = {};
};

// The keys at the top of a file.
std::span<const ConfigKey> config_keys();

// What a ConfigType::kLevel says; nullopt when it is none. A severity is one that
// engine/lint/severity.h knows, empty where none is given.
struct ConfigLevel {
  bool on = true;
  std::string_view severity;
};
std::optional<ConfigLevel> level_of(Node node);

// Something wrong in a configuration file: where, and what.
struct ConfigError {
  Location location;
  std::string message;
};

// Holds a mapping against the keys it may have: unknown keys (with the nearest known one), values
// of the wrong type, missing keys. In the order of the text.
std::vector<ConfigError> check_keys(Node mapping, std::span<const ConfigKey> keys);

}  // namespace plimsoll
