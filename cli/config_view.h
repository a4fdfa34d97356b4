#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/scan.h"

namespace plimsoll {

// A part of the configuration that a run has in effect, and who said so.
struct ConfigEntry {
  enum class Kind : std::uint8_t { kScalar, kMapping, kSequence };

  std::string key;  // empty for an item of a list
  Kind kind = Kind::kScalar;
  std::string text;        // of a scalar; without anything that may be a credential
  bool is_string = false;  // whether it is a string whatever it looks like
  std::string origin;      // "k8s/.plimsoll.yaml:12", "profile strict", "--ignore", "default"
  std::vector<ConfigEntry> children = {};
};

// All of it as one mapping, every rule with its severity and its options. Read again as a
// configuration it has the same effect. REQUIRES: the scan is not misconfigured.
ConfigEntry config_view(const Scan& scan);

}  // namespace plimsoll
