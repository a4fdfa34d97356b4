#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/config/config.h"
#include "engine/lint/object_set.h"
#include "engine/text/glob.h"
#include "engine/text/location.h"
#include "engine/yaml/parse.h"

namespace plimsoll {

struct Finding;
struct Rule;

// Somebody's word that findings of one rule are meant to be: in a comment, in an annotation, or in
// the configuration. What names several rules is as many suppressions. It covers whole findings;
// where a finding names several objects, those that it covers.
struct Suppression {
  enum class Carrier : std::uint8_t { kComment, kAnnotation, kConfiguration, kElsewhere };

  // What the object of a finding is known by, whether it was read from a manifest or lifted from
  // values.
  struct Object {
    std::string environment;
    std::string group;
    std::string kind;
    std::string name_space;
    std::string name;
    friend bool operator==(const Object&, const Object&) = default;
  };

  // What a configuration asks of a finding; an empty text or pattern asks nothing.
  struct Filter {
    std::string kind;
    std::string name_space;
    std::optional<Glob> name;
    std::optional<Glob> path;
    std::string folder;  // that `path` is relative to, as reported paths are; empty: the root
  };

  Carrier carrier = Carrier::kComment;
  std::string by;        // carrier kElsewhere: what it is, such as "--ignore"
  std::string rule;      // as written; empty when none is named
  Location location;     // where that name stands; where none is named, the whole text
  std::string reason;    // empty when none is given
  std::string expires;   // the last day, as written; empty: never
  bool of_peer = false;  // another linter's, which is obeyed and not judged

  Span covered;                  // comment: what begins here, in the file of `location`
  std::vector<Object> objects;   // annotation: the objects that carry it, one an environment
  std::string container;         // the only one it is about; empty: the whole object
  std::optional<Filter> filter;  // configuration

  // What became of it.
  bool ran = false;      // whether its rule was asked, for what it covers
  bool expired = false;  // its last day is past, or is no day: it covers nothing
  bool lacks_reason = false;
  bool refused = false;  // its rule is locked: it covers nothing
  std::size_t used = 0;  // findings that it covered
};

// What a run wants of suppressions.
struct SuppressionOptions {
  std::vector<ConfigSuppression> configured = {};
  std::string folder = {};  // of the configuration, as reported paths are; empty: the root
  bool require_reasons = false;
  std::string today = {};  // 2026-12-31; empty: nothing expires
};

// All that is written in the files and the configuration, ordered by place.
std::vector<Suppression> find_suppressions(
    const std::vector<std::unique_ptr<const YamlFile>>& files, const std::vector<ObjectSet>& sets,
    const std::vector<Release>& releases, std::span<const Rule* const> rules,
    const SuppressionOptions& options);

// Takes what `suppressions` cover out of `findings`, and returns it; each then points to the
// suppression that covers it. REQUIRES: `suppressions` outlive what is returned.
std::vector<Finding> take_suppressed(std::vector<Finding>& findings,
                                     std::vector<Suppression>& suppressions,
                                     const std::vector<ObjectSet>& sets);

}  // namespace plimsoll
