#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/yaml/parse.h"

namespace plimsoll {

// A source line fit to be shown: every credential in it replaced by `***`, whatever its length.
struct RedactedLine {
  std::string text;
  // Which bytes of the file became which bytes of `text`. Empty when nothing was hidden.
  struct Replacement {
    Span source;
    Span text;  // offsets in `text`, always 3 long
  };
  std::vector<Replacement> replacements;
};

// Decides what of one file may be shown, whatever rules are selected. Anything that prints a line
// of an input asks here first: frames of findings, of syntax errors, of every format.
//
// Judged are all scalars with their keys, Secret `data` and `stringData`, comments, and the lines
// that no document holds. A line that cannot be judged is not shown at all.
class Redactor {
 public:
  explicit Redactor(const YamlFile& file);
  ~Redactor();
  Redactor(Redactor&&) noexcept;

  // The line, 1-based, without its terminator; nullopt when it must not be shown.
  std::optional<RedactedLine> line(std::uint32_t number) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace plimsoll
