// Authenticator: the app of somebody that makes their second factor, and their recovery codes.
//
// Invariants:
//   * A secret counts once it was confirmed by a first code; until then it is pending, and an
//     earlier one goes on counting.
//   * No step counts twice: a code that was seen by somebody else is of no use afterwards.
//   * Recovery codes (80 random bits each) are shown once, stored as digests, and work once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/store/database.h"

namespace people {

constexpr int recovery_codes = 10;

struct Authenticator {
    std::string secret, pending;  // Base32, or empty.
    std::optional<Instant> confirmed_at;
};
std::optional<Authenticator> find_authenticator(store::Session&, AccountId);

void keep_pending_secret(store::Transaction&, AccountId, const std::string& secret);
// False if another secret is pending by now.
bool confirm_secret(store::Transaction&, AccountId, const std::string& secret, std::int64_t step,
                    Instant now);
// True for the one who uses this step, or a later one, first.
bool use_step(store::Transaction&, AccountId, std::int64_t step);
// With the recovery codes; what it was for is told by the caller.
void remove_authenticator(store::Transaction&, AccountId);

// New ones instead of all earlier ones: "7k2m-…", four groups of four.
std::vector<std::string> replace_recovery_codes(store::Transaction&, AccountId, Instant now);
bool use_recovery_code(store::Transaction&, AccountId, std::string_view typed, Instant now);
int count_recovery_codes(store::Session&, AccountId);  // Those that still work.

}  // namespace people
