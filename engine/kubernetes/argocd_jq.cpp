// Just enough jq to tell whether `del(<expression>)` deletes a field.
//
//   .spec.replicas, .spec["paused"]            two paths
//   .spec.template.spec.containers[].image     a path that parts from /spec/replicas at `template`
//   .status.conditions[] | select(.type == 1)  whatever follows the pipe stays below .status
//   .spec | .replicas                          unknown: it depends on what follows the pipe
//
// A path is a run of steps: `.key`, `."key"`, `["key"]`, `[3]`, `[]`, each with an optional `?`. A
// path that leads to the field or to something above it deletes the field. Operators, functions,
// variables, slices, string escapes and comments are not read: the answer is kUnknown.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/kubernetes/argocd_ignore.h"

namespace plimsoll {
namespace {

// One step of a path: a key, every child (`[]`), or the item of a list, which no mapping has.
struct Step {
  enum class Kind : std::uint8_t { kKey, kEvery, kItem };
  Kind kind = Kind::kKey;
  std::string_view key;
};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

class JqReader {
 public:
  explicit JqReader(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }

  void skip_space() {
    const std::size_t end = std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size());
    rest_.remove_prefix(end);
  }

  bool accept(std::string_view token) {
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }

  // A pipe, and not the operator `|=`.
  bool at_pipe() const { return rest_.starts_with('|') && !rest_.starts_with("|="); }

  // Reads the path at the front: whether it leads to `field` or to something above it. nullopt when
  // there is no path, or one that is more than a run of steps.
  std::optional<bool> path(FieldPath field);

 private:
  bool at_step(bool first) const {
    return rest_.starts_with('.') || (!first && rest_.starts_with('['));
  }
  std::optional<Step> step();
  std::optional<std::string_view> identifier();
  std::optional<std::string_view> string();
  std::optional<Step> bracket();

  std::string_view rest_;
};

std::optional<std::string_view> JqReader::identifier() {
  if (rest_.empty() || !is_letter(rest_.front())) return std::nullopt;
  const auto* end =
      std::ranges::find_if_not(rest_, [](char c) { return is_letter(c) || is_digit(c); });
  const std::string_view out(rest_.begin(), end);
  rest_.remove_prefix(out.size());
  return out;
}

// A string after its opening quote.
std::optional<std::string_view> JqReader::string() {
  const std::size_t end = rest_.find_first_of("\"\\");
  if (end == std::string_view::npos || rest_[end] == '\\') return std::nullopt;
  const std::string_view out = rest_.substr(0, end);
  rest_.remove_prefix(end + 1);
  return out;
}

// What follows an opening bracket.
std::optional<Step> JqReader::bracket() {
  skip_space();
  Step out{.kind = Step::Kind::kEvery, .key = {}};
  if (accept("\"")) {
    const auto key = string();
    if (!key) return std::nullopt;
    out = {.kind = Step::Kind::kKey, .key = *key};
  } else if (!rest_.starts_with(']')) {
    accept("-");
    const std::size_t digits = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    if (digits == 0) return std::nullopt;
    rest_.remove_prefix(digits);
    out.kind = Step::Kind::kItem;
  }
  skip_space();
  return accept("]") ? std::optional(out) : std::nullopt;
}

std::optional<Step> JqReader::step() {
  if (accept("[")) return bracket();
  accept(".");
  if (const auto key = identifier()) return Step{.kind = Step::Kind::kKey, .key = *key};
  if (accept("\"")) {
    const auto key = string();
    return key ? std::optional(Step{.kind = Step::Kind::kKey, .key = *key}) : std::nullopt;
  }
  skip_space();
  return accept("[") ? bracket() : std::nullopt;
}

bool takes(const Step& step, std::string_view key) {
  return step.kind == Step::Kind::kEvery || (step.kind == Step::Kind::kKey && step.key == key);
}

std::optional<bool> JqReader::path(FieldPath field) {
  std::size_t depth = 0;
  bool leads_there = true;
  for (; at_step(depth == 0); ++depth) {
    const auto next = step();
    if (!next) return std::nullopt;
    leads_there = leads_there && depth < field.size() && takes(*next, field[depth]);
    accept("?");
    skip_space();
  }
  return depth == 0 ? std::nullopt : std::optional(leads_there);
}

// Texts that do not compile, as people write them who mean a path: then Argo CD ignores nothing.
bool is_no_jq(std::string_view text) {
  return text.starts_with('/') || text.starts_with("spec.") || text.starts_with("spec/");
}

}  // namespace

Ignored jq_covers(std::string_view expression, FieldPath field) {
  if (is_no_jq(expression)) return Ignored::kNo;
  JqReader reader(expression);
  bool covers = false;
  do {
    reader.skip_space();
    const auto one = reader.path(field);
    if (!one) return Ignored::kUnknown;
    covers = covers || *one;
  } while (reader.accept(","));
  if (reader.at_end()) return covers ? Ignored::kYes : Ignored::kNo;
  return reader.at_pipe() && !covers ? Ignored::kNo : Ignored::kUnknown;
}

}  // namespace plimsoll
