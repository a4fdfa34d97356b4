// The formats there are. A new one is a file that defines its Format, and its name here.

#include "cli/formats/format.h"

#include <algorithm>
#include <array>

namespace plimsoll {

extern const Format text_format, one_line_format, json_format, sarif_format, github_format,
    gitlab_format, junit_format, markdown_format;

namespace {

constexpr std::array kFormats = {&text_format,   &one_line_format, &json_format,  &sarif_format,
                                 &github_format, &gitlab_format,   &junit_format, &markdown_format};

}  // namespace

std::span<const Format* const> formats() {
  return kFormats;
}

const Format* find_format(std::string_view name) {
  const auto found = std::ranges::find(kFormats, name, &Format::name);
  return found == kFormats.end() ? nullptr : *found;
}

}  // namespace plimsoll
