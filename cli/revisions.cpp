// What people and hooks call commits by.

#include "cli/revisions.h"

#include <algorithm>

#include "cli/suggest.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

std::string peel(const GitRepository& repository, std::string_view text) {
  GitAnswer answer = repository.ask(
      {"rev-parse", "--verify", "--quiet", "--end-of-options", concat(text, "^{commit}")});
  if (answer.exit_code != 0 || !answer.output.ends_with('\n')) return {};
  answer.output.pop_back();
  return std::move(answer.output);
}

}  // namespace

Revision find_revision(const GitRepository& repository, std::string_view text) {
  std::string commit;
  if (!text.starts_with('-')) commit = peel(repository, text);
  if (!commit.empty()) return {.commit = std::move(commit), .error = {}};
  if (peel(repository, "HEAD").empty()) return {{}, "the repository has no commit yet"};
  const GitAnswer refs = repository.ask({"for-each-ref", "--format=%(refname:short)"});
  const std::vector<std::string> names = lines_of(refs.output);
  std::string error =
      unknown("revision", text, std::vector<std::string_view>(names.begin(), names.end()));
  if (repository.ask({"rev-parse", "--is-shallow-repository"}).output == "true\n") {
    error +=
        "; this clone is shallow, so older commits have to be fetched first (git fetch "
        "--unshallow, or fetch-depth: 0)";
  }
  return {{}, std::move(error)};
}

std::string commit_of(const GitRepository& repository, const std::string& object) {
  return peel(repository, object);
}

std::vector<std::string> changed_paths(const GitEntries& a, const GitEntries& b) {
  std::vector<std::string> paths;
  auto in_a = a.begin();
  auto in_b = b.begin();
  while (in_a != a.end() || in_b != b.end()) {
    if (in_b == b.end() || (in_a != a.end() && in_a->first < in_b->first)) {
      paths.push_back(in_a++->first);
    } else if (in_a == a.end() || in_b->first < in_a->first) {
      paths.push_back(in_b++->first);
    } else {
      if (in_a->second != in_b->second) paths.push_back(in_a->first);
      ++in_a;
      ++in_b;
    }
  }
  return paths;
}

}  // namespace plimsoll
