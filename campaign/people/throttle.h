// Throttle: who guesses has to wait, longer each time, whether or not what they guess at exists.
//
// A turn is counted by what was typed and by where it came from, never by what we know, and it is
// taken before anything is looked at, behind a lock on its row, so that a hundred at once get no
// more than one after the other. What is slowed down is kept as a digest alone, and for a day.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/store/database.h"

namespace people {

// Free turns, then first_wait_s, twice that, four times that, … up to wait_s_max after the latest.
// A turn is forgotten every window_s / free_max seconds without another one.
struct ThrottleRule {
    int free_max, wait_s_max, first_wait_s = 1;
};
constexpr int window_s = 3'600;

// Turn: one thing that is slowed down, told apart by its subject.
struct Turn {
    std::string subject;
    ThrottleRule rule;
};
using Turns = std::vector<Turn>;

struct Attempt {
    std::string typed;   // The address that somebody typed.
    std::string client;  // The network address it came from.
};
constexpr ThrottleRule per_pair{5, 900}, per_client{30, 300}, per_account{30, 60};
constexpr ThrottleRule per_network{120, 300};

Turns password_turns(const Attempt&);
// A mail is sent to the address that was typed: at most a few in an hour, whoever asks.
constexpr ThrottleRule mails_per_address{3, 3'600, 600};
Turns code_mail_turns(const Attempt&);
// A second factor, and whatever else only somebody half inside may try.
constexpr ThrottleRule factors_per_account{5, 900};
Turns factor_turns(AccountId, const std::string& client);
// What is bounded otherwise already: a mailed code has five tries, a passkey cannot be guessed. So
// a whole event may sign in from behind one address.
constexpr ThrottleRule per_crowd{300, 60}, per_crowd_network{1'200, 60};
Turns crowd_turns(std::string_view what, const std::string& client);

// Takes one of each, or none and refuses with too_many_attempts.
void take_turns(store::Transaction&, Turns, Instant now);
// The seconds still to wait, or nothing: then a turn may be taken.
std::optional<int> find_wait(store::Session&, const Turns&, Instant now);

// After a success: this pair, or this account's second factor, begins anew. Other counts stay.
void forgive_attempts(store::Transaction&, const Attempt&);
void forgive_factors(store::Transaction&, AccountId);
void forgive_turn(store::Transaction&, const Turn&);
void remove_old_turns(store::Transaction&, Instant now);

// The neighbourhood of an address: 192.0.2.7 -> 192.0.2, 2001:db8:7:1::9 -> 2001:db8:7.
std::string network_of(const std::string& client);

}  // namespace people
