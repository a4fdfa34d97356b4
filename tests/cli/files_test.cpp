#include "cli/files.h"

#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "engine/text/concat.h"
#include "tests/cli/memory_file_system.h"

namespace plimsoll {
namespace {

// A git that ignores what it was told to, by absolute path, with everything below.
class FakeGit final : public Git {
 public:
  std::set<std::string> ignores;
  std::string error;
  mutable std::map<std::string, int> calls;  // of ignored(), by root

  Root root(const std::string& folder) const override {
    return error.empty() ? Root{folder, ""} : Root{"", error};
  }
  Ignored ignored(const std::string& root, const std::vector<std::string>& paths) const override {
    ++calls[root];
    Ignored result;
    for (const std::string& path : paths) {
      for (const std::string& ignore : ignores) {
        if (is_within(join_path(root, path), ignore)) result.paths.insert(path);
      }
    }
    return result;
  }
};

// One line a path, in the order of the discovery: "deploy/web.yaml", "x.yaml: excluded, reason".
std::vector<std::string> told(const Discovery& discovery) {
  std::vector<std::string> lines;
  for (const Input& input : discovery.inputs) lines.push_back(input.reported_path);
  for (const LedgerEntry& entry : discovery.left_out) {
    const char* outcome = entry.outcome == Outcome::kExcluded ? "excluded" : "unreadable";
    lines.push_back(concat(entry.reported_path, ": ", outcome, ", ", entry.reason));
  }
  return lines;
}

using Lines = std::vector<std::string>;

struct Scene {
  MemoryFileSystem files;
  FakeGit git;
  FileRequest request;

  Discovery discover(std::vector<std::string> paths) {
    request.paths = std::move(paths);
    return plimsoll::discover(request, files, git);
  }
  Lines operator()(std::vector<std::string> paths) { return told(discover(std::move(paths))); }
};

}  // namespace

TEST_CASE("a folder gives its manifests, hidden ones too, but nothing of .git") {
  Scene scene;
  scene.files.add("/work/b.yml").add("/work/a/c.json").add("/work/.github/d.YAML");
  scene.files.add("/work/readme.md").add("/work/sub/.git/e.yaml");
  const Discovery discovery = scene.discover({"."});
  CHECK(told(discovery) == Lines{".github/d.YAML", "a/c.json", "b.yml"});
  CHECK(discovery.inputs[1].path == "a/c.json");
  CHECK(scene.discover({"./a/"}).inputs[0].path == "./a/c.json");
}

TEST_CASE("reported paths never collide, are never absolute and lie below one folder") {
  Scene scene;
  scene.files.add("/work/a/x.yaml").add("/work/b/x.yaml").add("/work/b/deep/y.yaml");
  scene.files.add("/repo/.git/config").add("/repo/k8s/x.yaml").add("/repo/sub/.git/config");
  scene.files.add("/repo/sub/z.yaml");
  const std::vector<std::pair<std::vector<std::string>, Lines>> cases = {
      {{"a"}, {"x.yaml"}},
      {{"/work/a"}, {"x.yaml"}},
      {{"a/x.yaml"}, {"x.yaml"}},
      {{"b", "a"}, {"a/x.yaml", "b/deep/y.yaml", "b/x.yaml"}},
      {{"b/deep", "b"}, {"deep/y.yaml", "x.yaml"}},
      {{"a", "/repo"}, {"repo/k8s/x.yaml", "repo/sub/z.yaml", "work/a/x.yaml"}},
      {{"/repo/k8s"}, {"k8s/x.yaml"}},
      {{"/repo/k8s/x.yaml"}, {"k8s/x.yaml"}},
      {{"/repo"}, {"k8s/x.yaml", "sub/z.yaml"}},
      {{"/repo/sub"}, {"z.yaml"}},
      {{"../repo/sub"}, {"z.yaml"}},
  };
  for (const auto& [paths, expected] : cases) {
    INFO(paths.front());
    CHECK(scene(paths) == expected);
  }
}

TEST_CASE("each file is read once, whatever its names") {
  Scene scene;
  scene.files.add("/work/a/x.yaml").add("/work/a/data.txt");
  scene.files.add_symlink("/work/a/link.yaml", "/work/a/x.yaml");
  scene.files.add_symlink("/work/a/other.yaml", "/work/a/data.txt");
  const Lines expected = {"data.txt", "x.yaml",
                          "link.yaml: excluded, symlink to x.yaml, read there"};
  CHECK(scene({"a"}) == expected);
  CHECK(scene({"a", "a/", "./a", "/work/a"}) == expected);
  CHECK(scene({"a/x.yaml", "a/../a/x.yaml", "a/link.yaml"}) == Lines{"x.yaml"});
}

TEST_CASE("symlinks neither leave the folder nor lead back") {
  Scene scene;
  scene.files.add("/etc/secret.yaml").add("/work/a/b/x.yaml").add_pipe("/work/a/pipe");
  scene.files.add_symlink("/work/a/out.yaml", "/etc/secret.yaml");
  scene.files.add_symlink("/work/a/out", "/etc").add_symlink("/work/a/b/loop", "/work/a");
  scene.files.add_symlink("/work/a/again", "/work/a/b")
      .add_symlink("/work/a/gone.yaml", "/nowhere");
  scene.files.add_symlink("/work/a/gone", "/nowhere")
      .add_symlink("/work/a/self.yaml", "/work/a/self.yaml");
  CHECK(scene({"a"}) == Lines{"b/x.yaml", "again: excluded, symlink to the folder b, read there",
                              "b/loop: excluded, symlink to a folder above it",
                              "gone.yaml: unreadable, is a symlink to nothing: no such file",
                              "out: excluded, symlink that leaves the folder being checked",
                              "out.yaml: excluded, symlink that leaves the folder being checked",
                              "pipe: excluded, is a pipe",
                              "self.yaml: unreadable, is a symlink to nothing: no such file"});
  CHECK(scene({"a/out.yaml"}) == Lines{"secret.yaml"});
  CHECK(scene({"a/out"}) == Lines{"secret.yaml"});
}

TEST_CASE("what cannot be read is told, whether it is missing, special or locked") {
  Scene scene;
  scene.files.add("/work/a/x.yaml").add_pipe("/work/pipe").add_folder("/work/empty");
  scene.files.lock("/work/a");
  CHECK(scene({"missing.yaml", "pipe", "empty", "a"}) ==
        Lines{"a: unreadable, cannot be listed: locked",
              "empty: excluded, holds no .yaml, .yml or .json file",
              "missing.yaml: unreadable, no such file", "pipe: unreadable, is a pipe"});
  CHECK(scene({"empty"}) == Lines{".: excluded, holds no .yaml, .yml or .json file"});
}

TEST_CASE("what only Helm can read is excluded by where it lies, even when named") {
  Scene scene;
  scene.files.add("/work/web/Chart.yaml").add("/work/web/values-prd.yaml").add("/work/web/x.yaml");
  scene.files.add("/work/web/templates/a/b.yaml")
      .add("/work/templates/c.yaml")
      .add("/work/values.yaml");
  CHECK(scene({"."}) ==
        Lines{"templates/c.yaml", "values.yaml", "web/Chart.yaml", "web/values-prd.yaml",
              "web/x.yaml", "web/templates/a/b.yaml: excluded, unrendered template of chart web"});
  CHECK(scene({"web/templates/a/b.yaml"}) ==
        Lines{"b.yaml: excluded, unrendered template of chart web"});
  CHECK(scene({"web/templates"}) == Lines{"a/b.yaml: excluded, unrendered template of chart web"});
}

TEST_CASE("git decides what is ignored, each repository for itself, once") {
  Scene scene;
  scene.files.add("/repo/.git/config").add("/repo/a.yaml").add("/repo/build/b.yaml");
  scene.files.add("/repo/build/out/c.yaml").add("/repo/sub/.git/config").add("/repo/sub/d.yaml");
  scene.files.add("/repo/sub/e.yaml").add("/repo/vendor/.git/config").add("/repo/vendor/f.yaml");
  scene.git.ignores = {"/repo/build", "/repo/sub/e.yaml", "/repo/vendor"};
  CHECK(scene({"/repo"}) == Lines{"a.yaml", "sub/d.yaml", "build/b.yaml: excluded, ignored by git",
                                  "build/out/c.yaml: excluded, ignored by git",
                                  "sub/e.yaml: excluded, ignored by git",
                                  "vendor/f.yaml: excluded, ignored by git"});
  for (const auto& [root, calls] : scene.git.calls) {
    INFO(root);
    CHECK(calls == 1);
  }
  CHECK(scene({"/repo/build"}) == Lines{"build/b.yaml", "build/out/c.yaml"});
  CHECK(scene({"/repo/build/out"}) == Lines{"build/out/c.yaml"});
  CHECK(scene({"/repo/build/b.yaml", "/repo"}) ==
        Lines{"a.yaml", "build/b.yaml", "sub/d.yaml", "build/out/c.yaml: excluded, ignored by git",
              "sub/e.yaml: excluded, ignored by git", "vendor/f.yaml: excluded, ignored by git"});
  CHECK(scene({"/repo/sub"}) == Lines{"d.yaml", "e.yaml: excluded, ignored by git"});
}

TEST_CASE("when git fails nothing is excluded and a warning says so") {
  Scene scene;
  scene.files.add("/repo/.git/config").add("/repo/k8s/a.yaml");
  scene.git.ignores = {"/repo/k8s"};
  scene.git.error = "git is not installed";
  const Discovery discovery = scene.discover({"/repo"});
  CHECK(told(discovery) == Lines{"k8s/a.yaml"});
  CHECK(discovery.warnings == Lines{"cannot tell what git ignores in ., so nothing is left out"});
  CHECK(discovery.reasons == Lines{"git is not installed"});
}

TEST_CASE("globs choose and leave out") {
  Scene scene;
  scene.files.add("/work/a.yaml").add("/work/b.yaml").add("/work/c.tmpl");
  scene.request.include = {"a*", "*.tmpl"};
  CHECK(scene({"."}) == Lines{"a.yaml", "c.tmpl", "b.yaml: excluded, matches no --include"});
  CHECK(scene({"b.yaml"}) == Lines{"b.yaml"});
  scene.request.include.clear();
  scene.request.exclude = {"b.*"};
  CHECK(scene({"."}) == Lines{"a.yaml", "b.yaml: excluded, --exclude 'b.*'"});
  CHECK(scene({"b.yaml"}) == Lines{"b.yaml: excluded, --exclude 'b.*'"});
}

TEST_CASE("standard input stands for the file whose name it has") {
  Scene scene;
  scene.files.add("/work/k8s/a.yaml").add("/repo/.git/config");
  const Discovery unnamed = scene.discover({"-", "-"});
  CHECK(told(unnamed) == Lines{"stdin"});
  CHECK(unnamed.inputs[0].is_stdin);
  scene.files.add("/work/stdin");
  CHECK(told(scene.discover({"-", "stdin"})) == Lines{"stdin", "stdin"});
  scene.request.stdin_filename = "k8s/a.yaml";
  CHECK(scene({"-"}) == Lines{"k8s/a.yaml"});
  const Discovery both = scene.discover({"k8s", "-"});
  CHECK(told(both) == Lines{"k8s/a.yaml"});
  CHECK(both.inputs[0].is_stdin);
  scene.request.stdin_filename = "/repo/x/b.yaml";
  CHECK(scene({"-"}) == Lines{"x/b.yaml"});
}

}  // namespace plimsoll
