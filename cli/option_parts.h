#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll {

// What is wrong with a command line, thrown while it is read and caught by parse_options().
struct UsageError {
  std::string message;
};

// The index of `word` among the values that `option` takes. Throws UsageError, naming the nearest.
std::size_t choose(std::string_view option, std::string_view word,
                   std::span<const std::string_view> names);

// Takes the names of a comma list. Throws UsageError when one of them is empty.
void append_list(std::vector<std::string>& list, std::string_view option, std::string_view value);

// Takes a pattern of paths. Throws UsageError when it is none.
void append_glob(std::vector<std::string>& list, std::string_view option, const std::string& glob);

// Throws UsageError("OPTION takes WHAT") when `value` is empty, as when a variable was not set.
void require_value(std::string_view option, std::string_view what, std::string_view value);

// Throws UsageError for the first of `words` beyond the `wanted` ones.
void refuse_words(const std::vector<std::string>& words, std::size_t wanted);

// An option that may come several times and whose order among the others counts: `set` is called
// with each value as it is met.
CLI::Option* each(CLI::App& app, const std::string& names, const std::string& value_name,
                  const std::string& help, const std::function<void(const std::string&)>& set);

}  // namespace plimsoll
