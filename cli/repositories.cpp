// Finds repositories by looking for `.git` on the way up, as git does, so that git is started only
// where there is one, and once for each.
//
// Repositories may lie in one another. Git answers for its own files only (of a submodule's files
// it says that they are none of its business), so each file is put to the innermost repository, and
// the root of that repository to the one around it.

#include "cli/repositories.h"

#include <algorithm>

namespace plimsoll {

const std::string& Repositories::root_of(const std::string& folder) {
  const auto known = roots_.find(folder);
  if (known != roots_.end()) return known->second;
  std::string root;
  if (files_.status(join_path(folder, ".git")).type != FileType::kMissing) {
    root = confirm(folder);
  } else if (folder != "/") {
    root = root_of(parent_folder(folder));
  }
  return roots_[folder] = std::move(root);
}

std::string Repositories::confirm(const std::string& folder) {
  Git::Root root = git_.root(folder);
  if (root.error.empty() && is_within(folder, root.folder)) return std::move(root.folder);
  // A repository can claim a work tree anywhere; one that does not hold it is not believed.
  distrust(folder, root.error.empty() ? "its work tree lies elsewhere" : root.error);
  return folder;
}

void Repositories::distrust(const std::string& root, const std::string& why) {
  failed_.insert(root);
  silences_.push_back({root, why});
}

// `path` and the roots of the repositories that hold it, up to but without the one that holds `top`
// from above.
std::vector<std::string> Repositories::chain(const std::string& path, const std::string& top) {
  std::vector<std::string> links = {path};
  while (true) {
    const std::string root = root_of(parent_folder(links.back()));
    if (root.empty() || root == links.back() || root == top || !is_within(root, top)) return links;
    links.push_back(root);
  }
}

void Repositories::ask(const std::string& path, const std::string& top) {
  for (const std::string& link : chain(path, top)) {
    const std::string& root = root_of(parent_folder(link));
    if (root.empty() || root == link || failed_.contains(root)) continue;
    questions_[root].push_back(link);
  }
}

void Repositories::answer() {
  for (auto& [root, paths] : questions_) {
    std::ranges::sort(paths);
    paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
    std::vector<std::string> below;
    for (const std::string& path : paths) below.push_back(relative_to(path, root));
    const Git::Ignored ignored = git_.ignored(root, below);
    if (!ignored.error.empty()) distrust(root, ignored.error);
    for (const std::string& path : ignored.paths) ignored_.insert(join_path(root, path));
  }
  questions_.clear();
}

bool Repositories::is_ignored(const std::string& path, const std::string& top) {
  return std::ranges::any_of(chain(path, top),
                             [&](const std::string& link) { return ignored_.contains(link); });
}

}  // namespace plimsoll
