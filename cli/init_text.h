#pragma once

#include <string>

#include "cli/survey.h"

namespace plimsoll {

// A configuration for what was found: valid as it stands. What is not in force is commented out so
// that `#key:` (no space) is a setting and `# Words` are words, in blocks that an empty line ends;
// the settings of any one block are valid in force, too.
std::string init_text(const Survey& survey);

}  // namespace plimsoll
