// From the paths of a command line to the files of a scan:
//
//   look up the arguments · walk the folders · count each file once · leave out, saying why · name
//
// Example: `plimsoll lint deploy deploy/web.yaml -` walks deploy, meets web.yaml twice and keeps it
// once, and reads standard input besides. Nothing is opened here; reading is the engine's matter.

#include "cli/files.h"

#include <algorithm>
#include <tuple>

#include "cli/arguments.h"
#include "cli/charts.h"
#include "cli/globs.h"
#include "cli/repositories.h"
#include "cli/suggest.h"
#include "cli/walk.h"
#include "engine/text/concat.h"
#include "engine/text/glob.h"

namespace plimsoll {
namespace {

// A file and the argument it was reached through.
struct Candidate {
  Walk::File file;
  const Argument* argument = nullptr;
  bool named() const { return argument->status.type != FileType::kFolder; }
};

struct Exclusion {
  Glob glob;
  std::string reason;
};

class Discoverer {
 public:
  Discoverer(const FileRequest& request, const FileSystem& files, const Git& git)
      : request_(request), files_(files), repositories_(files, git), charts_(files) {
    for (const std::string& glob : request.include) include_.push_back(Glob::for_paths(glob));
    for (const std::string& glob : request.exclude) {
      exclude_.push_back({Glob::for_paths(glob), concat("--exclude '", glob, "'")});
    }
  }

  Discovery run() {
    arguments_ = look_up(request_, files_);
    base_ = base_of(arguments_, request_.config_folder, files_, repositories_);
    result_.base = base_;
    add_config_patterns();
    for (const Argument& argument : arguments_) collect(argument);
    ask_git();
    sort_out();
    std::ranges::sort(result_.inputs, {}, &Input::reported_path);
    drop_repeated_entries();
    for (const Silence& silence : repositories_.silences()) {
      result_.warnings.push_back(concat("cannot tell what git ignores in ", reported(silence.root),
                                        ", so nothing is left out"));
      result_.reasons.push_back(silence.why);
    }
    return std::move(result_);
  }

 private:
  void add_config_patterns() {
    if (request_.config_folder.empty()) return;
    const std::string folder = relative_to(request_.config_folder, base_);
    for (const std::string& glob : request_.config_include) {
      include_.push_back(Glob::for_paths(rebase_glob(glob, folder)));
    }
    for (const std::string& glob : request_.config_exclude) {
      exclude_.push_back({Glob::for_paths(rebase_glob(glob, folder)),
                          concat("exclude '", glob, "' of the configuration")});
    }
  }

  void collect(const Argument& argument) {
    if (argument.status.type == FileType::kFolder) {
      collect_folder(argument);
    } else if (argument.status.type == FileType::kRegular) {
      candidates_.push_back({{argument.path, argument.real, {}}, &argument});
    } else {
      const bool missing = argument.status.type == FileType::kMissing;
      leave_out(argument.path, argument.real, Outcome::kUnreadable,
                concat(argument.status.error, missing ? misspelt_path(argument.path, files_) : ""));
    }
  }

  void collect_folder(const Argument& argument) {
    const auto wanted = [this](const std::string& real) {
      return has_manifest_extension(real) || included(reported(real));
    };
    Walk walked = walk(files_, argument.path, argument.real, wanted);
    if (walked.files.empty() && walked.left_out.empty()) {
      leave_out(argument.path, argument.real, Outcome::kExcluded,
                "holds no .yaml, .yml or .json file");
    }
    for (Walk::File& file : walked.files) candidates_.push_back({std::move(file), &argument});
    for (Walk::LeftOut& one : walked.left_out) {
      leave_out(one.path, one.real, one.outcome, std::move(one.reason));
    }
  }

  void ask_git() {
    for (const Argument& argument : arguments_) {
      // A repository that is named is looked into, whatever the one around it ignores.
      if (argument.status.type == FileType::kFolder &&
          repositories_.root_of(argument.real) != argument.real) {
        repositories_.ask(argument.real, argument.real);
      }
    }
    for (const Candidate& candidate : candidates_) {
      if (!candidate.named()) repositories_.ask(candidate.file.real, candidate.argument->real);
    }
    repositories_.answer();
  }

  bool ignored_by_git(const Candidate& candidate) {
    if (candidate.named()) return false;
    const std::string& top = candidate.argument->real;
    if (repositories_.root_of(top) != top && repositories_.is_ignored(top, top)) return false;
    return repositories_.is_ignored(candidate.file.real, top);
  }

  // Groups the candidates by file: the one to keep is standard input, else the one that is no
  // symlink and comes first.
  void sort_out() {
    const auto rank = [](const Candidate& one) {
      return std::tuple(std::string_view(one.file.real), !one.argument->is_stdin,
                        !one.file.link.empty(), std::string_view(one.file.path));
    };
    std::ranges::sort(candidates_, {}, rank);
    for (auto first = candidates_.begin(); first != candidates_.end();) {
      const auto last = std::find_if(first, candidates_.end(), [&](const Candidate& one) {
        return one.file.real != first->file.real;
      });
      settle({first, last});
      first = last;
    }
  }

  // All candidates of one file.
  void settle(std::span<const Candidate> same) {
    const Candidate& kept = same.front();
    std::string reason = why_excluded(same);
    if (reason.empty()) {
      result_.inputs.push_back({.path = kept.file.path,
                                .reported_path = name_of(kept),
                                .values = charts_.is_values(kept.file.real),
                                .is_stdin = kept.argument->is_stdin});
    } else {
      leave_out(kept.file.path, kept.file.real, Outcome::kExcluded, std::move(reason));
    }
    for (const Candidate& other : same.subspan(1)) {
      if (other.file.link.empty() || other.file.link == kept.file.link) continue;
      leave_out(other.file.path, other.file.link, Outcome::kExcluded,
                concat("symlink to ", reported(kept.file.real), ", read there"));
    }
  }

  std::string why_excluded(std::span<const Candidate> same) {
    const Candidate& kept = same.front();
    if (!kept.argument->has_name) return {};
    std::string reason = charts_.why_unreadable(kept.file.real);
    if (!reason.empty()) return reason;
    const std::string path = reported(kept.file.real);
    for (const Exclusion& one : exclude_) {
      if (one.glob.matches(path)) return one.reason;
    }
    if (std::ranges::any_of(same, &Candidate::named)) return {};
    if (!include_.empty() && !included(path)) {
      return "matches no --include";
    }
    const bool ignored =
        std::ranges::all_of(same, [this](const Candidate& one) { return ignored_by_git(one); });
    return ignored ? "ignored by git" : "";
  }

  bool included(const std::string& path) const {
    return std::ranges::any_of(include_, [&](const Glob& glob) { return glob.matches(path); });
  }

  std::string name_of(const Candidate& candidate) const {
    return candidate.argument->has_name ? reported(candidate.file.real) : candidate.file.path;
  }

  // Paths of arguments that do not exist may lie outside the base; they keep their name.
  std::string reported(const std::string& real) const {
    return is_within(real, base_) ? relative_to(real, base_) : file_name(real);
  }

  void leave_out(const std::string& path, const std::string& real, Outcome outcome,
                 std::string reason) {
    LedgerEntry entry;
    entry.path = path;
    entry.reported_path = reported(real);
    entry.outcome = outcome;
    entry.reason = std::move(reason);
    result_.left_out.push_back(std::move(entry));
  }

  // Folders inside one another meet the same entries twice.
  void drop_repeated_entries() {
    std::vector<LedgerEntry>& entries = result_.left_out;
    std::ranges::sort(entries, [](const LedgerEntry& a, const LedgerEntry& b) {
      return std::tie(a.reported_path, a.path, a.reason) <
             std::tie(b.reported_path, b.path, b.reason);
    });
    const auto repeated =
        std::unique(entries.begin(), entries.end(), [](const LedgerEntry& a, const LedgerEntry& b) {
          return a.reported_path == b.reported_path;
        });
    entries.erase(repeated, entries.end());
  }

  const FileRequest& request_;
  const FileSystem& files_;
  Repositories repositories_;
  Charts charts_;
  std::vector<Glob> include_;
  std::vector<Exclusion> exclude_;
  std::vector<Argument> arguments_;
  std::string base_;
  std::vector<Candidate> candidates_;
  Discovery result_;
};

}  // namespace

Discovery discover(const FileRequest& request, const FileSystem& files, const Git& git) {
  return Discoverer(request, files, git).run();
}

}  // namespace plimsoll
