// The recipes for CI do what they say: every command in them is run with the program under test, in
// a copy of fixtures/demo, which has findings. action.yml is run step by step as a runner would.

#include <catch2/catch.hpp>
#include <map>
#include <regex>
#include <string>
#include <vector>

#include "engine/text/concat.h"
#include "engine/yaml/parse.h"
#include "tests/support/fixtures.h"
#include "tests/support/json.h"
#include "tests/support/markdown.h"
#include "tests/support/shell.h"

namespace plimsoll::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const fs::path kSource = PLIMSOLL_SOURCE_DIR;

// The one document of a file, or of a block of a page.
json yaml(const std::string& text) {
  const auto file = parse_yaml("x.yaml", text);
  REQUIRE(file->documents.size() == 1);
  REQUIRE(file->documents[0].problems.empty());
  return to_json(file->documents[0].root);
}

// Every text below a key of this name.
void texts_below(const json& node, const std::string& key, std::vector<std::string>& texts) {
  for (const auto& [name, member] : node.items()) {
    if (node.is_object() && name == key && member.is_string()) texts.push_back(member);
    if (member.is_structured()) texts_below(member, key, texts);
  }
}

class Demo {
 public:
  Demo() {
    fs::copy(fixtures() / "demo", path(), fs::copy_options::recursive);
    run_shell("git init -q .", path());
  }
  fs::path path() const { return folder_.path() / "repository"; }

  // Runs one command of a recipe: it finds what is wrong with the demo and leaves these reports.
  void check(const std::string& command, const std::vector<std::string>& reports,
             int exit_code = 1) const {
    INFO(command);
    CHECK(run_shell(command, path()).exit_code == exit_code);
    for (const std::string& report : reports) {
      const bool sound = json::accept(read_file(path() / report));
      CHECK(sound);
    }
  }

 private:
  TemporaryFolder folder_;
};

TEST_CASE("The commands of the GitLab template find what is wrong and leave their reports") {
  const json job = yaml(read_file(kSource / "docs/ci/gitlab.yml"))["plimsoll"];
  REQUIRE(job["script"].size() == 1);
  Demo().check(job["script"][0],
               {job["artifacts"]["reports"]["codequality"], job["artifacts"]["paths"][0]});
}

TEST_CASE("The commands of the Jenkinsfile leave the report that it records") {
  const std::string text = read_file(kSource / "docs/ci/Jenkinsfile");
  std::smatch command, report;
  REQUIRE(std::regex_search(text, command, std::regex("sh '([^']*)'")));
  REQUIRE(std::regex_search(text, report, std::regex("pattern: '([^']*)'")));
  Demo().check(command[1], {report[1]});
}

TEST_CASE("The Job for Argo CD keeps its verdict, and is itself without findings") {
  const fs::path file = kSource / "docs/ci/argocd-presync.yaml";
  const json pod = yaml(read_file(file))["spec"]["template"]["spec"];
  const Demo demo;
  demo.check(pod["initContainers"][1]["command"][2], {"../plimsoll.sarif"}, 0);
  const std::string last = pod["containers"][0]["command"][2];
  const std::size_t verdict = last.rfind("exit \"$(cat code)\"");
  REQUIRE(verdict != std::string::npos);
  CHECK(run_shell(last.substr(verdict), demo.path().parent_path()).exit_code == 1);
  CHECK(run_shell(concat("plimsoll lint '", file.string(), "'"), ".").exit_code == 0);
}

TEST_CASE("The workflows of the pages lint, and upload what they wrote") {
  for (const char* page : {"docs/ci.md", "README.md"}) {
    std::size_t runs = 0;
    for (const CodeBlock& block : code_blocks(read_file(kSource / page))) {
      if (block.language != "yaml" || !quoted_file(block).empty()) continue;
      const json workflow = yaml(text_of(block));
      std::vector<std::string> commands, reports, uses;
      texts_below(workflow, "run", commands);
      texts_below(workflow, "sarif_file", reports);
      texts_below(workflow, "uses", uses);
      for (const std::string& command : commands) Demo().check(command, reports);
      for (const std::string& action : uses) {
        INFO(action);
        CHECK(std::regex_match(action, std::regex(".*@[0-9a-f]{40}")));
      }
      runs += commands.size();
    }
    CHECK(runs > 0);
  }
}

// action.yml, run as a runner does.
class Action {
 public:
  explicit Action(std::map<std::string, std::string> inputs)
      : action_(yaml(read_file(kSource / "action.yml"))), inputs_(std::move(inputs)) {
    inputs_.emplace("program", PLIMSOLL_PROGRAM);
    for (const auto& [name, input] : action_["inputs"].items()) {
      inputs_.emplace(name, input["default"]);
    }
  }

  // Runs the step that is called `id`. What it adds to its outputs is read back.
  int run(const std::string& id, const Demo& demo) {
    const json& steps = action_["runs"]["steps"];
    const auto step = std::find_if(steps.begin(), steps.end(),
                                   [&](const json& one) { return one.value("id", "") == id; });
    REQUIRE(step != steps.end());
    const TemporaryFolder folder;
    std::string script = concat("export GITHUB_OUTPUT='", folder.path().string(),
                                "/output' GITHUB_ACTION_PATH=/nowhere\n");
    for (const auto& [name, value] : (*step)["env"].items()) {
      write_file(folder.path() / name, resolved(value));
      script += concat("export ", name, "=\"$(cat '", (folder.path() / name).string(), "')\"\n");
    }
    const std::string in = step->value("working-directory", ".");
    write_file(folder.path() / "step.sh", (*step)["run"].get<std::string>());
    script += concat("cd '", resolved(in), "' && bash --noprofile --norc -eo pipefail '",
                     (folder.path() / "step.sh").string(), "'\n");
    const ShellResult result = run_shell(script, demo.path());
    output = result.output;
    if (fs::exists(folder.path() / "output")) read_outputs(id, folder.path() / "output");
    return result.exit_code;
  }

  std::map<std::string, std::string> outputs;
  std::string output;

 private:
  std::string resolved(const std::string& text) const {
    std::smatch match;
    if (std::regex_match(text, match, std::regex(R"(\$\{\{ inputs\.([a-z-]+) \}\})"))) {
      return inputs_.at(match[1]);
    }
    if (std::regex_match(text, match,
                         std::regex(R"(\$\{\{ steps\.lint\.outputs\.([a-z-]+) \}\})"))) {
      return outputs.at(match[1]);
    }
    return text;
  }

  void read_outputs(const std::string&, const fs::path& path) {
    for (const std::string& line : split_lines(read_file(path))) {
      const std::size_t equals = line.find('=');
      outputs[line.substr(0, equals)] = line.substr(equals + 1);
    }
  }

  json action_;
  std::map<std::string, std::string> inputs_;
};

struct ActionCase {
  std::map<std::string, std::string> inputs;
  std::string exit_code;
  std::string report;
};

TEST_CASE("The action ends as plimsoll does, and leaves the report it names") {
  const ActionCase cases[] = {
      {{}, "1", "plimsoll.sarif"},
      {{{"paths", "shop\nargocd"}, {"sarif-file", "a b.sarif"}}, "1", "a b.sarif"},
      {{{"args", "--select\nprobes\n--report-only"}}, "0", "plimsoll.sarif"},
      {{{"fail-on", "error"}, {"args", "--select=gpu-without-anti-affinity"}},
       "0",
       "plimsoll.sarif"},
      {{{"working-directory", "shop"}, {"paths", "api.yaml"}}, "1", "shop/plimsoll.sarif"},
      {{{"config", "no/such.yaml"}}, "2", ""},
      {{{"paths", "$(touch hacked)\n`touch hacked`; touch hacked"}}, "2", "plimsoll.sarif"},
      {{{"args", "--no-such-option"}}, "2", ""},
  };
  for (const ActionCase& one : cases) {
    const Demo demo;
    Action action(one.inputs);
    CHECK(action.run("lint", demo) == 0);
    INFO(json(one.inputs).dump() << "\n" << action.output);
    CHECK(action.outputs["exit-code"] == one.exit_code);
    CHECK(action.outputs["sarif-file"] == one.report);
    if (!one.report.empty()) CHECK(fs::exists(demo.path() / one.report));
    CHECK(std::to_string(action.run("verdict", demo)) == one.exit_code);
    CHECK_FALSE(fs::exists(demo.path() / "hacked"));
  }
}

TEST_CASE("No script of the action has an input pasted into it, and all are sound") {
  const json action = yaml(read_file(kSource / "action.yml"));
  for (const json& step : action["runs"]["steps"]) {
    if (step.contains("uses")) {
      CHECK(std::regex_match(step["uses"].get<std::string>(), std::regex(".*@[0-9a-f]{40}")));
      continue;
    }
    const std::string run = step["run"];
    INFO(run);
    CHECK(run.find("${{") == std::string::npos);
    if (run_shell("command -v shellcheck", ".").exit_code != 0) continue;
    const TemporaryFolder folder;
    write_file(folder.path() / "step.sh", concat("#!/bin/bash\n", run));
    CHECK(run_shell("shellcheck step.sh", folder.path()).exit_code == 0);
  }
}

TEST_CASE("An old repository is adopted in three commands, and what is new then fails") {
  for (const fs::path& source : {fixtures() / "demo", shared() / "corpus"}) {
    if (!fs::exists(source)) continue;
    INFO(source);
    const TemporaryFolder folder;
    const fs::path work = folder.path() / "old";
    fs::copy(source, work, fs::copy_options::recursive);
    fs::permissions(work, fs::perms::owner_all, fs::perm_options::add);
    fs::remove(work / ".plimsoll.yaml");
    fs::remove(work / "prometheus-operator-crds.yaml");  // big, and nothing is ever found in it
    run_shell("git init -q .", work);
    CHECK(run_shell("plimsoll init && plimsoll baseline write && plimsoll hook install", work)
              .exit_code == 0);
    const std::string gate = "plimsoll lint --baseline .plimsoll-baseline.json";
    CHECK(run_shell(gate, work).exit_code == 0);
    fs::copy_file(fixtures() / "rules/hpa-min-above-max/bad.yaml", work / "new.yaml");
    CHECK(run_shell(gate, work).exit_code == 1);
  }
}

}  // namespace
}  // namespace plimsoll::test
