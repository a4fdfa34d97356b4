#pragma once

#include <string>
#include <string_view>

#include "engine/text/utf8.h"

namespace plimsoll {

// Whether a character must not be printed as it is: controls (C0, DEL, C1), characters that reorder
// the text around them (bidi), and characters nobody can see (zero width, fillers, tags). A tab and
// a line end count too.
bool is_unsafe(char32_t value);

// Whether the text starts with `##[`, `##vso[` or their like, which the logs of CI services
// (GitHub, Azure, TeamCity) take for a command.
bool starts_log_command(std::string_view text);

// One character made visible: `␛` for ESC and its like, `\u{202e}` for other unsafe ones, `\xff`
// for a byte that is no UTF-8, itself for everything else. `text` starts with the character.
std::string visible(std::string_view text, const CodePoint& point);

// A text from an input made fit for a terminal, a log or a report: on one line, with nothing hidden
// in it.
std::string visible(std::string_view text);

// The same of a text that may quote an input (a message, a name), with every credential that shows
// by its shape replaced by `***`; and of a JSON Pointer, step by step.
std::string presentable(std::string_view text);
std::string presentable_pointer(std::string_view pointer);

}  // namespace plimsoll
