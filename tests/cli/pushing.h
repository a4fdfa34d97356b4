#pragma once

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/cli/scratch_repository.h"

namespace plimsoll {

inline bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// A repository with a remote of its own and the hook in place.
class Pushing {
 public:
  explicit Pushing(const std::string& format = "sha1")
      : repository({concat("--object-format=", format)}) {
    repository.git({"init", "-q", "--bare", concat("--object-format=", format),
                    repository.outside("remote.git")});
    repository.git({"remote", "add", "origin", repository.outside("remote.git")});
    repository.write(".git/hooks/pre-push",
                     concat("#!/bin/sh\nexec ", PLIMSOLL_PROGRAM, " hook pre-push \"$@\"\n"));
    repository.write(".git/hooks/pre-commit",
                     concat("#!/bin/sh\nexec ", PLIMSOLL_PROGRAM, " hook pre-commit\n"));
    for (const char* hook : {"pre-push", "pre-commit"}) {
      std::filesystem::permissions(repository.path(concat(".git/hooks/", hook)),
                                   std::filesystem::perms::owner_all);
    }
  }

  // Pushes; whether the hook let it through is what git's exit code says.
  ProcessResult push(std::vector<std::string> words = {"origin", "main"}) const {
    words.insert(words.begin(), "push");
    return repository.try_git(std::move(words));
  }
  bool passes(std::vector<std::string> words = {"origin", "main"}) const {
    last_ = push(std::move(words));
    INFO(last_.errors);
    // Nothing but the hook may refuse.
    if (last_.exit_code != 0) CHECK(has(last_.errors, "plimsoll: "));
    return last_.exit_code == 0;
  }
  const std::string& said() const { return last_.errors; }

  ScratchRepository repository;

 private:
  mutable ProcessResult last_;
};

// The same, whose remote has an old mistake already.
struct Legacy : Pushing {
  explicit Legacy(const std::string& format = "sha1") : Pushing(format) {
    repository.write("a/old.yaml", deployment("old", false));
    repository.write("a/web.yaml", deployment("web"));
    repository.commit();
    repository.git({"push", "-q", "--no-verify", "origin", "main"});
  }
};

}  // namespace plimsoll
