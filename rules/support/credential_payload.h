#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/yaml/node.h"
#include "rules/support/credential.h"

// The inside of credential.h: how a value that is itself a text with keys and values is taken
// apart. Used by the detector and by the redactor.

namespace plimsoll {

// What a value is written in.
enum class PayloadSyntax : std::uint8_t {
  kNone,  // a plain value
  kYaml,  // JSON included
  kXml,
  kLines,   // properties, .env, ini, directives
  kShell,   // assignments without spaces around `=`
  kScript,  // another programming language: only quoted values are literals
};

PayloadSyntax payload_syntax(std::string_view key, std::string_view text);

// `key = value`, `key: value`, `export KEY=value` or `- key: value` on one line: the key and the
// bytes of the line that hold the value, without quotes, trailing comma and comment.
struct Assignment {
  std::string_view key;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool quoted = false;
  bool spaced = false;  // white space beside the separator
};
std::optional<Assignment> read_assignment(std::string_view line);

// Appends what find_credentials() would find, ranges relative to `value`, in no order. `depth` is
// the number of texts that `value` is inside of.
void judge_value(std::string_view key, std::string_view value,
                 std::span<const std::string> neighbours, int depth,
                 std::vector<Credential>& found);

// How deep text inside text is followed: JSON in a properties value in YAML is three.
inline constexpr int kDeepestPayload = 3;

// The same for a text in a syntax. REQUIRES: syntax is not kNone.
void judge_payload(PayloadSyntax syntax, std::string_view key, std::string_view text, int depth,
                   std::vector<Credential>& found);

// The grade of a value as a whole under a key, and the bytes of it that are the credential.
Credential judge_under_key(std::string_view key, std::string_view value,
                           std::span<const std::string> neighbours, bool in_payload);

// The key that gives a scalar its meaning: its own; for an item of a list, the list's; for the
// `value` of a mapping with a `name` (as containers list variables), that name.
std::string_view meaning_key(Node scalar);

// Sorts by position and joins what overlaps.
void normalise(std::vector<Credential>& found);

}  // namespace plimsoll
