// How Go's text/template and Sprig see a value.
//
//   enabled: "false"       a string that is not empty: `if` takes it for true
//   threshold: 0           `default 70` makes it 70
//   bytes: 1048576         printed as 1.048576e+06, since JSON made it a float64
//   {b: 1, a: [x, null]}   printed as map[a:[x <nil>] b:1], the keys sorted
//
// Nothing here knows functions that convert first: toYaml, int and int64 print numbers plainly, as
// json_text does.

#include "engine/values/helm_value.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/text/utf8.h"
#include "engine/yaml/number_text.h"
#include "engine/yaml/scalar.h"

namespace plimsoll {
namespace {

double as_float(const ScalarValue& value) {
  if (value.type == ScalarType::kFloat) return value.real;
  const double magnitude = static_cast<double>(value.magnitude);
  return value.negative ? -magnitude : magnitude;
}

void print(Node node, std::string& out);

void print_mapping(Node mapping, std::string& out) {
  std::vector<std::pair<std::string_view, Node>> members;
  for (const Node member : mapping) members.emplace_back(member.key(), member);
  std::sort(members.begin(), members.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  out += "map[";
  bool first = true;
  for (const auto& [key, member] : members) {
    if (!std::exchange(first, false)) out += ' ';
    out.append(key).append(":");
    print(member, out);
  }
  out += ']';
}

void print_sequence(Node sequence, std::string& out) {
  out += '[';
  bool first = true;
  for (const Node item : sequence) {
    if (!std::exchange(first, false)) out += ' ';
    print(item, out);
  }
  out += ']';
}

void print(Node node, std::string& out) {
  if (node.is_mapping()) return print_mapping(node, out);
  if (node.is_sequence()) return print_sequence(node, out);
  const ScalarValue value = resolve(node);
  const bool number = value.type == ScalarType::kInteger || value.type == ScalarType::kFloat;
  if (value.type == ScalarType::kNull) {
    out += "<nil>";
  } else if (number && !is_int64(node)) {
    out += template_number(as_float(value));
  } else {
    out += json_text(node);
  }
}

void append_hex(std::string& out, char32_t value, int digits) {
  constexpr std::string_view kHex = "0123456789abcdef";
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) out += kHex[(value >> shift) & 0xF];
}

// One character as Go's %q writes it. Of what Go takes for unprintable only control characters and
// the byte order mark are escaped here.
void append_quoted(std::string& out, char32_t value) {
  constexpr std::string_view kNamed = "\a\b\f\n\r\t\v";
  constexpr std::string_view kNames = "abfnrtv";
  constexpr char32_t kByteOrderMark = 0xFEFF;
  const auto named = value < 0x80 ? kNamed.find(static_cast<char>(value)) : kNamed.npos;
  if (value == '"' || value == '\\') {
    out.append("\\").append(1, static_cast<char>(value));
  } else if (named != kNamed.npos) {
    out.append("\\").append(1, kNames[named]);
  } else if (value < 0x20 || value == 0x7F) {
    out += "\\x";
    append_hex(out, value, 2);
  } else if ((value > 0x7F && value < 0xA0) || value == kByteOrderMark) {
    out += "\\u";
    append_hex(out, value, 4);
  } else {
    append_utf8(out, value);
  }
}

}  // namespace

bool is_truthy(Node node) {
  if (!node) return false;
  if (node.is_mapping() || node.is_sequence()) return !node.empty();
  const ScalarValue value = resolve(node);
  switch (value.type) {
    case ScalarType::kBoolean:
      return value.boolean;
    case ScalarType::kInteger:
    case ScalarType::kFloat:
      return as_float(value) != 0;
    case ScalarType::kString:
      return !json_text(node).empty();
    case ScalarType::kNull:
    case ScalarType::kInvalid:
      break;
  }
  return false;
}

bool is_int64(Node node) {
  return node.has_own_text() && node.tag() == "tag:yaml.org,2002:int";
}

std::string helm_text(Node node) {
  std::string out;
  if (node) print(node, out);
  return out;
}

std::string helm_quoted(Node node) {
  if (!node) return {};
  const std::string text = helm_text(node);
  std::string out = "\"";
  for (std::string_view rest = text; !rest.empty();) {
    const CodePoint point = decode_code_point(rest);
    append_quoted(out, point.value);
    rest.remove_prefix(point.size);
  }
  return out += '"';
}

}  // namespace plimsoll
