// Reading a file of known findings.
//
//   {"version": 1,
//    "findings": [
//     {"path": "web.yaml", "rule": "limit-below-request", "identity": "0f3c...", "about": "..."}]}
//
// A baseline decides what a gate lets pass, so it is read as strictly as a configuration: one that
// was cut off, merged badly or written by a later version is an error with a place, and never an
// empty list. It is not interpreted here: whether a rule or a path exists, comparing shows.

#include "engine/lint/baseline.h"

#include <array>
#include <limits>
#include <utility>

#include "engine/kubernetes/pointing.h"
#include "engine/text/concat.h"
#include "engine/yaml/scalar.h"

namespace plimsoll {
namespace {

constexpr std::size_t kIdentitySize = 32;

constexpr std::array<ConfigKey, 6> kFindingKeys = {{
    {.name = "path", .doc = "The file, relative to the repository", .required = true},
    {.name = "rule", .doc = "The rule that reported it", .required = true},
    {.name = "environment", .doc = "The environment it is about"},
    {.name = "count", .type = ConfigType::kInteger, .doc = "How often it is there"},
    {.name = "about", .doc = "The object, for people"},
    {.name = "identity", .doc = "What makes it the same finding later", .required = true},
}};

constexpr std::array<ConfigKey, 2> kKeys = {{
    {.name = "version",
     .type = ConfigType::kInteger,
     .doc = "The version of this format",
     .required = true},
    {.name = "findings",
     .type = ConfigType::kObjects,
     .doc = "What is known",
     .members = kFindingKeys,
     .required = true},
}};

class Reader {
 public:
  explicit Reader(Baseline& baseline) : baseline_(baseline) {}

  void read() {
    const YamlFile& file = *baseline_.file;
    for (const Document& document : file.documents) {
      for (const Problem& problem : document.problems) {
        add({&file.source, problem.span}, problem.message);
      }
    }
    if (!baseline_.errors.empty()) return;
    const Node root = file.documents.empty() ? Node() : file.documents[0].root;
    if (file.documents.size() != 1 || !root.is_mapping()) {
      add({&file.source, {0, 0}}, "a baseline is one mapping with version and findings");
      return;
    }
    // Before the keys are judged: those of a later version are none of this one.
    const Node version = root["version"];
    if (const auto number = as_int(version); number && *number != kBaselineVersion) {
      add(point_at(version), concat("this is version ", *number, " of the format; this plimsoll ",
                                    "reads version ", kBaselineVersion));
      return;
    }
    baseline_.errors = check_keys(root, kKeys);
    if (!baseline_.errors.empty()) return;
    for (const Node finding : root["findings"]) read_finding(finding);
  }

 private:
  void add(Location location, std::string message) {
    baseline_.errors.push_back({location, std::move(message)});
  }

  void read_finding(Node node) {
    const std::string_view identity = node["identity"].text();
    if (identity.size() != kIdentitySize ||
        identity.find_first_not_of("0123456789abcdef") != std::string_view::npos) {
      add(point_at(node["identity"]), "an identity is 32 hexadecimal digits");
    }
    constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();
    const std::int64_t count = node["count"] ? as_int(node["count"]).value_or(0) : 1;
    if (count < 1 || count > kMost) {
      add(point_at(node["count"]), concat("a count is a number from 1 to ", kMost));
      return;
    }
    baseline_.entries.push_back(
        {.occurrence = {.path = std::string(node["path"].text()),
                        .rule = std::string(node["rule"].text()),
                        .environment = std::string(node["environment"].text()),
                        .about = std::string(node["about"].text()),
                        .identity = std::string(identity)},
         .count = static_cast<std::uint32_t>(count)});
  }

  Baseline& baseline_;
};

}  // namespace

Baseline read_baseline(std::string path, std::string reported_path, std::string bytes) {
  Baseline baseline;
  baseline.file = parse_yaml(std::move(path), std::move(reported_path), std::move(bytes));
  Reader(baseline).read();
  return baseline;
}

}  // namespace plimsoll
