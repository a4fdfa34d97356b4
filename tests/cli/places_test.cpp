// From wherever a run is started and however its paths are written, machines are told the same, and
// nothing of where the repository lies.

#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/process.h"
#include "engine/text/concat.h"
#include "tests/cli/run_on.h"
#include "tests/cli/temporary_folder.h"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr const char* kPath = "/usr/local/bin:/usr/bin:/bin";
constexpr const char* kWrong =
    "apiVersion: v1\nkind: Service\nkind: Service\nmetadata: {name: a, labels: {a: 1}}\n";

std::vector<std::string> formats_for_machines() {
  std::vector<std::string> names = format_names();
  std::erase_if(names, [](const std::string& name) {
    return name == "text" || name == "one-line" || name == "github";  // these show paths as typed
  });
  return names;
}

ProcessResult run_from(const std::string& folder, std::vector<std::string> arguments) {
  std::vector<std::string> all = {find_program("env", kPath), "-C", folder, PLIMSOLL_PROGRAM};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return run_process({.arguments = all,
                      .environment = {concat("PATH=", kPath), "GIT_CONFIG_GLOBAL=/dev/null"},
                      .input = ""});
}

// A repository with a configuration, a chart, and files that cannot be read or are left out.
void make_repository(const TemporaryFolder& folder) {
  const std::string git = find_program("git", kPath);
  run_process({.arguments = {git, "init", "-q", folder.path("repo")},
               .environment = {concat("PATH=", kPath)},
               .input = ""});
  folder.write("repo/.plimsoll.yaml", "exclude: [left/]\ncharts: [{path: chart}]\n");
  folder.write("repo/k8s/deep/a.yaml", kWrong);
  folder.write("repo/k8s/b.yaml", kWrong);
  folder.write("repo/k8s/broken.yaml", "a: [\n");
  folder.write("repo/left/c.yaml", kWrong);
  folder.write("repo/chart/Chart.yaml", "apiVersion: v2\nname: chart\nversion: 1.0.0\n");
  folder.write("repo/chart/values.yaml", "resources: {limits: {memory: 1GB}}\n");
  folder.write("outside/values.yaml", "resources: {limits: {cpu: 1GB}}\n");
  fs::create_symlink(folder.path("repo"), folder.path("elsewhere"));
  fs::create_symlink(folder.path("nowhere"), folder.path("repo/k8s/gone.yaml"));
}

void check_path(const std::string& path) {
  CAPTURE(path);
  CHECK_FALSE(path.starts_with("/"));
  CHECK(path.find("..") == std::string::npos);
}

// Every path and URI in a JSON text.
void check_paths(const Json& json) {
  for (const auto& [key, value] : json.items()) {
    const bool is_place = (key == "path" || key == "uri") && value.is_string();
    // A subject's path is a JSON pointer below an object.
    if (is_place && !json.contains("kind")) check_path(value.get<std::string>());
    if (value.is_structured()) check_paths(value);
  }
}

}  // namespace

TEST_CASE("a run says the same from the root, a subfolder, a symlink and by absolute paths") {
  if (find_program("git", kPath).empty()) return;
  const TemporaryFolder folder;
  make_repository(folder);
  const std::string root = folder.path("repo");
  for (const std::string& format : formats_for_machines()) {
    const std::string expected = run_from(root, {"lint", ".", "--format", format}).output;
    REQUIRE_FALSE(expected.empty());
    const std::pair<std::string, std::vector<std::string>> ways[] = {
        {root, {"lint"}},
        {root, {"lint", "./", "k8s/deep"}},
        {root, {"lint", root}},
        {concat(root, "/k8s/deep"), {"lint", "../.."}},
        {concat(root, "/chart"), {"lint", root}},
        {folder.path("elsewhere"), {"lint"}},
        {concat(root, "/k8s"), {"lint", folder.path("elsewhere")}},
        {folder.path("elsewhere/k8s"), {"lint", "../."}},
    };
    for (auto [from, arguments] : ways) {
      arguments.insert(arguments.end(), {"--format", format});
      CAPTURE(from, arguments);
      CHECK(run_from(from, arguments).output == expected);
    }
  }
}

TEST_CASE("no report for machines names a place outside of the repository") {
  if (find_program("git", kPath).empty()) return;
  const TemporaryFolder folder;
  make_repository(folder);
  const std::string root = folder.path("repo");
  const std::string outside = folder.path("outside/values.yaml");
  const std::pair<std::string, std::vector<std::string>> ways[] = {
      {root, {"lint"}},
      {folder.path("outside"), {"lint", "../repo", root}},
      {folder.path("outside"), {"lint", "--chart", "../repo/chart", "-f", outside}},
      {root, {"lint", "--chart", "chart", "-f", "../outside/values.yaml"}},
      {root, {"lint", concat(root, "/missing.yaml"), "../repo/k8s"}},
      {concat(root, "/k8s"), {"lint", "-", "--stdin-filename", concat(root, "/x.yaml")}},
      {concat(root, "/k8s"), {"lint", "../chart", "--config", concat(root, "/.plimsoll.yaml")}},
  };
  for (const std::string& format : formats_for_machines()) {
    for (auto [from, arguments] : ways) {
      arguments.insert(arguments.end(), {"--format", format});
      const ProcessResult result = run_from(from, arguments);
      CAPTURE(from, arguments, result.output, result.errors);
      CHECK(result.exit_code >= 1);
      REQUIRE_FALSE(result.output.empty());
      CHECK(result.output.find(folder.path()) == std::string::npos);
      CHECK(result.output.find("../") == std::string::npos);
      if (result.output.front() == '{' || result.output.front() == '[') {
        check_paths(Json::parse(result.output));
      }
    }
  }
}

}  // namespace plimsoll
