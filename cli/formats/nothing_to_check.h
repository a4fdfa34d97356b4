#pragma once

#include <string>

#include "cli/formats/problems.h"
#include "engine/lint/ledger.h"

namespace plimsoll {

// Why a run had nothing to check, and what to do about it, without a final full stop:
//
//   nothing to check: 3 files, none a manifest; did you mean --chart charts/web?
//   nothing to check: no file to read (2 paths left out: ignored by git)
//
// Quotes paths and reasons, so it has to be made fit to be printed.
std::string nothing_to_check(const Ledger& ledger, PathShown path);

}  // namespace plimsoll
