// A repository that is linted may be hostile. Its configuration of git runs nothing, whatever the
// command; whose it is does not matter; and no network is needed or linked.

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "cli/process.h"
#include "engine/text/concat.h"
#include "tests/cli/temporary_folder.h"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPath = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";
constexpr const char* kGood = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n";
constexpr const char* kWrong =
    "apiVersion: v1\nkind: Service\nkind: Service\nmetadata: {name: a}\n";

// What asks git, or could. A command that does is added here.
const std::vector<std::vector<std::string>> kVerbs = {
    {"lint"},
    {"lint", "k8s", "--format", "sarif"},
    {"lint", "k8s/a.yaml", "--no-config"},
    {"lint", "--list-files"},
    {"lint", "--chart", "chart"},
    {"values", "chart"},
    {"baseline", "write"},
    {"baseline", "prune"},
    {"baseline", "show"},
    {"lint", "--git", "HEAD"},
    {"lint", "--staged"},
    {"lint", "--new-since", "HEAD"},
    {"hook", "pre-commit"},
    {"hook", "pre-push", "origin"},
    {"hook", "uninstall"},
    {"config"},
    {"init", "--force"},
};

std::string find(const char* program) {
  return find_program(program, kPath);
}

std::vector<std::string> environment() {
  return {concat("PATH=", kPath), "HOME=/nonexistent", "GIT_CONFIG_NOSYSTEM=1",
          "GIT_CONFIG_GLOBAL=/dev/null"};
}

ProcessResult run_in(const std::string& folder, std::vector<std::string> arguments,
                     const std::string& input = "") {
  std::vector<std::string> all = {find("env"), "-C", folder};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return run_process({.arguments = all, .environment = environment(), .input = input});
}

void git(const std::string& folder, std::vector<std::string> arguments) {
  std::vector<std::string> all = {find("git"),   "-c", "init.defaultBranch=main", "-c",
                                  "user.name=a", "-c", "user.email=a@b"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  const ProcessResult result = run_in(folder, all);
  INFO(result.errors);
  REQUIRE(result.exit_code == 0);
}

ProcessResult plimsoll_in(const std::string& folder, std::vector<std::string> arguments,
                          const std::string& input = "") {
  arguments.insert(arguments.begin(), PLIMSOLL_PROGRAM);
  return run_in(folder, std::move(arguments), input);
}

// A repository with a commit, something staged, something changed, a chart and a baseline.
void make_repository(const TemporaryFolder& folder) {
  git(folder.path(), {"init", "-q"});
  folder.write(".gitignore", "ignored/\n");
  folder.write("ignored/a.yaml", kWrong);
  folder.write("k8s/a.yaml", kGood);
  folder.write("chart/Chart.yaml", "apiVersion: v2\nname: chart\nversion: 1.0.0\n");
  folder.write("chart/values.yaml", "replicaCount: 1\n");
  folder.write(".plimsoll-baseline.json", "{\"version\": 1, \"findings\": []}\n");
  git(folder.path(), {"add", "."});
  git(folder.path(), {"commit", "-q", "-m", "one"});
  folder.write("k8s/b.yaml", kGood);
  git(folder.path(), {"add", "."});
  folder.write("k8s/a.yaml", concat(kGood, "# changed\n"));
}

// Everything of a repository that can name a program, naming one.
void make_hostile(const TemporaryFolder& folder, const std::string& evil) {
  for (const char* key : {"core.fsmonitor",
                          "core.pager",
                          "core.sshCommand",
                          "core.askPass",
                          "core.editor",
                          "core.gitProxy",
                          "core.alternateRefsCommand",
                          "diff.external",
                          "diff.x.textconv",
                          "diff.x.command",
                          "merge.x.driver",
                          "filter.x.clean",
                          "filter.x.smudge",
                          "filter.x.process",
                          "gpg.program",
                          "gpg.ssh.program",
                          "gpg.x509.program",
                          "credential.helper",
                          "sequence.editor",
                          "interactive.diffFilter",
                          "uploadpack.packObjectsHook",
                          "uploadarchive.x",
                          "pack.x",
                          "trailer.x.command",
                          "trailer.x.cmd",
                          "help.browser",
                          "web.browser",
                          "browser.x.cmd",
                          "sendemail.tocmd",
                          "submodule.x.update",
                          "remote.origin.uploadpack",
                          "remote.origin.vcs",
                          "protocol.ext.allow",
                          "pager.rev-parse",
                          "pager.check-ignore",
                          "pager.ls-tree",
                          "pager.cat-file",
                          "pager.diff",
                          "pager.log"}) {
    const bool is_update = std::string_view(key) == "submodule.x.update";
    git(folder.path(), {"config", key, is_update ? concat("!", evil) : evil});
  }
  for (const char* alias : {"rev-parse", "check-ignore", "ls-tree", "ls-files", "cat-file",
                            "rev-list", "diff", "diff-tree", "diff-index", "config"}) {
    git(folder.path(), {"config", concat("alias.", alias), concat("!", evil)});
  }
  git(folder.path(), {"config", "extensions.partialClone", "origin"});
  git(folder.path(), {"config", "remote.origin.url", concat("ext::", evil)});
  git(folder.path(), {"config", "remote.origin.promisor", "true"});
  git(folder.path(), {"config", "diff.ignoreSubmodules", "none"});
  const std::string more = folder.write(".git/more", concat("[core]\n\tpager = ", evil, "\n"));
  git(folder.path(), {"config", "include.path", more});
  folder.write(".gitattributes", "* diff=x filter=x merge=x\n");
  folder.write(".git/info/attributes", "* diff=x filter=x merge=x\n");
  folder.write(".gitmodules", concat("[submodule \"x\"]\n\tpath = sub\n\turl = ext::", evil,
                                     "\n\tupdate = !", evil, "\n"));
  for (const char* hook : {"post-index-change", "fsmonitor-watchman", "reference-transaction",
                           "post-checkout", "pre-push", "pre-commit", "query-watchman"}) {
    for (const char* place : {".git/hooks/", "hooks/"}) {
      fs::create_directories(folder.path(place));
      fs::remove(folder.path(place) + hook);
      fs::create_symlink(evil, folder.path(place) + hook);
    }
  }
  git(folder.path(), {"config", "core.hooksPath", folder.path("hooks")});
  for (const char* name : {"git", "sh", "ssh", "less"}) {
    fs::create_symlink(evil, folder.path(name));
  }
}

}  // namespace

TEST_CASE("nothing that a repository configures is run by any command") {
  if (find("git").empty()) return;
  const TemporaryFolder folder;
  const TemporaryFolder outside;
  make_repository(folder);
  const std::string canary = outside.path("ran");
  const std::string evil =
      outside.write("evil", concat("#!/bin/sh\necho \"$0 $*\" >>'", canary, "'\ncat\n"));
  fs::permissions(evil, fs::perms::owner_all);
  const std::string head =
      run_in(folder.path(), {find("git"), "rev-parse", "HEAD"}).output.substr(0, 40);
  make_hostile(folder, evil);
  // The trap works: git itself, asked without care, runs what is configured.
  run_in(folder.path(), {find("git"), "status"});
  REQUIRE(fs::exists(canary));
  // What git tells a hook; the other commands do not listen.
  const std::string pushed =
      concat("refs/heads/main ", head, " refs/heads/main ", std::string(head.size(), '0'), "\n");
  for (const std::vector<std::string>& verb : kVerbs) {
    fs::remove(canary);
    const ProcessResult result = plimsoll_in(folder.path(), verb, pushed);
    CAPTURE(verb, result.output, result.errors, outside.read("ran"));
    CHECK_FALSE(fs::exists(canary));
    CHECK(result.exit_code >= 0);
    CHECK(result.exit_code <= 1);
  }
}

TEST_CASE("whose the repository is does not matter, and its ignores hold") {
  if (find("git").empty() || ::geteuid() != 0) return;
  const TemporaryFolder folder;
  make_repository(folder);
  for (const auto& entry : fs::recursive_directory_iterator(folder.path())) {
    REQUIRE(::lchown(entry.path().c_str(), 4242, 4242) == 0);
  }
  REQUIRE(::chown(folder.path().c_str(), 4242, 4242) == 0);
  const ProcessResult result = plimsoll_in(folder.path(), {"lint", "--list-files"});
  CAPTURE(result.output, result.errors);
  CHECK(result.exit_code == 0);
  CHECK(result.output.find("excluded    ignored/a.yaml: ignored by git") != std::string::npos);
  CHECK(result.output.find("checked     k8s/a.yaml") != std::string::npos);
  CHECK(result.errors.find("ownership") == std::string::npos);
}

TEST_CASE("nothing goes over a network") {
  const TemporaryFolder folder;
  folder.write("a.yaml", kWrong);
  // A kubeconfig that leads nowhere, and a namespace without any interface.
  const std::string config = folder.write("kubeconfig",
                                          "clusters: [{cluster: {server: "
                                          "https://192.0.2.1:6443}}]\n");
  std::vector<std::string> arguments = {find("env"),
                                        concat("KUBECONFIG=", config),
                                        "https_proxy=http://192.0.2.1:1",
                                        PLIMSOLL_PROGRAM,
                                        "lint",
                                        folder.path("a.yaml")};
  const std::string unshare = find("unshare");
  const bool may = !unshare.empty() && run_in("/", {unshare, "-rn", find("true")}).exit_code == 0;
  if (may) arguments.insert(arguments.begin(), {unshare, "-rn"});
  const ProcessResult result = run_in("/", arguments);
  CHECK(result.exit_code == 1);
  CHECK(result.output.find("[duplicate-key]") != std::string::npos);
}

TEST_CASE("no function that reaches a network is linked") {
  const std::string nm = find("nm");
  if (nm.empty()) return;
  const ProcessResult result = run_in("/", {nm, "-D", "--undefined-only", PLIMSOLL_PROGRAM});
  // A static program has no dynamic symbols, and the sanitizers bring those of every function.
  if (result.exit_code != 0 || result.output.find("__asan_") != std::string::npos) return;
  REQUIRE(result.output.find(" read") != std::string::npos);
  for (const char* name :
       {"socket", "connect", "bind", "listen", "accept", "accept4", "sendto", "getaddrinfo",
        "gethostbyname", "res_init", "dlopen", "system", "popen", "execvp", "posix_spawnp"}) {
    CAPTURE(name);
    CHECK(result.output.find(concat(" ", name, "@")) == std::string::npos);
    CHECK(result.output.find(concat(" ", name, "\n")) == std::string::npos);
  }
}

}  // namespace plimsoll
