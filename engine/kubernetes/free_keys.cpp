// Which mappings of an object are no structs.
//
//   metadata: {labels: {on: "1"}}      any key, so what YAML makes of `on` matters
//   spec: {replicas: 2}                a field, and a wrong one is another matter

#include "engine/kubernetes/free_keys.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace plimsoll {
namespace {

constexpr std::array<std::string_view, 6> kFreeMaps = {"annotations", "binaryData",   "labels",
                                                       "matchLabels", "nodeSelector", "stringData"};

}  // namespace

bool has_free_keys(Node mapping) {
  const std::string_view key = mapping.key();
  if (std::ranges::find(kFreeMaps, key) != kFreeMaps.end()) return true;
  const std::string_view kind = mapping.parent()["kind"].text();
  return key == "data" && (kind == "ConfigMap" || kind == "Secret");
}

}  // namespace plimsoll
