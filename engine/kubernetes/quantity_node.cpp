// Quantities as they stand in a manifest, and what is wrong with the text that is none.
//
// A plain scalar is a number before it is a quantity, so it goes through YAML first: `memory: 010`
// is 8 bytes and `memory: "010"` is 10. A text that Kubernetes refuses nearly always has a unit
// from elsewhere ("512mb", "1K", "2gi"); the problem names it and the suffix that was meant.

#include <algorithm>

#include "engine/kubernetes/quantity.h"
#include "engine/text/concat.h"
#include "engine/yaml/scalar.h"

namespace plimsoll {
namespace {

// Other white space is escaped by the time the API server trims, and so is not trimmed.
std::string_view trim_spaces(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

// The suffix that a unit spelt otherwise stands for: "KiB" for Ki, "gb" for G. Empty when it is not
// clear.
std::string meant_suffix(std::string_view unit) {
  std::string name;
  for (const char c : unit) name += static_cast<char>(c | 0x20);  // lower-case, for letters
  if (name.size() > 1 && name.ends_with('b')) name.pop_back();
  const bool is_binary = name.size() == 2 && name[1] == 'i';
  if (name.size() != 1 && !is_binary) return {};
  if (std::string_view("kmgtpe").find(name[0]) == std::string_view::npos) return {};
  if (is_binary || name[0] != 'k') name[0] = static_cast<char>(name[0] & ~0x20);
  return name;
}

std::string suffix_problem(std::string_view unit) {
  std::string problem = concat("suffix \"", unit, "\" is unknown");
  const std::string meant = meant_suffix(unit);
  if (meant.empty() || meant == unit) return problem;
  return problem.append(concat(", did you mean \"", meant, "\""));
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// REQUIRES: text is no quantity.
std::string text_problem(std::string_view text, QuantityFault fault) {
  if (text.empty()) return "it is empty";
  if (fault == QuantityFault::kNumeric) return "it has no digits";
  const std::size_t number_end = std::min(text.find_first_not_of("+-.0123456789"), text.size());
  const std::string_view unit = text.substr(number_end);
  constexpr std::size_t kLongestUnit = 12;
  const bool is_unit = !unit.empty() && unit.size() <= kLongestUnit &&
                       std::all_of(unit.begin(), unit.end(), is_letter);
  if (is_unit && number_end > 0 && Quantity::parse(text.substr(0, number_end))) {
    return suffix_problem(unit);
  }
  if (text.find_first_of(" \t\r\n") != text.npos) return "it contains white space";
  return "it is no number with an optional suffix";
}

}  // namespace

std::optional<Quantity> as_quantity(Node node) {
  if (!node.exists()) return std::nullopt;
  if (!node) return Quantity();
  if (!node.is_scalar()) return std::nullopt;
  switch (resolve(node).type) {
    case ScalarType::kNull:
      return Quantity();
    case ScalarType::kString:
      if (const auto text = as_string(node)) return Quantity::parse(trim_spaces(*text));
      return Quantity::parse(trim_spaces(json_text(node)));  // !!binary
    case ScalarType::kInteger:
    case ScalarType::kFloat:
      return Quantity::parse(json_text(node));
    case ScalarType::kBoolean:
    case ScalarType::kInvalid:
      break;
  }
  return std::nullopt;
}

std::optional<std::string> quantity_problem(Node node) {
  if (!node || as_quantity(node)) return std::nullopt;
  const auto written = as_string(node);
  if (!written) return concat("it is ", type_name(node));
  const std::string_view text = trim_spaces(*written);
  QuantityFault fault = QuantityFault::kFormat;
  if (Quantity::parse(text, &fault)) return std::nullopt;
  return text_problem(text, fault);
}

}  // namespace plimsoll
