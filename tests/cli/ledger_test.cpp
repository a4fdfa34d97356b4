// What the ledger says was examined is what a naive count finds: files by their names, documents by
// their separators, objects by lines that begin with `kind:`.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/support/fixtures.h"
#include "tests/support/shell.h"

namespace plimsoll::test {
namespace {

using Json = nlohmann::json;

struct Count {
  std::size_t files = 0;
  std::size_t documents = 0;
  std::size_t resources = 0;
};

bool is_yaml(const std::filesystem::path& path) {
  return path.extension() == ".yaml" || path.extension() == ".yml";
}

void count_documents(const std::string& text, Count& count) {
  bool has_content = false, has_kind = false, has_version = false;
  const auto end_document = [&] {
    if (has_content) ++count.documents;
    if (has_kind && has_version) ++count.resources;
    has_content = has_kind = has_version = false;
  };
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line == "---" || line.starts_with("--- ")) {
      end_document();
      continue;
    }
    const std::size_t first = line.find_first_not_of(" \r");
    if (first == std::string::npos || line[first] == '#') continue;
    has_content = true;
    has_kind = has_kind || line.starts_with("kind: ");
    has_version = has_version || line.starts_with("apiVersion: ");
  }
  end_document();
}

Count count_below(const std::filesystem::path& root) {
  Count count;
  for (const auto& path : files_below(root)) {
    if (!is_yaml(path)) continue;
    ++count.files;
    count_documents(read_file(path), count);
  }
  return count;
}

}  // namespace

TEST_CASE("the ledger counts what a naive count finds") {
  const std::filesystem::path roots[] = {fixtures() / "demo/shop", fixtures() / "demo/argocd",
                                         shared() / "corpus"};
  for (const auto& root : roots) {
    if (!std::filesystem::exists(root)) continue;
    const ShellResult run =
        run_shell("plimsoll lint . --no-config --select syntax --format json", root);
    CAPTURE(root);
    const Json summary = Json::parse(run.output)["summary"];
    const Count expected = count_below(root);
    const Json& files = summary["files"];
    CHECK(expected.files > 0);
    CHECK(files["checked"].get<std::size_t>() + files["excluded"].get<std::size_t>() +
              files["unreadable"].get<std::size_t>() ==
          expected.files);
    CHECK(summary["documents"] == expected.documents);
    CHECK(summary["resources"] == expected.resources);
    std::size_t of_kinds = 0;
    for (const Json& kind : summary["kinds"]) of_kinds += kind.get<std::size_t>();
    CHECK(of_kinds == expected.resources);
  }
}

}  // namespace plimsoll::test
