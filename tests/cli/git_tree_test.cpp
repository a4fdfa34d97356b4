#include "cli/git_tree.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/cli/pushing.h"

namespace plimsoll {
namespace {

std::string lines(const ProcessResult& result) {
  return result.output + result.errors;
}

const std::vector<std::string> kOneLine = {"lint", "--format", "one-line"};

std::vector<std::string> one_line(std::vector<std::string> more) {
  more.insert(more.begin(), kOneLine.begin(), kOneLine.end());
  return more;
}

// A repository that holds one of everything.
void fill(const ScratchRepository& repository) {
  repository.write("deploy/web.yaml", deployment("web", false));
  repository.write("deploy/\xED\x95\x9C \xEA\xB8\x80.yaml", deployment("korean", false));
  repository.write("deploy/sub/api.yaml", deployment("api"));
  repository.write("chart/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n");
  repository.write("chart/values.yaml", "resources:\n  requests: {cpu: 2}\n  limits: {cpu: 1}\n");
  repository.write("chart/templates/x.yaml", "a: {{ .Values.x }}\n");
  std::filesystem::create_symlink("web.yaml", repository.path("deploy/link.yaml"));
  std::filesystem::create_symlink("sub", repository.path("deploy/folder"));
  std::filesystem::create_symlink(repository.outside("secret.yaml"),
                                  repository.path("deploy/out.yaml"));
  std::ofstream(repository.outside("secret.yaml")) << deployment("outside", false);
}

}  // namespace

TEST_CASE("a commit is read as its checked out files are, in every format") {
  if (!has_git()) return;
  for (const char* format : {"sha1", "sha256"}) {
    const ScratchRepository repository({concat("--object-format=", format)});
    fill(repository);
    repository.commit();
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"--format", "json"}, {"--list-files"}, {"--format", "sarif"}}) {
      for (const char* below : {"", "deploy", "deploy/sub"}) {
        std::vector<std::string> plain = {"lint"};
        plain.insert(plain.end(), words.begin(), words.end());
        std::vector<std::string> from_git = plain;
        from_git.insert(from_git.end(), {"--git", "HEAD"});
        INFO(below << " " << words.back());
        const ProcessResult disk = repository.plimsoll(plain, "", below);
        const ProcessResult commit = repository.plimsoll(from_git, "", below);
        CHECK(commit.output == disk.output);
        CHECK(commit.exit_code == disk.exit_code);
      }
    }
  }
}

TEST_CASE("what is not in the commit does not matter, and what is gone since does") {
  if (!has_git()) return;
  const ScratchRepository repository;
  repository.commit("a.yaml", deployment("a", false));
  repository.commit("a.yaml", deployment("a"));
  repository.write("b.yaml", deployment("b", false));
  repository.write("a.yaml", "not: [yaml");
  CHECK(repository.plimsoll(one_line({"--git", "HEAD"})).exit_code == 0);
  CHECK(repository.plimsoll(one_line({"--git", "HEAD", "b.yaml"})).exit_code == 2);
  repository.remove("a.yaml");
  const ProcessResult older = repository.plimsoll(one_line({"--git", "HEAD~1", "a.yaml"}));
  CHECK(older.exit_code == 1);
  CHECK(has(older.output, "a.yaml:16:30"));
}

TEST_CASE("the configuration and the values files of a commit are its own") {
  if (!has_git()) return;
  const ScratchRepository repository;
  repository.write(".plimsoll.yaml", "ignore: [limit-below-request]\n");
  repository.commit("a.yaml", deployment("a", false));
  repository.remove(".plimsoll.yaml");
  CHECK(repository.plimsoll({"lint", "--git", "HEAD"}).exit_code == 0);
  CHECK(repository.plimsoll({"lint"}).exit_code == 1);
  CHECK(repository.plimsoll({"lint", "--git", "HEAD", "--no-config"}).exit_code == 1);
  // What the command line names is the user's.
  repository.write("other.yaml.txt", "fail-on: error\n");
  CHECK(repository.plimsoll({"lint", "--git", "HEAD", "--config", "other.yaml.txt"}).exit_code ==
        1);
}

TEST_CASE("a revision that is none is a usage error that helps") {
  if (!has_git()) return;
  const ScratchRepository repository;
  CHECK(has(repository.plimsoll({"lint", "--git", "HEAD"}).errors, "no commit yet"));
  repository.commit("a.yaml", deployment("a"));
  repository.git({"tag", "v1.0"});
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"v1.1", "--git: unknown revision 'v1.1'; did you mean 'v1.0'?"},
      {"mian", "did you mean 'main'?"},
      {"-x", "unknown revision '-x'"},
      {"--all", "unknown revision '--all'"},
      {"HEAD:a.yaml", "unknown revision"},
      {"HEAD main", "unknown revision"},
      {"HEAD~7", "unknown revision"},
      {"\x1b[31m", "unknown revision '\xE2\x90\x9B[31m'"},
      {"", "--git"},
  };
  for (const auto& [text, message] : cases) {
    const ProcessResult result = repository.plimsoll({"lint", concat("--git=", text)});
    INFO(result.errors);
    CHECK(result.exit_code == 2);
    CHECK(has(result.errors, message));
  }
  for (const char* good : {"HEAD", "main", "v1.0", "HEAD^{commit}", "main@{0}", "HEAD~0", "@"}) {
    INFO(good);
    CHECK(repository.plimsoll({"lint", "--git", good}).exit_code == 0);
  }
  CHECK(repository.plimsoll({"lint", "--git", "HEAD", "--staged"}).exit_code == 2);
  CHECK(repository.plimsoll({"lint", "--git", "HEAD", "-"}).exit_code == 2);
  CHECK(repository.plimsoll({"lint", "--git", "HEAD", ".", "/usr"}).exit_code == 2);
}

TEST_CASE("a shallow clone says that there is more to fetch") {
  if (!has_git()) return;
  const ScratchRepository repository;
  repository.commit("a.yaml", deployment("a"));
  repository.commit("a.yaml", deployment("a", false));
  repository.git(
      {"clone", "-q", "--depth=1", "file://" + repository.path(), repository.outside("shallow")});
  const std::string shallow = repository.outside("shallow");
  const auto lint = [&](const std::string& revision) {
    return repository.plimsoll({"lint", "--git", revision}, "", shallow);
  };
  CHECK(lint("HEAD").exit_code == 1);
  CHECK(has(lint("HEAD~1").errors, "shallow"));
}

TEST_CASE("submodules, LFS pointers, missing objects and symlinks say what they are") {
  if (!has_git()) return;
  const ScratchRepository repository;
  const std::string commit = repository.commit("a.yaml", deployment("a"));
  repository.git({"update-index", "--add", "--cacheinfo", concat("160000,", commit, ",sub")});
  repository.git({"commit", "-q", "-m", "submodule"});
  const ProcessResult list = repository.plimsoll({"lint", "--git", "HEAD", "--list-files"});
  CHECK(has(list.output, "excluded    sub: is a submodule"));

  const std::string pointer =
      "version https://git-lfs.github.com/spec/v1\noid "
      "sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n";
  repository.write("big.yaml", pointer);
  repository.git({"add", "big.yaml"});
  repository.git({"commit", "-q", "-m", "pointer"});
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"lint"}, {"lint", "--git", "HEAD"}}) {
    const ProcessResult result = repository.plimsoll(words);
    CHECK(result.exit_code == 2);
    CHECK(has(result.output, "big.yaml: error: is a Git LFS pointer"));
  }
  repository.git({"rm", "-q", "-f", "big.yaml"});

  std::filesystem::create_symlink("loop.yaml", repository.path("loop.yaml"));
  std::filesystem::create_symlink("../../../../etc/hostname", repository.path("up.yaml"));
  std::filesystem::create_symlink("gone.yaml", repository.path("gone-link.yaml"));
  repository.git({"add", "loop.yaml", "up.yaml", "gone-link.yaml"});
  repository.git({"commit", "-q", "-m", "links"});
  const ProcessResult links = repository.plimsoll({"lint", "--git", "HEAD", "--list-files"});
  CHECK(links.exit_code == 2);
  CHECK(has(links.output, "excluded    up.yaml: symlink that leaves the folder"));
  CHECK(has(links.output, "unreadable  loop.yaml: is a symlink to nothing"));
  CHECK(has(links.output, "unreadable  gone-link.yaml: is a symlink to nothing"));
}

TEST_CASE("an object that is missing or damaged costs nothing but its file") {
  if (!has_git()) return;
  const ScratchRepository repository;
  for (const char* name : {"a", "b", "c"}) {
    repository.write(concat(name, ".yaml"), deployment(name, name[0] != 'c'));
  }
  repository.commit();
  const std::string object = repository.git({"rev-parse", "HEAD:b.yaml"});
  const std::string file =
      repository.path(concat(".git/objects/", object.substr(0, 2), "/", object.substr(2)));
  for (const bool is_missing : {false, true}) {
    std::filesystem::remove(file);
    if (!is_missing) std::ofstream(file) << "damaged";
    const ProcessResult result = repository.plimsoll(one_line({"--git", "HEAD"}));
    INFO(lines(result));
    CHECK(result.exit_code == 2);
    CHECK(has(result.output, "b.yaml: error: its content is not in this clone"));
    CHECK(has(result.output, "c.yaml:16:30: error"));
  }
}

TEST_CASE("replacing objects and grafts are not looked at") {
  if (!has_git()) return;
  const ScratchRepository repository;
  const std::string bad = repository.commit("a.yaml", deployment("a", false));
  const std::string good = repository.commit("a.yaml", deployment("a"));
  repository.git({"replace", bad, good});
  CHECK(repository.plimsoll({"lint", "--git", bad}).exit_code == 1);
}

TEST_CASE("names that no file can have are refused") {
  if (!has_git()) return;
  const ScratchRepository repository;
  const std::string blob = repository.git({"hash-object", "-w", "--stdin"}, "a: 1\n");
  for (const std::string name : {"..", ".", ".git"}) {
    const std::string tree =
        repository.git({"mktree"}, concat("100644 blob ", blob, "\t", name, "\n"));
    const std::string outer = repository.git({"mktree"}, concat("040000 tree ", tree, "\tx\n"));
    const std::string commit = repository.git({"commit-tree", "-m", "x", outer});
    const ProcessResult result = repository.plimsoll({"lint", "--git", commit});
    CHECK(result.exit_code == 2);
    CHECK(has(result.errors, concat("holds the path x/", name)));
  }
}

TEST_CASE("a bare repository and a linked work tree are read alike") {
  if (!has_git()) return;
  ScratchRepository repository;
  repository.commit("k8s/a.yaml", deployment("a", false));
  repository.git({"clone", "-q", "--bare", repository.path(), repository.outside("bare.git")});
  repository.git({"worktree", "add", "-q", "--detach", repository.outside("linked")});
  for (const char* where : {"bare.git", "linked", "repo"}) {
    const ProcessResult result =
        repository.plimsoll(one_line({"--git", "HEAD"}), "", repository.outside(where));
    INFO(where << lines(result));
    CHECK(result.exit_code == 1);
    CHECK(has(result.output, "k8s/a.yaml:16:30"));
  }
}

TEST_CASE("a hostile configuration runs nothing while commits are read") {
  if (!has_git()) return;
  const ScratchRepository repository;
  repository.write(".gitattributes", "*.yaml diff=evil filter=evil merge=evil\n");
  repository.commit("a.yaml", deployment("a"));
  const std::string evil = repository.outside("evil");
  std::ofstream(evil) << "#!/bin/sh\ntouch '" << repository.outside("ran") << "'\ncat\n";
  std::filesystem::permissions(evil, std::filesystem::perms::all);
  for (const char* key : {"core.fsmonitor",
                          "core.pager",
                          "core.sshCommand",
                          "core.askPass",
                          "core.editor",
                          "core.gitProxy",
                          "core.alternateRefsCommand",
                          "diff.external",
                          "diff.evil.textconv",
                          "diff.evil.command",
                          "filter.evil.clean",
                          "filter.evil.smudge",
                          "filter.evil.process",
                          "merge.evil.driver",
                          "credential.helper",
                          "gpg.program",
                          "uploadpack.packObjectsHook",
                          "pager.rev-list",
                          "pager.ls-tree",
                          "alias.ls-tree",
                          "alias.cat-file",
                          "alias.rev-list",
                          "remote.origin.uploadpack",
                          "sequence.editor"}) {
    repository.git({"config", key, evil});
  }
  for (const auto& [key, value] : std::vector<std::pair<const char*, std::string>>{
           {"remote.origin.url", concat("ext::", evil)},
           {"remote.origin.promisor", "true"},
           {"extensions.partialClone", "origin"},
           {"log.showSignature", "true"}}) {
    repository.git({"config", key, value});
  }
  repository.write("a.yaml", deployment("a", false));
  const std::string object = repository.git({"hash-object", "--no-filters", "a.yaml"});
  repository.git({"update-index", "--cacheinfo", concat("100644,", object, ",a.yaml")});
  std::filesystem::remove(repository.outside("ran"));
  const std::string head = repository.git({"rev-parse", "HEAD"});
  const std::string zeros(40, '0');
  CHECK(repository.plimsoll({"lint", "--git", "HEAD"}).exit_code == 0);
  CHECK(repository.plimsoll({"lint", "--staged"}).exit_code == 2);  // the object is not there
  CHECK(repository.plimsoll({"lint", "--new-since", "HEAD"}).exit_code == 1);
  CHECK(repository.plimsoll({"hook", "pre-commit"}).exit_code == 2);
  CHECK(repository
            .plimsoll({"hook", "pre-push", "origin", "x"},
                      concat("refs/heads/main ", head, " refs/heads/main ", zeros, "\n"))
            .exit_code == 0);
  CHECK_FALSE(std::filesystem::exists(repository.outside("ran")));
}

}  // namespace plimsoll
