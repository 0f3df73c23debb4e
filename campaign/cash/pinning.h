// Pinning: a personal PIN, by which the second person counts at the screen of the first.
//
// It opens nothing else. It is kept as its Argon2id hash alone, and tries are throttled like a
// second factor, so that four digits suffice for a table at which its owner sits.
#pragma once

#include <string>

#include "campaign/store/database.h"

namespace cash {

constexpr std::size_t pin_min = 4, pin_max = 8;  // Digits.

bool has_pin(store::Session&, AccountId);
void set_pin(store::Store&, AccountId, const std::string& digits, Instant now);
// Refuses with not_a_valid_value(pin) or too_many_attempts.
void insist_on_pin(store::Store&, AccountId, const std::string& typed, const std::string& client,
                   Instant now);

}  // namespace cash
