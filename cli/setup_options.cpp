// The command lines of `plimsoll hook`, `plimsoll init` and `plimsoll config`.

#include "cli/setup_options.h"

#include <array>
#include <utility>

#include "cli/option_parts.h"

namespace plimsoll {
namespace {

constexpr std::array<std::string_view, 2> kHookVerbs = {"install", "uninstall"};
constexpr std::array<std::string_view, 2> kHooks = {"pre-push", "pre-commit"};

}  // namespace

void add_hook_options(CLI::App& app, Options& options) {
  app.name("plimsoll hook install|uninstall [pre-push|pre-commit]");
  app.description(
      "Lets git ask plimsoll before a push (or commit), or no longer. A hook that is there already "
      "still runs, and is put back afterwards.");
  app.add_flag("--force", options.force,
               "Install where other repositories or programs have their hooks, too");
}

void use_hook_words(std::vector<std::string> words, Options& options) {
  if (words.empty()) throw UsageError{"hook takes one of install and uninstall"};
  options.hook_verb = static_cast<HookVerb>(choose("hook", words.front(), kHookVerbs));
  refuse_words(words, 2);
  options.hook = words.size() < 2 ? kHooks[0] : kHooks[choose("hook", words[1], kHooks)];
}

void add_init_options(CLI::App& app, Options& options) {
  app.name("plimsoll init [DIR]");
  app.description("Writes a .plimsoll.yaml for what lies in DIR (default: the working folder).");
  app.add_flag("--force", options.force, "Replace the one that is there");
}

void use_init_words(std::vector<std::string> words, Options& options) {
  refuse_words(words, 1);
  if (words.empty()) return;
  require_value("init", "the name of a folder; was a variable not set?", words.front());
  options.folder = std::move(words.front());
}

}  // namespace plimsoll
