// What the options of all commands are made of. What a value may be is decided here and not by
// CLI11, since a wrong one deserves an answer that names the right ones.

#include "cli/option_parts.h"

#include <algorithm>

#include "cli/formats/escape.h"
#include "cli/suggest.h"
#include "engine/text/concat.h"
#include "engine/text/glob.h"

namespace plimsoll {
namespace {

std::string joined(std::span<const std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) text += concat(text.empty() ? "" : ", ", name);
  return text;
}

}  // namespace

std::size_t choose(std::string_view option, std::string_view word,
                   std::span<const std::string_view> names) {
  const auto found = std::ranges::find(names, word);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  throw UsageError{
      concat(unknown(concat("value of ", option), word, names), " (it takes ", joined(names), ")")};
}

void append_list(std::vector<std::string>& list, std::string_view option, std::string_view value) {
  while (true) {
    const std::size_t comma = std::min(value.find(','), value.size());
    if (comma == 0) throw UsageError{concat(option, " has an empty name in its list")};
    list.emplace_back(value.substr(0, comma));
    if (comma == value.size()) return;
    value.remove_prefix(comma + 1);
  }
}

void append_glob(std::vector<std::string>& list, std::string_view option, const std::string& glob) {
  if (!Glob::for_paths(glob).valid()) {
    throw UsageError{concat(option, " '", visible(glob), "' is no pattern")};
  }
  list.push_back(glob);
}

void require_value(std::string_view option, std::string_view what, std::string_view value) {
  if (value.empty()) throw UsageError{concat(option, " takes ", what)};
}

void refuse_words(const std::vector<std::string>& words, std::size_t wanted) {
  if (words.size() > wanted) throw UsageError{concat("unexpected '", visible(words[wanted]), "'")};
}

CLI::Option* each(CLI::App& app, const std::string& names, const std::string& value_name,
                  const std::string& help, const std::function<void(const std::string&)>& set) {
  return app.add_option_function<std::string>(names, set, help)
      ->trigger_on_parse()
      ->allow_extra_args(false)
      ->type_name(value_name);
}

}  // namespace plimsoll
