// What is new in a report.
//
// A finding is taken apart into what it says about each object in each environment, and is known
// when all of that is. A line of values.yaml that was wrong for dev:
//
//   before   values.yaml  dev  Deployment/web memory 1Gi
//   now      values.yaml  dev  Deployment/web memory 1Gi      paid for
//            values.yaml  prd  Deployment/web memory 1Gi      new, and so is the finding
//
// Two rounds, each over the whole report, so that a file that was copied and then removed cannot
// take what belongs to one that never moved. The first wants the same path. The second follows
// files that were renamed or split, and takes only from files that are not there any more: from a
// file that still is, a finding did not move but was mended.

#include "engine/lint/comparison.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "engine/lint/identity.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

std::string about(const Subject& subject) {
  std::string text = subject.label();
  if (!subject.container.empty()) text += concat(" (container ", subject.container, ")");
  const std::string field = field_path(subject);
  return field.empty() ? text : concat(text, " at ", field);
}

// The releases of a values file say the same about it, so none of them is named.
Occurrence occurrence(const Finding& finding, const Subject& subject) {
  const bool is_text = subject.resource == nullptr;
  return {.path = finding.location.source->reported_path(),
          .rule = std::string(finding.rule->id),
          .environment = subject.environment,
          .about = is_text ? subject.path : about(subject),
          .identity = identity(finding, subject)};
}

class Matcher {
 public:
  Matcher(std::span<const KnownFinding> older, const IsGone& is_gone)
      : older_(older), is_gone_(is_gone) {
    for (std::size_t i = 0; i < older.size(); ++i) {
      left_.push_back(older[i].count);
      in_place_[place_key(older[i].occurrence)].push_back(i);
    }
  }

  bool take_in_place(const Occurrence& one) { return take(in_place_, place_key(one)); }
  bool take_moved(const Occurrence& one) { return take(moved_, key(one)); }

  // Ends the first round: finds out what may have moved.
  void look_for_moved() {
    std::map<std::string, bool> gone;
    for (std::size_t i = 0; i < older_.size(); ++i) {
      const Occurrence& one = older_[i].occurrence;
      if (left_[i] == 0) continue;
      const auto [known, fresh] = gone.try_emplace(one.path, false);
      if (fresh) known->second = is_gone_(one.path);
      if (known->second) moved_[key(one)].push_back(i);
    }
  }

  std::vector<KnownFinding> rest() const {
    std::vector<KnownFinding> out;
    for (std::size_t i = 0; i < older_.size(); ++i) {
      if (left_[i] > 0) out.push_back({older_[i].occurrence, left_[i]});
    }
    return out;
  }

 private:
  using Index = std::map<std::string, std::vector<std::size_t>>;

  static std::string key(const Occurrence& one) {
    return concat(one.identity, "\n", one.environment);
  }
  static std::string place_key(const Occurrence& one) { return concat(key(one), "\n", one.path); }

  bool take(const Index& index, const std::string& key) {
    const auto found = index.find(key);
    if (found == index.end()) return false;
    for (const std::size_t i : found->second) {
      if (left_[i] == 0) continue;
      --left_[i];
      return true;
    }
    return false;
  }

  std::span<const KnownFinding> older_;
  const IsGone& is_gone_;
  std::vector<std::uint32_t> left_;
  Index in_place_;
  Index moved_;
};

// A newer occurrence and the finding it is of.
struct Newer {
  std::size_t finding;
  Occurrence occurrence;
};

}  // namespace

std::vector<Occurrence> occurrences(const Finding& finding) {
  if (finding.subjects.empty()) return {occurrence(finding, Subject())};
  std::vector<Occurrence> all;
  for (const Subject& subject : finding.subjects) all.push_back(occurrence(finding, subject));
  std::ranges::sort(all, {}, [](const Occurrence& one) {
    return std::tie(one.environment, one.identity, one.about);
  });
  const auto twice = [](const Occurrence& a, const Occurrence& b) {
    return a.identity == b.identity && a.environment == b.environment;
  };
  all.erase(std::unique(all.begin(), all.end(), twice), all.end());
  return all;
}

std::vector<KnownFinding> added_up(std::vector<KnownFinding> list) {
  std::ranges::stable_sort(list, {}, &KnownFinding::occurrence);
  std::vector<KnownFinding> out;
  for (KnownFinding& one : list) {
    if (!out.empty() && out.back().occurrence == one.occurrence) {
      out.back().count += one.count;
    } else {
      out.push_back(std::move(one));
    }
  }
  return out;
}

std::vector<KnownFinding> known_findings(std::span<const Finding> findings) {
  std::vector<KnownFinding> all;
  for (const Finding& finding : findings) {
    for (Occurrence& one : occurrences(finding)) all.push_back({std::move(one), 1});
  }
  return added_up(std::move(all));
}

Comparison compare(std::span<const KnownFinding> older, std::span<const Finding> newer,
                   const IsGone& is_gone) {
  std::vector<Newer> open;
  for (std::size_t i = 0; i < newer.size(); ++i) {
    for (Occurrence& one : occurrences(newer[i])) open.push_back({i, std::move(one)});
  }
  Comparison result;
  Matcher matcher(older, is_gone);
  const auto settle = [&](bool (Matcher::*take)(const Occurrence&)) {
    std::erase_if(open, [&](Newer& one) {
      if (!(matcher.*take)(one.occurrence)) return false;
      result.still.push_back({std::move(one.occurrence), 1});
      return true;
    });
  };
  settle(&Matcher::take_in_place);
  matcher.look_for_moved();
  settle(&Matcher::take_moved);
  result.known.assign(newer.size(), true);
  for (const Newer& one : open) result.known[one.finding] = false;
  result.still = added_up(std::move(result.still));
  result.absent = matcher.rest();
  return result;
}

}  // namespace plimsoll
