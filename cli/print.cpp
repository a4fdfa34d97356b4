// What every command says in the same way.

#include <ostream>

#include "cli/commands.h"
#include "cli/formats/escape.h"
#include "cli/output.h"
#include "engine/text/concat.h"

namespace plimsoll {

ExitCode print(std::string_view text, const Host& host) {
  const std::string error = write_stream(host.out, text);
  if (error.empty()) return ExitCode::kClean;
  return complain(concat("cannot write to standard output: ", error), host);
}

ExitCode complain(std::string_view text, const Host& host) {
  host.err << "plimsoll: " << text << '\n' << std::flush;
  return ExitCode::kUnusable;
}

ExitCode complain_unreadable(const Ledger& ledger, const Host& host) {
  ExitCode exit_code = ExitCode::kClean;
  for (const LedgerEntry& entry : ledger.entries) {
    if (entry.outcome != Outcome::kUnreadable) continue;
    std::string place = entry.path;
    if (entry.span) {
      const Position at = entry.source->position(entry.span->begin, ColumnUnit::kCodePoint);
      place += concat(":", at.line, ":", at.column);
    }
    exit_code = complain(concat(visible(place), ": ", presentable(entry.reason)), host);
  }
  return exit_code;
}

}  // namespace plimsoll
