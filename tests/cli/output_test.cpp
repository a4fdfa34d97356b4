#include "cli/output.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <sstream>

#include "tests/cli/temporary_folder.h"

namespace plimsoll {

namespace fs = std::filesystem;

TEST_CASE("a file is replaced as a whole, and nothing else is left behind") {
  const TemporaryFolder folder;
  const std::string path = folder.write("out.json", "old");
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  CHECK(write_file(path, "new").empty());
  CHECK(folder.read("out.json") == "new");
  CHECK(fs::status(path).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  CHECK(write_file(folder.path("fresh"), "").empty());
  CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 2);
}

TEST_CASE("a symlink stays and what it leads to is written") {
  const TemporaryFolder folder;
  folder.write("real/out", "old");
  fs::create_symlink("real/out", folder.path("link"));
  CHECK(write_file(folder.path("link"), "new").empty());
  CHECK(fs::is_symlink(folder.path("link")));
  CHECK(folder.read("real/out") == "new");
}

TEST_CASE("what is no file is written to and never replaced") {
  CHECK(write_file("/dev/null", "text").empty());
  CHECK(fs::is_character_file("/dev/null"));
  if (fs::exists("/dev/full")) CHECK_FALSE(write_file("/dev/full", "text").empty());
}

TEST_CASE("what cannot be written is said") {
  const TemporaryFolder folder;
  CHECK(write_file(folder.path(), "x") == "is a folder");
  CHECK_FALSE(write_file(folder.path("missing/out"), "x").empty());
  CHECK_FALSE(write_file(folder.write("file", "") + "/out", "x").empty());
}

TEST_CASE("a stream that broke is told from one that was written") {
  std::ostringstream stream;
  CHECK(write_stream(stream, "text").empty());
  CHECK(stream.str() == "text");
  stream.setstate(std::ios::badbit);
  CHECK_FALSE(write_stream(stream, "text").empty());
}

}  // namespace plimsoll
