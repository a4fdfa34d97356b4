// What is known about terminals: whether they show colours, and how wide their lines are.

#include "cli/terminal.h"

#include <algorithm>
#include <charconv>

#include "engine/text/concat.h"
#include "engine/text/utf8.h"

namespace plimsoll {
namespace {

constexpr unsigned kUsualWidth = 100;
constexpr unsigned kLeastWidth = 20;

std::string_view value_of(const Variables& variables, std::string_view name) {
  const auto found = variables.find(name);
  return found == variables.end() ? std::string_view{} : std::string_view(found->second);
}

bool is_on(std::string_view value) {
  return !value.empty() && value != "0";
}

}  // namespace

bool wants_color(ColorChoice choice, const Variables& variables, bool is_terminal) {
  if (choice != ColorChoice::kAuto) return choice == ColorChoice::kAlways;
  if (!value_of(variables, "NO_COLOR").empty()) return false;
  if (is_on(value_of(variables, "CLICOLOR_FORCE"))) return true;
  if (is_on(value_of(variables, "FORCE_COLOR"))) return true;
  return is_terminal && value_of(variables, "TERM") != "dumb" &&
         value_of(variables, "CLICOLOR") != "0";
}

unsigned line_width(const Variables& variables, unsigned measured) {
  const std::string_view columns = value_of(variables, "COLUMNS");
  unsigned width = 0;
  const auto read = std::from_chars(columns.data(), columns.data() + columns.size(), width);
  if (read.ec != std::errc{} || read.ptr != columns.data() + columns.size()) width = 0;
  if (width == 0) width = measured;
  return width == 0 ? kUsualWidth : std::max(width, kLeastWidth);
}

std::string heading(std::string_view text, bool color) {
  return color ? concat("\x1b[1m", text, "\x1b[0m") : std::string(text);
}

std::string wrap(std::string_view text, unsigned width, unsigned indent) {
  std::string out;
  std::size_t column = 0;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, space);
    text.remove_prefix(std::min(space + 1, text.size()));
    if (word.empty()) continue;
    const std::size_t size = column_width(word, ColumnUnit::kCodePoint);
    if (column != 0 && column + 1 + size > width) {
      out += '\n';
      column = 0;
    }
    out.append(column == 0 ? indent : 1, ' ').append(word);
    column += (column == 0 ? indent : 1) + size;
  }
  return out.empty() ? out : out + '\n';
}

}  // namespace plimsoll
