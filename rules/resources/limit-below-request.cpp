// A container whose limit of a resource is lower than its request.

#include <algorithm>

#include "engine/kubernetes/quantity.h"
#include "engine/lint/context.h"
#include "engine/lint/rule.h"
#include "engine/text/concat.h"
#include "engine/text/shorten.h"
#include "rules/support/wording.h"

namespace plimsoll::rules {
namespace {

// A quantity as it was written, since that is what the reader looks for.
std::string written(Node quantity) {
  if (!quantity) return "null";
  const std::string_view text = quantity.text();
  const std::size_t first = std::min(text.find_first_not_of(' '), text.size());
  return std::string(text.substr(first, text.find_last_not_of(' ') + 1 - first));
}

void check(const Container& container, Context& context) {
  const Node requests = container.node.find({"resources", "requests"});
  for (const Node limit : container.node.find({"resources", "limits"})) {
    const Node request = requests[limit.key()];
    const auto most = as_quantity(limit);
    const auto least = as_quantity(request);
    if (!most || !least) continue;
    if (most->round_up_to_milli() >= least->round_up_to_milli()) continue;

    // 010 is 8 and "010" is 10: where both are spelt alike, only their values tell them apart.
    const bool alike = limit.text() == request.text();
    const std::string resource = quoted_name(limit.key(), 60);
    const std::string has = shortened(alike ? most->text() : written(limit), 30);
    const std::string needs = shortened(alike ? least->text() : written(request), 30);
    context.report(limit, concat(resource, " limit ", has, " is below its request ", needs))
        .related(request, concat(resource, " request is ", needs));
  }
}

constexpr std::string_view kReferences[] = {
    "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
    "https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/"};

}  // namespace

extern constinit const Rule limit_below_request = {
    .id = "limit-below-request",
    .category = "resources",
    .severity = Severity::kError,
    .summary = "Resource limit is lower than the request for the same resource",
    .rationale =
        "The API server refuses a pod whose limit is below its request. In a template it accepts "
        "the workload and refuses every pod: the rollout stands still with FailedCreate events, "
        "and after the next node drain nothing is left running.",
    .remediation =
        "Raise the limit to at least the request, or lower the request. Mind the suffixes: 1G is "
        "less than 1Gi, and 1000m is 1.",
    .references = kReferences,
    .check = check,
};

}  // namespace plimsoll::rules
