#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/yaml/node.h"

namespace plimsoll {

// `${path}` or `${path:-default}` in the text of a skeleton.
struct Expression {
  std::string_view path;
  std::optional<std::string_view> fallback = {};
};

// A text cut into what is written and what is to be filled in, in order.
struct TemplatePart {
  std::string_view text;  // of a part that is no expression
  std::optional<Expression> expression = {};
};

struct TemplateText {
  std::vector<TemplatePart> parts;
  bool unclosed = false;  // a `${` has no `}`; what follows it is left out
};

TemplateText split_template(std::string_view text);

// The text as one expression, if it is nothing else.
std::optional<Expression> whole_expression(std::string_view text);

}  // namespace plimsoll
