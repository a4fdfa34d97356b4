#pragma once

#include <map>
#include <string>
#include <string_view>

namespace plimsoll {

enum class ColorChoice { kAuto, kAlways, kNever };

using Variables = std::map<std::string, std::string, std::less<>>;

// Whether a stream gets colours. The first that applies decides: the choice on the command line;
// NO_COLOR (not empty: off); CLICOLOR_FORCE or FORCE_COLOR (neither empty nor 0: on); a terminal
// that is not TERM=dumb and not CLICOLOR=0. Source: no-color.org, bixense.com/clicolors.
bool wants_color(ColorChoice choice, const Variables& variables, bool is_terminal);

// Cells of a line: COLUMNS when it is a number above 0, else `measured` (0: unknown), else 100; at
// least 20.
unsigned line_width(const Variables& variables, unsigned measured);

// Text in the style of a heading, plain when `color` is false.
std::string heading(std::string_view text, bool color);

// `text` as paragraphs of at most `width` columns, each line indented by `indent` spaces and ended
// by a line feed. Words are never cut.
std::string wrap(std::string_view text, unsigned width, unsigned indent);

}  // namespace plimsoll
