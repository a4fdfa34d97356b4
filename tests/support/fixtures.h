#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lint/lint.h"

namespace plimsoll::test {

std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, std::string_view text);

// The folder fixtures/ of the project, and the folder ../shared beside it (which may not exist).
std::filesystem::path fixtures();
std::filesystem::path shared();

// Whether the run shall rewrite expectations instead of failing: PLIMSOLL_UPDATE=1.
bool updating();

// Files below a folder (or the one file), sorted.
std::vector<std::filesystem::path> files_below(const std::filesystem::path& root);

// Lints texts under the paths they are given, as one set. With a `.plimsoll.yaml` or a Chart.yaml
// among them: as the program would lint the folder that holds them, with that configuration. Throws
// what is wrong with the configuration.
using Texts = std::map<std::string, std::string>;
Report lint_texts(const Texts& texts, std::vector<const Rule*> rules, unsigned threads = 1);

// Every rule of the catalogue.
std::vector<const Rule*> all_rules();

}  // namespace plimsoll::test
