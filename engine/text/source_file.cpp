// Bytes and lines.
//
// A file is kept as the bytes it has, and every position is an offset into them until somebody has
// to be told about it. Only then are line and column worked out, and only here: the line from an
// index that is built at the first question (most files are never asked), the column by walking
// that one line in the unit the asker counts in. For `이름: 웹` the offset of `웹` is 8; its column
// is 9 in bytes and 5 in UTF-16 units and code points.

#include "engine/text/source_file.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "engine/text/utf8.h"

namespace plimsoll {

SourceFile::SourceFile(std::string path, std::string reported_path, std::string bytes)
    : path_(std::move(path)), reported_path_(std::move(reported_path)), bytes_(std::move(bytes)) {}

std::uint32_t SourceFile::bom_size() const {
  return bytes_.starts_with(kUtf8ByteOrderMark) ? 3 : 0;
}

const std::vector<std::uint32_t>& SourceFile::line_starts() const {
  std::call_once(lines_once_, [this] {
    line_starts_.push_back(bom_size());
    const std::string_view bytes = bytes_;
    for (std::size_t at = bytes.find_first_of("\r\n"); at != std::string_view::npos;
         at = bytes.find_first_of("\r\n", at)) {
      at += bytes.substr(at, 2) == "\r\n" ? 2u : 1u;
      if (at < bytes.size()) line_starts_.push_back(static_cast<std::uint32_t>(at));
    }
  });
  return line_starts_;
}

std::uint32_t SourceFile::line_count() const {
  return static_cast<std::uint32_t>(line_starts().size());
}

Span SourceFile::line(std::uint32_t number) const {
  const auto& starts = line_starts();
  assert(number >= 1 && number <= starts.size());
  const std::uint32_t begin = starts[number - 1];
  std::uint32_t end =
      number < starts.size() ? starts[number] : static_cast<std::uint32_t>(bytes_.size());
  if (end > begin && bytes_[end - 1] == '\n') --end;
  if (end > begin && bytes_[end - 1] == '\r') --end;
  return {begin, end};
}

Position SourceFile::position(std::uint32_t offset, ColumnUnit unit) const {
  assert(offset <= bytes_.size());
  const auto& starts = line_starts();
  const auto next = std::upper_bound(starts.begin() + 1, starts.end(), offset);
  const auto line = static_cast<std::uint32_t>(next - starts.begin());
  const std::uint32_t start = starts[line - 1];
  if (offset <= start) return {line, 1};
  const std::string_view before = std::string_view(bytes_).substr(start, offset - start);
  return {line, static_cast<std::uint32_t>(column_width(before, unit)) + 1};
}

}  // namespace plimsoll
