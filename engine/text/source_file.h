#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/span.h"

namespace plimsoll {

// The unit a column is counted in. SARIF and most editors count UTF-16 code units, people and
// terminals code points, compilers bytes; Korean text is different in all three.
enum class ColumnUnit { kByte, kUtf16, kCodePoint };

// A place as people write it: both numbers start at 1.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend constexpr auto operator<=>(const Position&, const Position&) = default;
};

// The bytes of one input and the lines they form. Immutable, and safe to read from any thread.
//
// Lines end at LF, CRLF or a lone CR, as they do for YAML. A byte order mark at the very start
// belongs to the file but to no column: the first character after it is at 1:1.
class SourceFile {
 public:
  // `path` is what the user typed, and what the text report shows. `reported_path` is relative to
  // the repository (or to the argument), with forward slashes, and is what machines are told.
  SourceFile(std::string path, std::string reported_path, std::string bytes);
  SourceFile(const SourceFile&) = delete;
  SourceFile& operator=(const SourceFile&) = delete;

  const std::string& path() const { return path_; }
  const std::string& reported_path() const { return reported_path_; }
  std::string_view bytes() const { return bytes_; }
  std::string_view text(Span span) const {
    return std::string_view(bytes_).substr(span.begin, span.size());
  }

  // Bytes of a leading UTF-8 byte order mark: 3 or 0.
  std::uint32_t bom_size() const;

  // The number of lines, at least 1; a line terminator at the end of the file starts no new line.
  std::uint32_t line_count() const;

  // The bytes of the line, 1-based, without its terminator and without a byte order mark.
  Span line(std::uint32_t number) const;

  // The place of the byte at `offset`, which may equal the size of the file. Invalid UTF-8 counts
  // one column a byte.
  Position position(std::uint32_t offset, ColumnUnit unit) const;

 private:
  const std::vector<std::uint32_t>& line_starts() const;

  std::string path_;
  std::string reported_path_;
  std::string bytes_;
  mutable std::once_flag lines_once_;
  mutable std::vector<std::uint32_t> line_starts_;
};

}  // namespace plimsoll
