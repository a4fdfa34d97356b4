// What every command says in the same way.

#include <ostream>

#include "cli/commands.h"
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

}  // namespace plimsoll
