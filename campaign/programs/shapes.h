// Shapes: how things look to programs, in the API and in what hooks are sent: one place for both.
//
// Money is {"amount_minor", "currency"}, a moment RFC 3339 in UTC, an id a text, because it is
// larger than what every reader takes for a whole number.
#pragma once

#include <optional>
#include <string>

#include "campaign/giving/gift_lists.h"
#include "campaign/words/money.h"

namespace programs {

std::string money_json(Money);
std::string money_or_null(const std::optional<Money>&);
std::string moment_or_null(const std::optional<Instant>&);
std::string text_or_null(const std::string&);  // Empty: null.

// A gift as strangers may see it: {"id", "amount", "name", "message", "is_anonymous", "at"}.
std::string public_gift_json(const giving::PublicGift&);

}  // namespace programs
