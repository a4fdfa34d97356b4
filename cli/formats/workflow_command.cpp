// Workflow commands. Only what would end a value is escaped: a percent sign, a line end and, in a
// property, the colon and the comma. `100%, a:b` is `100%25%2C a%3Ab` as a property and `100%25,
// a:b` as a message.

#include "cli/formats/workflow_command.h"

#include "engine/text/concat.h"

namespace plimsoll {
namespace {

std::string escaped(std::string_view text, std::string_view special) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (special.find(c) == std::string_view::npos) {
      out.push_back(c);
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out.push_back('%');
    out.push_back(kDigits[byte >> 4]);
    out.push_back(kDigits[byte & 0xF]);
  }
  return out;
}

}  // namespace

std::string workflow_command(std::string_view command,
                             std::span<const std::pair<std::string_view, std::string>> properties,
                             std::string_view message) {
  std::string list;
  for (const auto& [name, value] : properties) {
    if (value.empty()) continue;
    list += concat(list.empty() ? " " : ",", name, "=", escaped(value, "%\r\n:,"));
  }
  return concat("::", command, list, "::", escaped(message, "%\r\n"), "\n");
}

}  // namespace plimsoll
