// `plimsoll init`: a first configuration, from what lies there. It never takes the place of another
// one unless it is told to, and is written whole or not at all.

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "cli/commands.h"
#include "cli/formats/escape.h"
#include "cli/formats/wording.h"
#include "cli/init_text.h"
#include "cli/output.h"
#include "cli/survey.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

constexpr const char* kName = ".plimsoll.yaml";

std::string names_of(const Survey& survey) {
  std::string names;
  for (const Survey::Environment& one : survey.environments) {
    names += concat(names.empty() ? "" : ", ", visible(one.name));
  }
  return names.empty() ? "none" : names;
}

std::string charts_label(const Survey& survey) {
  if (survey.charts.empty()) return "none";
  const auto has_values = [](const Survey::Chart& one) { return !one.values.empty(); };
  const auto with_values = std::ranges::count_if(survey.charts, has_values);
  const auto deployed = std::ranges::count(survey.charts, true, &Survey::Chart::deployed);
  std::string text = concat(survey.charts.size());
  if (with_values > 0) text += concat(", ", with_values, " with values for an environment");
  if (deployed > 0) text += concat(", ", deployed, " deployed by an Argo CD Application");
  return text;
}

std::string summary(const Survey& survey, const std::string& path) {
  std::string text =
      concat("wrote ", visible(path), " from ", counted(survey.files, "file"),
             "\n  environments: ", names_of(survey), "\n  charts: ", charts_label(survey), "\n");
  for (const Survey::LeftOut& one : survey.left_out) {
    text += concat("  left out: ", visible(one.path), " (", one.why, ")\n");
  }
  return text + "`plimsoll lint --list-files` shows what is read, and what as\n";
}

}  // namespace

ExitCode run_init(const Options& options, const Host& host) {
  const std::string& folder = options.folder;
  const bool force = options.force;
  const std::string real = host.files.canonical(folder);
  if (real.empty() || host.files.status(real).type != FileType::kFolder) {
    return complain(concat(visible(folder), " is no folder"), host);
  }
  const std::string path = folder == "." ? kName : join_path(folder, kName);
  const Survey found = survey(real, host);
  const std::string text = init_text(found);
  const std::string error = force ? write_file(path, text) : create_file(path, text);
  if (!error.empty()) {
    std::error_code unknown;  // a symlink to nothing is something, too
    const bool there = std::filesystem::exists(std::filesystem::symlink_status(path, unknown));
    return complain(concat("cannot write ", visible(path), ": ",
                           !force && there ? "it is there already; --force replaces it" : error),
                    host);
  }
  return print(summary(found, path), host);
}

}  // namespace plimsoll
