#pragma once

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "cli/process.h"
#include "engine/text/concat.h"
#include "tests/cli/temporary_folder.h"

namespace plimsoll {

inline constexpr const char* kTestPath = "/usr/local/bin:/usr/bin:/bin";

// A repository of the real git, and the built program run in it.
class ScratchRepository {
 public:
  using Words = std::vector<std::string>;

  explicit ScratchRepository(const Words& how = {}) {
    std::filesystem::create_directory(path());
    Words words = {"init", "-q"};
    words.insert(words.end(), how.begin(), how.end());
    git(std::move(words));
  }

  std::string path(const std::string& below = "") const {
    return folder_.path(below.empty() ? "repo" : "repo/" + below);
  }
  // Beside the repository.
  std::string outside(const std::string& name) const { return folder_.path(name); }
  void write(const std::string& below, const std::string& content) const {
    folder_.write("repo/" + below, content);
  }
  void remove(const std::string& below) const { std::filesystem::remove_all(path(below)); }

  // Runs git, which must succeed; returns what it says, without the last line end.
  std::string git(Words words, const std::string& input = "") const {
    ProcessResult result = try_git(std::move(words), input);
    INFO(result.errors);
    REQUIRE(result.exit_code == 0);
    if (result.output.ends_with('\n')) result.output.pop_back();
    return result.output;
  }
  ProcessResult try_git(Words words, const std::string& input = "") const {
    Words all = {find_program("git", kTestPath), "-c", "init.defaultBranch=main", "-c",
                 "protocol.file.allow=always"};
    all.insert(all.end(), words.begin(), words.end());
    return run_in("", std::move(all), input);
  }
  // Everything that is there now, as a commit; returns its name.
  std::string commit(const std::string& message = "change") const {
    git({"add", "-A"});
    git({"commit", "-q", "--allow-empty", "--no-verify", "-m", message});
    return git({"rev-parse", "HEAD"});
  }
  std::string commit(const std::string& below, const std::string& content) const {
    write(below, content);
    return commit(concat("write ", below));
  }

  // Runs the program under test.
  ProcessResult plimsoll(Words words, const std::string& input = "",
                         const std::string& below = "") const {
    words.insert(words.begin(), PLIMSOLL_PROGRAM);
    return run_in(below, std::move(words), input);
  }

  // Variables of the environment, NAME=value, from here on.
  void set(const std::string& variable) { environment_.push_back(variable); }

  ProcessResult run_in(const std::string& below, Words words, const std::string& input = "") const {
    Words all = {"/bin/sh", "-c", "cd \"$1\" && shift && exec \"$@\"", "sh",
                 below.starts_with('/') ? below : path(below)};
    all.insert(all.end(), words.begin(), words.end());
    return run_process({.arguments = std::move(all),
                        .environment = environment_,
                        .input = input,
                        .timeout = std::chrono::seconds(120)});
  }

 private:
  TemporaryFolder folder_;
  Words environment_ = {concat("PATH=", kTestPath), "HOME=/nonexistent",
                        "GIT_CONFIG_NOSYSTEM=1",    "GIT_CONFIG_GLOBAL=/dev/null",
                        "GIT_AUTHOR_NAME=a",        "GIT_AUTHOR_EMAIL=a@b",
                        "GIT_COMMITTER_NAME=a",     "GIT_COMMITTER_EMAIL=a@b"};
};

inline bool has_git() {
  return !find_program("git", kTestPath).empty();
}

// A Deployment that is right, or whose limit is below its request.
inline std::string deployment(const std::string& name, bool is_right = true) {
  return concat("apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ", name,
                "\nspec:\n  selector: {matchLabels: {app: ", name,
                "}}\n  template:\n    metadata:\n      labels: {app: ", name,
                "}\n    spec:\n      containers:\n        - name: main\n          image: "
                "registry.example.com/app:1.0.0\n          resources:\n            requests: "
                "{memory: 1Gi}\n            limits: {memory: ",
                is_right ? "2Gi" : "512Mi", "}\n");
}

// A ConfigMap that holds a password.
inline std::string config_map(const std::string& name, const std::string& password) {
  return concat("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ", name,
                "\ndata:\n  REDIS_PASSWORD: ", password, "\n");
}

}  // namespace plimsoll
