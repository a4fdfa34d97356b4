#pragma once

#include <span>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "engine/lint/rule.h"

namespace plimsoll {

// What the program says about itself in a SARIF log.

// The kinds of notifications a log may hold, as indices into the driver's `notifications`.
enum class SarifNotification { kUnreadableInput, kNothingToCheck, kResultsCut, kIgnoredUnknown };

// The id of a notification, such as "unreadable-input".
std::string_view notification_id(SarifNotification notification);

// The tool component `plimsoll` with `rules`, in the order given, and every kind of notification.
nlohmann::ordered_json sarif_driver(std::span<const Rule* const> rules);

// The page that explains a rule.
std::string rule_url(std::string_view id);

// A text fit for a SARIF message: visible (escape.h), at most 1000 characters, and without what
// viewers take for placeholders or links.
std::string sarif_text(std::string_view text);

}  // namespace plimsoll
