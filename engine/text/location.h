#pragma once

#include "engine/text/source_file.h"
#include "engine/text/span.h"

namespace plimsoll {

// A marked place in a file.
struct Location {
  const SourceFile* source = nullptr;
  Span span;
};

}  // namespace plimsoll
