// What is committed as rendered is what the real helm renders, and what helm creates is linted
// without a word of configuration.

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/fixtures.h"
#include "tests/support/helm.h"
#include "tests/support/shell.h"

namespace plimsoll::test {
namespace {

namespace fs = std::filesystem;

// The texts below every `rendered` folder, by their path.
Texts rendered_below(const fs::path& root) {
  Texts texts;
  for (const fs::path& file : files_below(root)) {
    const fs::path path = fs::relative(file, root);
    const bool is_rendered =
        std::find(path.begin(), path.end(), fs::path("rendered")) != path.end();
    if (is_rendered) texts.emplace(path.string(), read_file(file));
  }
  return texts;
}

// `helm create web`: the files that are YAML before they are rendered.
Texts created_chart(const std::string& helm, const fs::path& folder) {
  REQUIRE(run_shell(helm + " create web", folder).exit_code == 0);
  Texts texts;
  for (const char* name : {"web/Chart.yaml", "web/values.yaml"}) {
    texts.emplace(name, read_file(folder / name));
  }
  return texts;
}

// Replaces a part of the values, which must be there.
Texts edited(Texts texts, const std::string& find, const std::string& replacement) {
  std::string& values = texts.at("web/values.yaml");
  const std::size_t at = values.find(find);
  REQUIRE(at != std::string::npos);
  values.replace(at, find.size(), replacement);
  return texts;
}

std::vector<std::string> rules_that_speak(const Texts& texts) {
  std::vector<std::string> ids;
  const Report report = lint_texts(texts, all_rules());
  for (const Finding& finding : report.findings) {
    if (finding.severity != Severity::kNote) ids.emplace_back(finding.rule->id);
  }
  return ids;
}

}  // namespace

TEST_CASE("helm renders what is committed of the XGEN platform") {
  const auto helm = find_helm();
  if (!helm) return;
  const TemporaryFolder fresh;
  const fs::path platform = fixtures() / "xgen";
  const std::string line =
      "'" + (platform / "render.sh").string() + "' " + *helm + " '" + fresh.path().string() + "'";
  REQUIRE(run_shell(line, ".").exit_code == 0);

  const Texts committed = rendered_below(platform);
  const Texts now = rendered_below(fresh.path());
  CHECK(committed.size() > 40);
  for (const auto& [path, text] : committed) {
    INFO(path << ": renew it with fixtures/xgen/render.sh");
    REQUIRE(now.count(path) == 1);
    CHECK(now.at(path) == text);
  }
  CHECK(now.size() == committed.size());
}

TEST_CASE("the values that helm creates are lifted and silent, and mistakes in them are found") {
  const auto helm = find_helm();
  if (!helm) return;
  const TemporaryFolder folder;
  const Texts chart = created_chart(*helm, folder.path());

  const Report report = lint_texts(chart, all_rules());
  REQUIRE(report.releases.size() == 1);
  CHECK(report.releases[0].objects->roots.size() >= 1);
  CHECK(rules_that_speak(chart).empty());

  struct Mistake {
    std::string find, replacement, rule;
  };
  const Mistake mistakes[] = {
      {"resources: {}", "resources: {limits: {memory: 1Gi}, requests: {memory: 2Gi}}",
       "limit-below-request"},
      {"autoscaling:\n  enabled: false\n  minReplicas: 1\n",
       "autoscaling:\n  enabled: true\n  minReplicas: 101\n", "hpa-min-above-max"},
      {"ingress:\n  enabled: false", "ingress:\n  enabled: \"false\"", "text-instead-of-boolean"},
  };
  for (const Mistake& mistake : mistakes) {
    INFO(mistake.rule);
    CHECK(rules_that_speak(edited(chart, mistake.find, mistake.replacement)) ==
          std::vector<std::string>{mistake.rule});
  }
}

}  // namespace plimsoll::test
