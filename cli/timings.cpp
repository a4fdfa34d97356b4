// Two small tables, for whoever looks for what takes so long.

#include "cli/timings.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <tuple>

#include "engine/text/concat.h"

namespace plimsoll {
namespace {

std::string row(std::string_view name, std::string_view time, std::string_view calls) {
  std::array<char, 160> line{};
  const int size = std::snprintf(
      line.data(), line.size(), "%-40.*s%12.*s%10.*s", static_cast<int>(name.size()), name.data(),
      static_cast<int>(time.size()), time.data(), static_cast<int>(calls.size()), calls.data());
  std::string text(line.data(), static_cast<std::size_t>(std::max(size, 0)));
  while (text.ends_with(' ')) text.pop_back();
  return text + "\n";
}

std::string milliseconds(std::chrono::nanoseconds time) {
  std::array<char, 32> text{};
  const int size = std::snprintf(text.data(), text.size(), "%.3f ms",
                                 std::chrono::duration<double, std::milli>(time).count());
  return {text.data(), static_cast<std::size_t>(std::max(size, 0))};
}

}  // namespace

std::string format_timings(const Report& report, const Phase& before, const Phase& after) {
  std::string text = row("phase", "time", "");
  std::vector<Phase> phases = report.phases;
  phases.insert(phases.begin(), before);
  phases.push_back(after);
  for (const Phase& phase : phases) {
    text += row(concat("  ", phase.name), milliseconds(phase.time), "");
  }
  std::vector<RuleRun> runs = report.runs;
  std::erase_if(runs, [](const RuleRun& run) { return run.calls == 0; });
  std::ranges::sort(runs, [](const RuleRun& a, const RuleRun& b) {
    return std::tie(b.time, a.rule->id) < std::tie(a.time, b.rule->id);
  });
  text += row("rule", "time", "calls");
  for (const RuleRun& run : runs) {
    text += row(concat("  ", run.rule->id), milliseconds(run.time), std::to_string(run.calls));
  }
  return text;
}

}  // namespace plimsoll
