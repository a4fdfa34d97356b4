// Expressions in the skeletons of a mapping: a path into the values, and perhaps a default.
//
//   ${port}                        the path `port`
//   ${probe.path:-/health}         the path `probe.path`, and `/health` for when it is empty
//   http://${name}:${port}         text around two of them
//
// There is no more to it: no functions, no nesting, no escape for `${`.

#include "engine/values/expression.h"

#include <algorithm>

namespace plimsoll {
namespace {

constexpr std::string_view kOpen = "${";

Expression read_inside(std::string_view inside) {
  const std::size_t colon = inside.find(":-");
  if (colon == std::string_view::npos) return {.path = inside};
  return {.path = inside.substr(0, colon), .fallback = inside.substr(colon + 2)};
}

}  // namespace

TemplateText split_template(std::string_view text) {
  TemplateText out;
  while (!text.empty()) {
    const std::size_t start = std::min(text.find(kOpen), text.size());
    if (start > 0) out.parts.push_back({.text = text.substr(0, start)});
    text.remove_prefix(start);
    if (text.empty()) break;
    const std::size_t end = text.find('}');
    if (end == std::string_view::npos) {
      out.unclosed = true;
      break;
    }
    out.parts.push_back(
        {.text = {}, .expression = read_inside(text.substr(kOpen.size(), end - kOpen.size()))});
    text.remove_prefix(end + 1);
  }
  return out;
}

std::optional<Expression> whole_expression(std::string_view text) {
  if (!text.starts_with(kOpen)) return std::nullopt;
  const TemplateText split = split_template(text);
  if (split.unclosed || split.parts.size() != 1) return std::nullopt;
  return split.parts.front().expression;
}

}  // namespace plimsoll
