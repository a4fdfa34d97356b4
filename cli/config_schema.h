#pragma once

#include <string>

namespace plimsoll {

// The JSON Schema (draft 7, which editors know best) of .plimsoll.yaml, made from the table of its
// keys (engine/config/config_keys.h). It accepts what that table accepts: what only the whole file
// or the file system can tell (whether a chart is there, whether a rule exists) is not in it.
std::string config_schema();

}  // namespace plimsoll
