// Reads the objects of a repository through `git cat-file --batch`, which stays and is asked for
// one object after the other:
//
//   ours   78981922613b2afb6025042ff6bd878ac1994e85
//   git's  78981922613b2afb6025042ff6bd878ac1994e85 blob 2
//          a
//
// It dies of objects that are damaged, and of a partial clone's missing ones, which it may not
// fetch. The object then counts as unreadable, and a new git answers for the next.

#include "cli/git_repository.h"

#include <charconv>
#include <optional>
#include <string_view>

#include "cli/file_system.h"
#include "engine/text/concat.h"
#include "engine/yaml/limits.h"

namespace plimsoll {
namespace {

// An answer's first line: an object name of 40 or 64 digits, a type and a size.
constexpr std::size_t kLongestHeader = 256;
constexpr std::string_view kUnreadable =
    "git cannot read its object, which is damaged or not in this clone";

// The size of the blob that a header announces.
std::optional<std::size_t> blob_size(std::string_view header, std::string_view object) {
  const std::string start = concat(object, " blob ");
  if (!header.starts_with(start)) return std::nullopt;
  header.remove_prefix(start.size());
  std::size_t size = 0;
  const auto read = std::from_chars(header.data(), header.data() + header.size(), size);
  if (read.ec != std::errc{} || read.ptr != header.data() + header.size()) return std::nullopt;
  return size;
}

}  // namespace

GitRepository::GitRepository(GitCommand git, std::string folder, std::string root)
    : git_(std::move(git)), folder_(std::move(folder)), root_(std::move(root)) {}

GitAnswer GitRepository::ask(std::vector<std::string> question, std::string input) const {
  return git_.ask(folder_, std::move(question), std::move(input));
}

ReadResult GitRepository::read_blob(const std::string& object) const {
  const std::lock_guard lock(mutex_);
  const bool had_spoken = blobs_ != nullptr;
  ReadResult result = request_blob(object);
  if (!blobs_ && had_spoken) result = request_blob(object);  // it was gone, or goes of this one
  return result;
}

// Leaves `blobs_` null when git fell silent.
ReadResult GitRepository::request_blob(const std::string& object) const {
  if (!blobs_) {
    blobs_ = std::make_unique<Conversation>(git_.request(folder_, {"cat-file", "--batch"}));
  }
  std::string header;
  if (!blobs_->say(object + "\n") || !blobs_->hear_line(header, kLongestHeader)) {
    blobs_.reset();
    return {.bytes = {}, .error = std::string(kUnreadable)};
  }
  if (header.ends_with(" missing")) {
    return {.bytes = {}, .error = "its content is not in this clone of the repository"};
  }
  const std::optional<std::size_t> size = blob_size(header, object);
  ReadResult result;
  std::string end;
  if (!size || !blobs_->hear(*size, *size > kMaxInputBytes ? 0 : *size, result.bytes) ||
      !blobs_->hear(1, 1, end)) {
    blobs_.reset();
    return {.bytes = {}, .error = std::string(kUnreadable)};
  }
  if (*size > kMaxInputBytes) result.error = too_large();
  return result;
}

}  // namespace plimsoll
