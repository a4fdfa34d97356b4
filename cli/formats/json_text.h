#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace plimsoll {

// A JSON document as text: two spaces of indentation, members in the order they were added, a line
// end at the end. Bytes that are no UTF-8 become U+FFFD. Unsafe characters (escape.h) are written
// as \u escapes, which changes nothing for a program and spares a terminal.
std::string json_document(const nlohmann::ordered_json& value);

// The same on one line, without the line end.
std::string json_line(const nlohmann::ordered_json& value);

}  // namespace plimsoll
