#pragma once

#include <string>
#include <string_view>

namespace plimsoll {

// The script that `plimsoll hook install` puts where git looks for a hook.
struct HookShim {
  std::string name;              // of the hook: "pre-push"
  std::string program;           // absolute path to fall back on; empty: only what PATH finds
  bool made_the_folder = false;  // the folder of hooks was not there before
};

// The script, for sh. Deterministic; says in its second line what it is.
std::string hook_shim(const HookShim& shim);

// What a script found in a folder of hooks is.
enum class ShimState {
  kForeign,  // not made by hook_shim()
  kOurs,     // as hook_shim() of this or another version made it
  kEdited,   // made by hook_shim(), and changed since
};
ShimState shim_state(std::string_view script);

// Whether the folder was made for this script. REQUIRES: it is kOurs.
bool made_the_folder(std::string_view script);

// The name under which the hook that was there before is kept, beside it.
std::string name_before(std::string_view name);

}  // namespace plimsoll
