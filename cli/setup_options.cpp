// The command lines of `plimsoll hook install`, `hook uninstall` and `init`.

#include "cli/setup_options.h"

#include <array>
#include <utility>

#include "cli/option_parts.h"

namespace plimsoll {
namespace {

constexpr std::array<std::string_view, 2> kHooks = {"pre-push", "pre-commit"};

}  // namespace

void add_hook_install_options(CLI::App& app, Options& options) {
  app.name("plimsoll hook install [pre-push|pre-commit]");
  app.description(
      "Lets git ask plimsoll before a push (or commit). A hook that is there already still runs.");
  app.add_flag("--force", options.force,
               "Install where other repositories or programs have their hooks, too");
}

void add_hook_uninstall_options(CLI::App& app, Options&) {
  app.name("plimsoll hook uninstall [pre-push|pre-commit]");
  app.description("Undoes `plimsoll hook install`, and puts back the hook that was there.");
}

void use_installed_hook(const std::vector<std::string>& words, Options& options) {
  refuse_words(words, 1);
  options.hook = words.empty() ? kHooks[0] : kHooks[choose("hook", words[0], kHooks)];
}

void add_init_options(CLI::App& app, Options& options) {
  app.name("plimsoll init [DIR]");
  app.description("Writes a .plimsoll.yaml for what lies in DIR (default: the working folder).");
  app.add_flag("--force", options.force, "Replace the one that is there");
}

void use_init_words(const std::vector<std::string>& words, Options& options) {
  refuse_words(words, 1);
  if (words.empty()) return;
  require_value("init", "the name of a folder; was a variable not set?", words.front());
  options.folder = words.front();
}

}  // namespace plimsoll
