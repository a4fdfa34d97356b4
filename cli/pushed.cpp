// What a push brings to the remote.
//
//   A---B         origin/main: B on A
//   A---x---M     pushed: x on A, and M merges x and B
//
// The remote has all that its tracking refs reach. The commits x and M are new to it; the newest of
// what they build on is B, and what B has, the push does not introduce. (A is older than B and was
// merged with it: what B mended and the push breaks again is the push's doing.) After a force push
// the remote's old commit counts too, and with several refs any of them.
//
// Facts: githooks(5), git-rev-list(1), git-diff-tree(1).

#include "cli/pushed.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "cli/revisions.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

// Each costs a run. More are met when many branches were merged before they were pushed; what only
// the others know is then called new.
constexpr std::size_t kMostBases = 8;
constexpr std::size_t kMostCandidates = 256;

struct RefLine {
  std::string local_object;
  std::string remote_ref;
  std::string remote_object;
};

bool is_object_name(std::string_view text) {
  return text.size() >= 40 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_null(std::string_view object) {
  return object.find_first_not_of('0') == std::string_view::npos;
}

// Takes the last word off a text.
std::string take_last(std::string_view& text) {
  const std::size_t space = text.rfind(' ');
  const std::size_t begin = space == std::string_view::npos ? 0 : space + 1;
  std::string word(text.substr(begin));
  text = text.substr(0, space == std::string_view::npos ? 0 : space);
  return word;
}

// From the end, since the first word is as the user typed it: `main@{1 hour ago}`.
std::optional<RefLine> read_line(std::string_view line) {
  RefLine read;
  read.remote_object = take_last(line);
  read.remote_ref = take_last(line);
  read.local_object = take_last(line);
  const bool sound = !line.empty() && !read.remote_ref.empty() &&
                     is_object_name(read.local_object) && is_object_name(read.remote_object);
  return sound ? std::optional(std::move(read)) : std::nullopt;
}

template <typename Each>
void each_line(std::string_view text, char end, Each each) {
  while (!text.empty()) {
    const std::size_t at = std::min(text.find(end), text.size());
    each(text.substr(0, at));
    text.remove_prefix(std::min(at + 1, text.size()));
  }
}

void add_once(std::vector<std::string>& list, std::string item) {
  if (std::ranges::find(list, item) == list.end()) list.push_back(std::move(item));
}

class PushReader {
 public:
  explicit PushReader(const GitRepository& repository) : repository_(repository) {}

  Push read(std::string_view remote, std::string_view url, std::string_view input) {
    std::vector<RefLine> lines;
    each_line(input, '\n', [&](std::string_view text) {
      std::optional<RefLine> line = read_line(text);
      if (line) return lines.push_back(std::move(*line));
      push_.error = "standard input is not what git tells a pre-push hook";
    });
    // A bare URL is given as the name, too.
    published_.push_back(remote.empty() || remote == url ? "--remotes"
                                                         : concat("--remotes=", remote));
    for (const RefLine& line : lines) {
      if (is_null(line.remote_object)) continue;
      const std::string commit = commit_of(repository_, line.remote_object);
      if (!commit.empty()) add_once(published_, commit);
    }
    for (const RefLine& line : lines) {
      if (push_.error.empty() && !is_null(line.local_object)) add(line);
    }
    return std::move(push_);
  }

 private:
  void add(const RefLine& line) {
    PushedTip tip{.commit = commit_of(repository_, line.local_object),
                  .ref = line.remote_ref,
                  .bases = {},
                  .published = published_};
    const auto same = std::ranges::find(push_.tips, tip.commit, &PushedTip::commit);
    if (tip.commit.empty()) return;
    const std::string before =
        is_null(line.remote_object) ? "" : commit_of(repository_, line.remote_object);
    if (same != push_.tips.end()) {
      if (!before.empty()) add_once(same->bases, before);
      return;
    }
    bool is_new = false;
    std::vector<std::string> boundary = find_boundary(tip, is_new);
    if (!is_new) return;
    if (!before.empty()) tip.bases.push_back(before);
    for (std::string& one : newest_of(std::move(boundary))) add_once(tip.bases, std::move(one));
    if (tip.bases.size() > kMostBases) tip.bases.resize(kMostBases);
    push_.tips.push_back(std::move(tip));
  }

  // The commits of the remote that new ones build on; and whether there are new ones.
  std::vector<std::string> find_boundary(const PushedTip& tip, bool& is_new) {
    std::vector<std::string> question = {"rev-list", "--boundary", tip.commit, "--not"};
    question.insert(question.end(), tip.published.begin(), tip.published.end());
    const GitAnswer answer = repository_.ask(std::move(question));
    if (answer.exit_code != 0) {
      push_.error = answer.error.empty() ? "git cannot list what is pushed" : answer.error;
    }
    std::vector<std::string> boundary;
    each_line(answer.output, '\n', [&](std::string_view commit) {
      if (!commit.starts_with('-')) {
        is_new = true;
      } else if (boundary.size() < kMostCandidates) {
        boundary.emplace_back(commit.substr(1));
      }
    });
    return boundary;
  }

  // Without those that others of them build on.
  std::vector<std::string> newest_of(std::vector<std::string> commits) {
    if (commits.size() < 2) return commits;
    std::vector<std::string> question = {"merge-base", "--independent"};
    question.insert(question.end(), commits.begin(), commits.end());
    const GitAnswer answer = repository_.ask(std::move(question));
    if (answer.exit_code != 0) return commits;
    commits.clear();
    each_line(answer.output, '\n', [&](std::string_view one) { commits.emplace_back(one); });
    return commits;
  }

  const GitRepository& repository_;
  std::vector<std::string> published_;
  Push push_;
};

// The mode and the object that a file came to have, of ":MODE MODE OBJECT OBJECT LETTER". A merge
// of n has n colons, n + 1 modes and n + 1 objects; what it makes of the file comes last of each.
std::pair<std::string, std::string> outcome_of(std::string_view part) {
  const std::size_t parents = std::min(part.find_first_not_of(':'), part.size());
  std::vector<std::string> words;
  each_line(part.substr(parents), ' ', [&](std::string_view word) { words.emplace_back(word); });
  if (words.size() != 2 * parents + 3) return {};
  return {words[parents], words[2 * parents + 1]};
}

// Reads `git diff-tree -r -z -c --stdin`: a commit, then for each file the above and its path, all
// ended by NUL.
std::vector<PushedBlob> read_blobs(std::string_view text) {
  std::vector<PushedBlob> blobs;
  std::string commit, mode, object;
  bool expects_path = false;
  each_line(text, '\0', [&](std::string_view part) {
    if (expects_path) {
      expects_path = false;
      const bool is_file = mode.starts_with("100");
      if (is_file) blobs.push_back({commit, std::string(part), object});
    } else if (part.starts_with(':')) {
      expects_path = true;
      std::tie(mode, object) = outcome_of(part);
    } else {
      commit = part;
    }
  });
  return blobs;
}

}  // namespace

Push read_push(const GitRepository& repository, std::string_view remote, std::string_view url,
               std::string_view input) {
  return PushReader(repository).read(remote, url, input);
}

std::vector<PushedBlob> pushed_blobs(const GitRepository& repository, const PushedTip& tip,
                                     std::string& error) {
  std::vector<std::string> question = {"rev-list", "--reverse", "--topo-order", tip.commit,
                                       "--not"};
  question.insert(question.end(), tip.published.begin(), tip.published.end());
  GitAnswer commits = repository.ask(std::move(question));
  error = commits.error;
  // The tip alone adds nothing that is not in it.
  if (std::ranges::count(commits.output, '\n') < 2) return {};
  const GitAnswer files =
      repository.ask({"diff-tree", "--stdin", "-r", "-z", "-c", "--root", "--raw", "--no-renames",
                      "--no-abbrev", "--no-ext-diff", "--no-textconv"},
                     std::move(commits.output));
  if (error.empty()) error = files.error;
  return read_blobs(files.output);
}

}  // namespace plimsoll
