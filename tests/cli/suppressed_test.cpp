// What is suppressed neither fails a run nor vanishes from it.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/cli/run_on.h"

namespace plimsoll {
namespace {

using Json = nlohmann::json;

constexpr const char* kTwice = R"(apiVersion: v1
kind: Service
# plimsoll:ignore duplicate-key -- the generator's, see #12
kind: Service
metadata: {name: a, name: b}
)";
constexpr const char* kConfig =
    "suppressions: [{rule: duplicate-key, path: 'web/*.yaml', reason: kept, expires: "
    "2030-01-01}]\n";

Outcomes run_with(const char* config, std::vector<std::string> arguments) {
  MemoryFileSystem files;
  files.add("/work/web/a.yaml", kTwice);
  if (config != nullptr) files.add("/work/.plimsoll.yaml", config);
  arguments.insert(arguments.begin(), {"lint", "web", "--config", ".plimsoll.yaml"});
  return run_on(files, std::move(arguments));
}

}  // namespace

TEST_CASE("suppressed findings do not fail a run, and are counted") {
  const Outcomes some = run_with("{}", {});
  CHECK(some.exit_code == 1);
  CHECK(some.err.find("1 error, 1 suppressed") != std::string::npos);
  const Outcomes all = run_with(kConfig, {});
  CHECK(all.exit_code == 0);
  CHECK(all.err.find("no findings, 2 suppressed") != std::string::npos);
  CHECK(all.out.find("duplicate-key") == std::string::npos);
}

TEST_CASE("the flag --show-suppressed lists them with who says so and why") {
  const Outcomes shown = run_with(kConfig, {"--show-suppressed"});
  CHECK(shown.exit_code == 0);
  CHECK(shown.out.find("web/a.yaml:4:1: suppressed: ") != std::string::npos);
  CHECK(shown.out.find("by web/a.yaml:3:19: the generator's, see #12") != std::string::npos);
  CHECK(shown.out.find("by .plimsoll.yaml:1:23: kept") != std::string::npos);
}

TEST_CASE("a suppression of the configuration that names no rule says so") {
  const Outcomes none = run_with("suppressions: [{rule: [], reason: all}]\n", {});
  CHECK(none.out.find(".plimsoll.yaml:1:17: warning: the suppression names no rule") !=
        std::string::npos);
}

TEST_CASE("JSON has the suppressed findings apart") {
  const Json report = Json::parse(run_with(kConfig, {"--format", "json"}).out);
  CHECK(report["findings"].empty());
  CHECK(report["summary"]["suppressed"] == 2);
  const Json& first = report["suppressed"][0];
  CHECK(first["rule"] == "duplicate-key");
  CHECK(first["suppression"]["kind"] == "inSource");
  CHECK(first["suppression"]["path"] == "web/a.yaml");
  CHECK(first["suppression"]["reason"] == "the generator's, see #12");
  const Json& second = report["suppressed"][1];
  CHECK(second["suppression"]["kind"] == "external");
  CHECK(second["suppression"]["path"] == ".plimsoll.yaml");
  CHECK(second["suppression"]["expires"] == "2030-01-01");
}

TEST_CASE("SARIF has them as suppressed results") {
  const Json log = Json::parse(run_with(kConfig, {"--format", "sarif"}).out);
  const Json& results = log["runs"][0]["results"];
  REQUIRE(results.size() == 2);
  CHECK(results[0]["suppressions"][0]["kind"] == "inSource");
  CHECK(results[0]["suppressions"][0]["justification"] == "the generator's, see #12");
  CHECK(results[1]["suppressions"][0]["kind"] == "external");
  CHECK(results[1]["suppressions"][0]["justification"] == "kept");
}

TEST_CASE("what is wrong with a suppression in the configuration is found there") {
  const Outcomes unused = run_with("suppressions: [{rule: wrong-type}]\n", {});
  CHECK(unused.out.find(".plimsoll.yaml:1:23: warning: wrong-type finds nothing here") !=
        std::string::npos);
  const Outcomes unknown = run_with("suppressions: [{rule: wrong-typ}]\n", {});
  CHECK(unknown.out.find("there is no rule wrong-typ; did you mean wrong-type?") !=
        std::string::npos);
  CHECK(run_with("suppressions: [{rule: wrong-type, path: '['}]\n", {}).exit_code == 2);
  CHECK(run_with("suppressions: [{kind: Service}]\n", {}).exit_code == 2);
}

}  // namespace plimsoll
