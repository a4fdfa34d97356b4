// The script that stands in .git/hooks.
//
// It is short because all the work is the program's. It finds the program (PATH first, so that an
// upgrade counts at once), runs the hook that was there before it on the same standard input, and
// fails if either fails. Without the program it blocks: a gate that is not there must not look like
// one that is green. Its second line has a sum of all that follows, by which uninstalling tells its
// own work from what somebody made of it.

#include "cli/hook_shim.h"

#include <array>
#include <cstdint>
#include <cstdio>

#include "engine/text/concat.h"

namespace plimsoll {
namespace {

constexpr std::string_view kMark = "#!/bin/sh\n# plimsoll hook 1 ";
constexpr std::string_view kMadeTheFolder = "# The folder of hooks was made for it.\n";
constexpr std::size_t kSumDigits = 16;

// FNV-1a: tells an edited script from an untouched one; nobody has a reason to forge it.
std::string sum_of(std::string_view text) {
  std::uint64_t sum = 0xcbf29ce484222325;
  for (const char one : text) {
    sum = (sum ^ static_cast<unsigned char>(one)) * 0x100000001b3;
  }
  std::array<char, kSumDigits + 1> digits{};
  std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(sum));
  return digits.data();
}

// A word of sh that stands for exactly this text.
std::string quoted_for_sh(std::string_view text) {
  std::string word = "'";
  for (const char one : text) {
    if (one == '\'') {
      word += R"('\'')";
    } else {
      word += one;
    }
  }
  return word + "'";
}

constexpr std::string_view kHeader = R"(
#
# Runs the hook that was here before, if there was one (NAME.before-plimsoll beside this file), and
# then `plimsoll hook NAME`; fails if either fails. PLIMSOLL_SKIP=1 leaves plimsoll out.
# `plimsoll hook uninstall NAME` takes this file away and puts the other back.
)";

constexpr std::string_view kBody = R"(
before=$(dirname -- "$0")/NAME.before-plimsoll
installed=PROGRAM

run_plimsoll() {
  if [ "${PLIMSOLL_SKIP:-0}" != 0 ]; then
    echo 'plimsoll: skipped, as PLIMSOLL_SKIP asks' >&2
  elif command -v plimsoll >/dev/null 2>&1; then
    plimsoll hook NAME "$@"
  elif [ -n "$installed" ] && [ -x "$installed" ]; then
    "$installed" hook NAME "$@"
  else
    echo "plimsoll: not found, so nothing was checked and this stops here" >&2
    echo "plimsoll: PLIMSOLL_SKIP=1 goes on without; to be rid of it, delete $0" >&2
    return 2
  fi
}

if [ ! -f "$before" ] || [ ! -x "$before" ]; then
  run_plimsoll "$@"
  exit
fi

# Standard input can be read once only, and both want it.
input=$(cat && echo .)
input=${input%.}
status=0
printf %s "$input" | "$before" "$@" || status=$?
printf %s "$input" | run_plimsoll "$@" || status=$?
exit "$status"
)";

// `text` with every NAME and PROGRAM filled in.
std::string filled_in(std::string_view text, const HookShim& shim) {
  const std::string program = quoted_for_sh(shim.program);
  std::string result;
  while (!text.empty()) {
    if (text.starts_with("NAME")) {
      result += shim.name;
      text.remove_prefix(4);
    } else if (text.starts_with("PROGRAM")) {
      result += program;
      text.remove_prefix(7);
    } else {
      result += text.front();
      text.remove_prefix(1);
    }
  }
  return result;
}

}  // namespace

std::string hook_shim(const HookShim& shim) {
  std::string rest = filled_in(kHeader, shim);
  if (shim.made_the_folder) rest += kMadeTheFolder;
  rest += filled_in(kBody, shim);
  return concat(kMark, sum_of(rest), rest);
}

ShimState shim_state(std::string_view script) {
  // A checkout may have made the line ends CR LF; that is an edit, and one that breaks it.
  if (!script.starts_with(kMark)) {
    const bool ours = script.substr(0, 200).find("# plimsoll hook ") != std::string_view::npos;
    return ours ? ShimState::kEdited : ShimState::kForeign;
  }
  script.remove_prefix(kMark.size());
  const std::string_view sum = script.substr(0, kSumDigits);
  script.remove_prefix(sum.size());
  return sum == sum_of(script) ? ShimState::kOurs : ShimState::kEdited;
}

bool made_the_folder(std::string_view script) {
  return script.find(kMadeTheFolder) != std::string_view::npos;
}

std::string name_before(std::string_view name) {
  return concat(name, ".before-plimsoll");
}

}  // namespace plimsoll
