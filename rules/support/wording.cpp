#include "rules/support/wording.h"

#include <algorithm>

#include "engine/lint/finding.h"
#include "engine/text/concat.h"
#include "engine/text/shorten.h"
#include "engine/yaml/scalar.h"
#include "rules/support/credential.h"

namespace plimsoll {

std::string quoted_name(std::string_view name, std::size_t most) {
  // In this order: half a credential is not recognised.
  return shortened(redact_text(name), most);
}

std::string sentence(std::string_view before, std::string_view name, std::string_view after) {
  constexpr std::size_t kLeastName = 12;
  const std::size_t around = std::min(before.size() + after.size(), kLongestMessage);
  const std::string quoted = quoted_name(name, std::max(kLeastName, kLongestMessage - around));
  return concat(before, quoted, after);
}

std::string gpu_sentence(const GpuClaim& claim, std::string_view after) {
  const std::string takes = concat(" takes ", shortened(json_text(claim.quantity), 12), " ",
                                   quoted_name(claim.resource, 40), after);
  const std::string_view name = claim.container.name();
  return name.empty() ? concat("a container", takes) : sentence("container ", name, takes);
}

}  // namespace plimsoll
