#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

namespace plimsoll {

// Writes the whole text and flushes. Returns why it could not, empty on success; a reader that went
// away (`| head`) is no failure.
std::string write_stream(std::ostream& stream, std::string_view text);

// Replaces the file at `path` with `text`, at once: readers see the old file or the new one, never
// half of it. Follows a symlink, keeps the mode of an existing file, and writes straight to what is
// no regular file (/dev/null, a pipe). The folder must exist. Returns why it could not, empty on
// success; then the old file is as it was.
std::string write_file(const std::string& path, std::string_view text);

// Makes a file where there is nothing yet, whole or not at all. Returns why it could not, empty on
// success; a symlink that leads nowhere is something.
std::string create_file(const std::string& path, std::string_view text, bool executable = false);

// Adds `text` to the end of the file, which is made when it does not exist. Returns why it could
// not, empty on success.
std::string append_file(const std::string& path, std::string_view text);

}  // namespace plimsoll
