// `extends`: a configuration that begins with others.
//
//   .plimsoll.yaml                     read, lowest first
//   extends: [strict, ci/base.yaml]    profile recommended      (strict extends it)
//                                      profile strict
//                                      ci/base.yaml
//                                      .plimsoll.yaml
//
// A name without slash and ending is a profile's, anything else a file, as seen from the file that
// says so. What is reached by two ways is read once, where it was met first. Chains that lead back
// to themselves, or that are longer than anybody means them, are errors at the word that does it.

#include "cli/config_chain.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "cli/formats/escape.h"
#include "cli/profiles.h"
#include "engine/kubernetes/pointing.h"
#include "engine/text/concat.h"
#include "engine/text/nearest.h"

namespace plimsoll {
namespace {

constexpr std::size_t kDeepest = 16;
constexpr std::size_t kMostFiles = 64;

// "./base.yaml", which is how a file without a folder is told from a profile, is called base.yaml.
std::string without_dot(std::string word) {
  while (word.starts_with("./")) word.erase(0, word.find_first_not_of('/', 1));
  return word;
}

class ChainReader {
 public:
  ChainReader(const ConfigTrust& trust, const FileSystem& files, Repositories& repositories)
      : trust_(trust), files_(files), repositories_(repositories) {}

  std::vector<ConfigText> texts;

  // Why it cannot be read; empty when it was.
  std::string add_file(const std::string& path, const std::string& real) {
    const FileStatus status = files_.status(path);
    if (status.type != FileType::kRegular) {
      const std::string& why = status.error;
      // A configuration is not read from standard input, whatever is said of pipes.
      return why.empty() ? std::string("is no file") : why.substr(0, why.find(';'));
    }
    ReadResult read = files_.read(path);
    if (!read.error.empty()) return std::move(read.error);
    const std::string folder = parent_folder(real);
    const std::string& root = repositories_.root_of(folder);
    std::string reported = root.empty() ? file_name(real) : relative_to(real, root);
    add(parse_config(path, std::move(reported), std::move(read.bytes)), real,
        path.substr(0, path.rfind('/') + 1), folder);
    return {};
  }

 private:
  // `key` is what the text is known by; `prefix` and `folder` are where its paths begin, as people
  // are told and in truth.
  void add(ConfigText text, const std::string& key, const std::string& prefix,
           const std::string& folder) {
    open_.push_back(key);
    met_.push_back(key);
    if (text.errors.empty()) {
      const Node extends = text.root()["extends"];
      if (!extends && key != kDefaultProfile) add_profile(kDefaultProfile);
      if (extends.is_scalar()) extend(extends, prefix, folder, text);
      for (const Node item : extends) extend(item, prefix, folder, text);
    }
    if (!trust_.from_command_line) refuse_central_keys(text);
    open_.pop_back();
    texts.push_back(std::move(text));
  }

  void add_profile(std::string_view name) {
    if (std::ranges::find(met_, name) != met_.end()) return;
    const auto profile = std::ranges::find(profiles(), name, &Profile::name);
    const std::string called = concat("profile ", name);
    add(parse_config(called, called, std::string(profile->text)), std::string(name), "", "");
  }

  void extend(Node node, const std::string& prefix, const std::string& folder, ConfigText& text) {
    const std::string wrong = try_extend(std::string(node.text()), prefix, folder);
    if (!wrong.empty()) text.errors.push_back({point_at(node), wrong});
  }

  // Returns what is wrong.
  std::string try_extend(const std::string& word, const std::string& prefix,
                         const std::string& folder) {
    if (open_.size() >= kDeepest) return concat("more than ", kDeepest, " files extend each other");
    if (met_.size() >= kMostFiles) return concat("more than ", kMostFiles, " files are extended");
    const bool is_profile = std::ranges::find(profiles(), word, &Profile::name) != profiles().end();
    if (is_profile) {
      add_profile(word);
      return {};
    }
    if (word.find('/') == word.npos && !word.ends_with(".yaml") && !word.ends_with(".yml")) {
      return unknown_profile(word);
    }
    const bool absolute = word.starts_with('/');
    const std::string real = files_.canonical(absolute ? word : join_path(folder, word));
    if (std::ranges::find(open_, real) != open_.end()) return concat(word, " extends itself");
    if (std::ranges::find(met_, real) != met_.end()) return {};
    if (!trust_.from_command_line && !is_within(real, trust_.root)) {
      return concat(word, " lies outside of the repository: only --config may go there");
    }
    const std::string why = add_file(absolute ? word : prefix + without_dot(word), real);
    return why.empty() ? why : concat(word, " cannot be read: ", why);
  }

  static std::string unknown_profile(const std::string& word) {
    std::vector<std::string_view> names;
    for (const Profile& profile : profiles()) names.push_back(profile.name);
    std::string text = concat("there is no profile ", word);
    if (const auto near = nearest(word, names)) return concat(text, "; did you mean ", *near, "?");
    text += " (there are";
    for (const std::string_view name : names) text += concat(" ", name);
    return text + "); a file has an ending or a slash";
  }

  // What only the one who runs the program may say.
  static void refuse_central_keys(ConfigText& text) {
    if (!text.errors.empty()) return;
    for (const std::string_view key : {"locked", "repository-config"}) {
      const Node node = text.root()[key];
      if (!node.exists()) continue;
      text.errors.push_back(
          {{&node.source(), node.key_span()},
           concat(key,
                  " is only obeyed in a file that the command line gives by --config: whoever "
                  "may change this file could change it as well")});
    }
  }

  const ConfigTrust& trust_;
  const FileSystem& files_;
  Repositories& repositories_;
  std::vector<std::string> open_;  // from the first file to the one that is being read
  std::vector<std::string> met_;
};

}  // namespace

std::vector<ConfigText> read_config_chain(const std::string& path, const std::string& real,
                                          const ConfigTrust& trust, const FileSystem& files,
                                          Repositories& repositories, std::string& error) {
  ChainReader reader(trust, files, repositories);
  const std::string why = reader.add_file(path, real);
  if (!why.empty()) {
    error = concat("the configuration ", visible(path), " cannot be read: ", why);
  }
  return std::move(reader.texts);
}

}  // namespace plimsoll
