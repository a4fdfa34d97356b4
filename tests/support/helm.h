#pragma once

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

#include "tests/support/shell.h"

namespace plimsoll::test {

// The real helm, where `./dev test` puts it. Without one the test says that it was skipped, which
// fails in CI.
inline std::optional<std::string> find_helm() {
  const std::filesystem::path helm =
      std::filesystem::path(PLIMSOLL_SOURCE_DIR) / "build/tools/helm/helm";
  const std::string quoted = "'" + helm.string() + "'";
  if (std::filesystem::exists(helm) && run_shell(quoted + " version", ".").exit_code == 0) {
    return quoted;
  }
  WARN("SKIPPED: there is no helm that runs here; ./dev test installs it");
  CHECK(std::getenv("CI") == nullptr);
  return std::nullopt;
}

}  // namespace plimsoll::test
